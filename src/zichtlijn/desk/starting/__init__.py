"""Starting the desk: the database, the example, the server."""
