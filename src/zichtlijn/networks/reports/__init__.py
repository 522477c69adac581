"""What follows from what is recorded: frozen pages, ready to draw. Each asks for an access."""
