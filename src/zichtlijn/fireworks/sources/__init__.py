"""One file for each outside form: bytes in, a frame that keeps its contract out."""
