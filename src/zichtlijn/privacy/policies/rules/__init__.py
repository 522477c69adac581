"""The rule table itself: cells to sets, bytes to a checked table, and what a change is."""
