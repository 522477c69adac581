"""Pure: records in, proposals with their reasons out."""
