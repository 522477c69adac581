"""Tables of this room; no behaviour. Nothing here is about a person (guard rail G22)."""

from zichtlijn.fireworks.models.bangs import Bang, BangPick, FalseMark, NightCount, Yield
from zichtlijn.fireworks.models.hours import ReceiverHour
from zichtlijn.fireworks.models.nuisance import NuisanceCount, NuisanceReport
from zichtlijn.fireworks.models.receivers import Calibration, Locator, Pick, Receiver, Snapshot

__all__ = [
    "Bang",
    "BangPick",
    "Calibration",
    "FalseMark",
    "Locator",
    "NightCount",
    "NuisanceCount",
    "NuisanceReport",
    "Pick",
    "Receiver",
    "ReceiverHour",
    "Snapshot",
    "Yield",
]
