"""Bangs as the frames that the rest of the house reads."""

from collections.abc import Sequence

import polars as pl

from zichtlijn.fireworks.analysis.listening.ellipses import Hull, derive_bearing
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.terms import ASSIGNMENTS, EVENTS


def lay_out_events(bangs: Sequence[Bang], *, hull: Hull, start_us: int) -> pl.DataFrame:
    """Return EVENTS in order of time; of a string of bangers the clearest bang stands for all."""
    strings: dict[int, list[Bang]] = {}
    for bang in bangs:
        strings.setdefault(bang.burst, []).append(bang)
    rows = [
        _lay_out_event(max(string, key=lambda bang: bang.score), string, hull, start_us)
        for string in strings.values()
    ]
    frame = pl.DataFrame(rows, schema=dict(EVENTS.columns), orient="row")
    return EVENTS.keep(frame.with_columns(pl.col(pl.Float64).fill_nan(None)).sort("at_us", "event"))


def lay_out_assignments(
    bangs: Sequence[Bang], *, names: tuple[str, ...], start_us: int
) -> pl.DataFrame:
    """Return ASSIGNMENTS in order of event, time and receiver."""
    rows = [
        (bang.burst, names[receiver], start_us + int(at), float(residual) * 1e3)
        for bang in bangs
        for receiver, at, residual in zip(
            bang.receivers, bang.arrivals, bang.residuals, strict=True
        )
    ]
    frame = pl.DataFrame(rows, schema=dict(ASSIGNMENTS.columns), orient="row")
    return ASSIGNMENTS.keep(frame.sort("event", "at_us", "receiver"))


def _lay_out_event(
    bang: Bang, string: list[Bang], hull: Hull, start_us: int
) -> tuple[float | int | bool | None, ...]:
    bearing = derive_bearing(hull, x=bang.x, y=bang.y, covariance=bang.covariance)
    return (
        bang.burst,
        start_us + min(one.at for one in string),
        bang.x,
        bang.y,
        bang.ellipse.major_m,
        bang.ellipse.minor_m,
        bang.ellipse.angle_deg,
        len(bang.receivers),
        bang.score,
        bang.level_db_10m,
        all(one.ghost for one in string),
        bang.outside,
        bearing.degrees if bang.outside else None,
        bearing.sd if bang.outside else None,
        len(string),
    )
