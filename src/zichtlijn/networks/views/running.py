"""The workshop of this server."""

from zichtlijn.networks.operations import Workshop

WORKSHOP = Workshop()
"""One for each server process; its thread lives only while there is something to compute."""
