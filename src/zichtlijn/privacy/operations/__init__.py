"""What is done: clocks set, rights exercised, purposes opened; each with its line in the log."""
