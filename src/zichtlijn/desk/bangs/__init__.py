"""The commands of receivers, and the companion of the server that locates their bangs."""
