"""Zichtlijn: the information-led safety workplace of a municipality.

From every line and figure one click leads back to the sourced observations behind it.
The rooms and what may import what: docs/adr/0001-rooms-and-contracts.md.
"""

__version__ = "0.1.0"
