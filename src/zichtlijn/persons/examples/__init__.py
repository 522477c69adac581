"""People who do not exist, so that a newcomer sees the room alive (guard rail G28)."""
