"""The loops of the event model, compiled: what must be fast, and only that.

Arrays in named tuples come in and are changed in place; chance comes in as uniform numbers
drawn outside, so the same numbers give the same bits on any count of threads.
"""
