"""What is done: each deed, its change and its line in the log stand or fall together."""

from zichtlijn.fireworks.operations.judging import mark_false, record_yield, undo_false_mark

__all__ = ["mark_false", "record_yield", "undo_false_mark"]
