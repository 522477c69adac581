"""The cards of every algorithm in the box, as drafts for the Algoritmeregister (guard rail G20)."""
