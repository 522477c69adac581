"""A settled bang: where, when, how sure, and who heard it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zichtlijn.fireworks.analysis.association.explaining import PLACE_COLUMNS, is_shadow
from zichtlijn.fireworks.analysis.association.shapes import Codes, Ears, Floats
from zichtlijn.fireworks.analysis.listening.buffer import Buffer
from zichtlijn.fireworks.analysis.listening.ellipses import (
    Ellipse,
    Hull,
    derive_ellipse,
    derive_fit,
    is_outside,
)
from zichtlijn.fireworks.analysis.listening.stretch import Search, Setting

BURST_US = 250_000
BURST_M = 30.0
ECHO_MEMORY_US = 3_000_000
REFERENCE_M = 10.0


class Bang(NamedTuple):
    """One bang; a string of bangers is several with the same burst."""

    number: int
    burst: int  # number of the first bang of the string, its own where it stands alone
    at: int  # microseconds from the stream's start
    x: float
    y: float
    covariance: Floats  # (2, 2), m^2
    ellipse: Ellipse
    score: float
    level_db_10m: float  # NaN where no receiver gave a level
    ghost: bool
    outside: bool
    expected: Codes  # receivers that should have reported it
    receivers: Codes  # those that did
    arrivals: Codes  # microseconds from the stream's start, as they were reported
    residuals: Floats  # s, clock offsets taken off


def describe_bangs(
    found: Search,
    buffer: Buffer,
    setting: Setting,
    *,
    hull: Hull,
    number: int,
    until: int,
    recent: tuple[Bang, ...],
) -> list[Bang]:
    """Return the found bangs before `until`, in order of time, numbered from `number`.

    `recent` are bangs settled before, so that strings and echoes are seen across stretches.
    """
    known = list(recent)
    order = np.argsort(found.bangs.place[:, 2], kind="stable")
    rows = [row for row in order if round(found.bangs.place[row, 2] * 1e6) + found.base < until]
    described = [_describe(found, buffer, setting, hull, row) for row in rows]
    new: list[Bang] = []
    for at, one in enumerate(described):
        bang = one._replace(number=number + at)
        burst = _find_burst(bang, known)
        ghost = burst is None and _is_ghost(bang, known + described, len(setting.ears.x))
        bang = bang._replace(burst=bang.number if burst is None else burst, ghost=ghost)
        known.append(bang)
        new.append(bang)
    return new


def lay_traces(bangs: Sequence[Bang], *, receivers: int, base: int = 0) -> Floats:
    """Return a row for each bang: x, y, and s after `base` at each receiver, NaN where silent."""
    rows = np.full((len(bangs), PLACE_COLUMNS + receivers), np.nan)
    for row, bang in zip(rows, bangs, strict=True):
        row[:PLACE_COLUMNS] = bang.x, bang.y
        row[PLACE_COLUMNS + bang.receivers] = (bang.arrivals - base) / 1e6
    return rows


def _describe(found: Search, buffer: Buffer, setting: Setting, hull: Hull, row: int) -> Bang:
    place = found.bangs.place[row]
    near, matched = _unpack(setting.ears, found, row)
    picks = matched[matched >= 0]
    receivers = near[matched >= 0]
    fit = derive_fit(
        setting.ears,
        setting.air,
        place=place,
        receivers=receivers,
        at=found.heard.at[picks],
        sigma=found.sigma,
        chance=found.heard.background[picks] / found.hit[receivers],
    )
    covariance = fit.covariance + np.eye(2) * setting.listening.site_sd_m**2
    rows = found.rows[picks]
    levels = buffer.level[rows] + 20.0 * np.log10(np.maximum(fit.distances, 1.0) / REFERENCE_M)
    x, y = float(place[0]), float(place[1])
    return Bang(
        number=0,
        burst=0,
        at=round(place[2] * 1e6) + found.base,
        x=x,
        y=y,
        covariance=covariance,
        ellipse=derive_ellipse(covariance),
        score=float(found.bangs.score[row]),
        level_db_10m=float(np.median(known)) if len(known := levels[~np.isnan(levels)]) else np.nan,
        ghost=False,
        outside=is_outside(hull, x=x, y=y),
        expected=near[matched != -2],
        receivers=receivers,
        arrivals=buffer.at[rows],
        residuals=fit.residuals,
    )


def _unpack(ears: Ears, found: Search, row: int) -> tuple[Codes, Codes]:
    anchor = found.bangs.anchor[row]
    near = ears.near[ears.near_starts[anchor] : ears.near_starts[anchor + 1]]
    return near, found.bangs.matched[row, : len(near)]


def _find_burst(bang: Bang, known: list[Bang]) -> int | None:
    """Return the string that this bang goes on: within 30 m and 0.25 s of one of its bangs."""
    for other in reversed(known):
        near = np.hypot(other.x - bang.x, other.y - bang.y) < BURST_M
        if near and 0 <= bang.at - other.at < BURST_US:
            return other.burst
    return None


def _is_ghost(bang: Bang, others: list[Bang], receivers: int) -> bool:
    """Return whether a stronger bang came so shortly before that this may be its echo."""
    stronger = [
        other
        for other in others
        if other.score > bang.score and 0 < bang.at - other.at + 500_000 < ECHO_MEMORY_US
    ]
    rows = lay_traces([*stronger, bang], receivers=receivers)
    return bool(is_shadow(rows, len(stronger)))
