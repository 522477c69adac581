"""The rules at the desk: what is refused becomes a page; `zichtlijn privacy rules` and `tables`."""
