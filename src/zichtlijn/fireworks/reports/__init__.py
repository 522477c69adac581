"""What follows from what is recorded: frozen dataclasses, ready to draw."""
