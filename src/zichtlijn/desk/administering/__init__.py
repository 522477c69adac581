"""`zichtlijn accounts`: the command line over accounts, and what it prints.

Path: commands -> lines -> accounts.
"""
