"""Pure: from picks to places. No clock, files, network, log or chance of its own."""
