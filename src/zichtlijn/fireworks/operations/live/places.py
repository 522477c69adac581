"""The receivers that are in use now, as the locator wants them."""

import hashlib
from typing import NamedTuple

import polars as pl

from zichtlijn.fireworks.models import Receiver
from zichtlijn.fireworks.terms import RECEIVERS


class Layout(NamedTuple):
    """Which receivers are in use and where they hang."""

    receivers: pl.DataFrame  # RECEIVERS, by code
    codes: dict[int, str]  # by their number in the tables
    numbers: tuple[int, ...]  # in order of the frame
    hash: str


def read_layout() -> Layout:
    """Return the receivers in use, by code."""
    rows = list(
        Receiver.objects.filter(active=True)
        .order_by("code")
        .values_list("pk", "code", "x", "y", "z")
    )
    frame = pl.DataFrame([row[1:] for row in rows], schema=dict(RECEIVERS.columns), orient="row")
    return Layout(
        RECEIVERS.keep(frame),
        {row[0]: row[1] for row in rows},
        tuple(row[0] for row in rows),
        hashlib.sha256(repr(rows).encode()).hexdigest(),
    )
