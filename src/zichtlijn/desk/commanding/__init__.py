"""The door of every command that reads or changes the database.

A command says which deed of which module is done, with which words. Here the installation is made
ready, each account that is named with `--by` or `--second` gives a code of its own, the deed is
done whole, and what the rules refuse leaves a line in the log and exit code 3.

Path: commands -> running -> refusing -> proving (accounts), the deed itself.
"""
