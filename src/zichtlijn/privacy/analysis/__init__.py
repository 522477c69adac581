"""Pure: a text in, findings out."""
