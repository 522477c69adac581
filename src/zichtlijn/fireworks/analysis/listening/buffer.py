"""The picks that may still matter, in an order that does not depend on when they came in."""

from typing import NamedTuple

import numpy as np
import polars as pl

from zichtlijn.fireworks.analysis.association.shapes import Codes, Flags, Floats
from zichtlijn.fireworks.terms import WrongData

ROOM = 10**15
"""Microseconds in one receiver's part of the keys: 31 years."""

UNTRUSTED_CLOCK_MS = 25.0
"""A pick whose own clock says this much uncertainty places nothing."""


class Buffer(NamedTuple):
    """Picks sorted by receiver, then by time; arrays of equal length."""

    keys: Codes  # receiver * ROOM + at, so that one search finds a moment at every receiver
    receiver: Codes
    at: Codes  # microseconds from the stream's start
    level: Floats  # dB, NaN where not given
    used: Flags  # explained by a settled bang


class Added(NamedTuple):
    """A buffer with new picks, and what was not taken in."""

    buffer: Buffer
    doubled: int
    late: int


def open_buffer() -> Buffer:
    """Return a buffer that holds nothing."""
    none = np.empty(0, dtype=np.int64)
    return Buffer(none, none, none, np.empty(0), np.empty(0, dtype=np.bool_))


def add_picks(
    buffer: Buffer, picks: pl.DataFrame, *, names: tuple[str, ...], start_us: int, closed: int
) -> Added:
    """Take in PICKS; a pick that is there already or came after its time is counted, not kept.

    Raises WrongData for a receiver that is not in `names`.
    """
    known = pl.DataFrame({"receiver": names, "code": range(len(names))})
    rows = picks.join(known, on="receiver", how="left", maintain_order="left")
    if rows["code"].null_count():
        raise WrongData("Er zijn tijden van een ontvanger die niet in de lijst staat.")
    sure = rows.filter(pl.col("clock_ms").fill_null(0.0).fill_nan(0.0) <= UNTRUSTED_CLOCK_MS)
    at = sure["at_us"].to_numpy().astype(np.int64) - start_us
    in_time = at >= closed
    at = at[in_time]
    receiver = sure["code"].to_numpy().astype(np.int64)[in_time]
    level = sure["level_db"].fill_null(float("nan")).to_numpy()[in_time]
    merged, doubled = _merge(buffer, receiver, at, level)
    return Added(merged, doubled, int((~in_time).sum()))


def _merge(buffer: Buffer, receiver: Codes, at: Codes, level: Floats) -> tuple[Buffer, int]:
    keys = np.concatenate([buffer.keys, receiver * ROOM + at])
    unique, first = np.unique(keys, return_index=True)  # of equal keys the one that was there
    merged = Buffer(
        unique,
        np.concatenate([buffer.receiver, receiver])[first],
        np.concatenate([buffer.at, at])[first],
        np.concatenate([buffer.level, level])[first],
        np.concatenate([buffer.used, np.zeros(len(at), dtype=np.bool_)])[first],
    )
    return merged, len(keys) - len(unique)


def find_moment(buffer: Buffer, at: int, *, receivers: int) -> Codes:
    """Return for each receiver the place of its first pick at or after the moment."""
    return np.searchsorted(buffer.keys, np.arange(receivers) * ROOM + at)


def drop_before(buffer: Buffer, at: int) -> Buffer:
    """Forget the picks before the moment."""
    kept = buffer.at >= at
    return Buffer(
        buffer.keys[kept],
        buffer.receiver[kept],
        buffer.at[kept],
        buffer.level[kept],
        buffer.used[kept],
    )
