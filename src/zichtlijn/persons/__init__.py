"""Who is who: names as people write them, and possible same persons for people to judge.

That two records are of one person is always a decision of two people of two roles; it keeps
both records and can be undone (G14, G15). This room only proposes, with its reasons in words,
never with a figure. It never asks, guesses or keeps where a name comes from.

Path: file -> sources -> analysis -> commands; joining, when it comes, through operations.
This room may read audit and privacy. No room may learn from it who is like whom.
"""
