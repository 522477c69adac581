"""What a first start shows: published research data, and a municipality that does not exist."""
