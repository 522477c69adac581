"""Figures about one person's place in a network: checked here, shown nowhere.

Betweenness, Burt's constraint and key players say something about a person. They exist so
that the sums under this room can be held against published figures. No report, screen, file
or other analysis may import them: a test walks the imports and says no (guard rails G1, G2).
"""
