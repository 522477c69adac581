"""What a text tells about a person that may not be written down (guard rail G2)."""
