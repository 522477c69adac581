"""Files in and out: read a table without trusting it, write a folder whole or not at all."""
