"""A chain while it runs, what is kept of it, and how to go on with it on part of the events."""
