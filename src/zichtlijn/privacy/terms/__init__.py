"""The words of this room: the question who may do what, and the findings in a text."""
