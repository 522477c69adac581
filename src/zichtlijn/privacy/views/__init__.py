"""The pages of this room: choose a purpose, read and change the rules, review an emergency."""
