"""Invented nights with a known truth, made without a line of the locator's own physics.

Nothing here imports the locating rooms, and they import nothing from here; a test holds both.
"""
