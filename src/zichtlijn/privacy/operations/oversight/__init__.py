"""What is done for oversight: watch names and streets, and end the log at its term."""
