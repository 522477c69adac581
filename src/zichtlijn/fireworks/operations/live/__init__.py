"""The live way: new picks in, dots and bangs out, a memory to go on from after any stop."""

from zichtlijn.fireworks.operations.live.locator import LiveLocator
from zichtlijn.fireworks.operations.live.places import read_layout

__all__ = ["LiveLocator", "read_layout"]
