"""The rules and the tables on the command line: `zichtlijn privacy rules` and `tables`."""
