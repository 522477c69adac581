"""Invented areas, so that every map can be seen without anyone's street on it."""
