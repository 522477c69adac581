"""What two people change together: how long records stay, and which tables there are."""
