"""The chain of the log: what a line's hash is taken over, its months, its signed checkpoints."""
