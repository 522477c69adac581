"""Pages of this room: each asks a report, and draws."""
