"""Terms on time: the commands and the timer that destroy on the day, and what is shut for good."""
