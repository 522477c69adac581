"""What is recorded about purposes, rights and terms; each read with its line in the log."""
