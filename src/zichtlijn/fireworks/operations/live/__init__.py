"""The live way: new picks in, dots and bangs out, a memory to go on from after any stop."""

from zichtlijn.fireworks.operations.live.locator import LiveLocator
from zichtlijn.fireworks.operations.live.places import read_layout
from zichtlijn.fireworks.operations.live.running import Surroundings, run_live
from zichtlijn.fireworks.operations.live.settling import Here
from zichtlijn.fireworks.operations.live.warming import warm_up

__all__ = ["Here", "LiveLocator", "Surroundings", "read_layout", "run_live", "warm_up"]
