"""The frame around every page: menu, first steps of a role, the reader's look, the build stamp."""
