"""What is told of a bang: rounded to what it may claim, so that equal is equal."""

from typing import NamedTuple

import numpy as np

from zichtlijn.fireworks.analysis.listening.ellipses import Hull, derive_bearing
from zichtlijn.fireworks.analysis.showing.strings import Event

MOVED_M = 1.0


class Placing(NamedTuple):
    """Where and when, and how sure; numbers as they are kept."""

    at_us: int
    x: float
    y: float
    sd_major_m: float
    sd_minor_m: float
    angle_deg: float
    receivers: int
    score: float
    level_at_10m: float | None
    bangs: int
    ghost: bool
    outside: bool
    bearing_deg: float | None
    bearing_sd_deg: float | None


def place(event: Event, *, hull: Hull) -> Placing:
    """Return an event as it is kept; centimetres and hundredths, for the ellipse tells the rest."""
    best = event.best
    bearing = derive_bearing(hull, x=best.x, y=best.y, covariance=best.covariance)
    return Placing(
        at_us=event.at_us,
        x=round(best.x, 2),
        y=round(best.y, 2),
        sd_major_m=round(best.ellipse.major_m, 2),
        sd_minor_m=round(best.ellipse.minor_m, 2),
        angle_deg=round(best.ellipse.angle_deg, 1),
        receivers=len(best.receivers),
        score=round(best.score, 2),
        level_at_10m=None if np.isnan(best.level_db_10m) else round(best.level_db_10m, 1),
        bangs=event.bangs,
        ghost=event.ghost,
        outside=best.outside,
        bearing_deg=round(bearing.degrees, 1) if best.outside else None,
        bearing_sd_deg=round(bearing.sd, 1) if best.outside else None,
    )


def has_moved(was: Placing, now: Placing) -> bool:
    """Return whether a dot changed so much that a map should draw it again."""
    apart = np.hypot(was.x - now.x, was.y - now.y)
    return bool(apart >= MOVED_M or was.receivers != now.receivers or was.outside != now.outside)
