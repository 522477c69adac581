"""Picks from the tables as the analysis wants them, and those that came in since."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import polars as pl

from zichtlijn.fireworks.models import BangPick, Pick
from zichtlijn.fireworks.terms import PICKS, Stage, from_us

AT_ONCE = 20_000
_COLUMNS = ("receiver_id", "at_us", "level_db", "snr_db", "clock_ms")

Row = tuple[int, int, float | None, float | None, float | None]


class NewPicks(NamedTuple):
    """PICKS that came in, and the number of the last of them."""

    picks: pl.DataFrame
    last: int


def read_new_picks(after: int, *, codes: Mapping[int, str]) -> NewPicks:
    """Return what came in after a number, at most 20,000 at once.

    SQLite writes one transaction at a time, so numbers come in order and none is passed over.
    """
    rows = Pick.objects.filter(pk__gt=after).order_by("pk").values_list("pk", *_COLUMNS)
    found = list(rows[:AT_ONCE])
    return NewPicks(
        _lay_out((row[1:] for row in found), codes=codes), found[-1][0] if found else after
    )


def read_picks_since(since_us: int, *, codes: Mapping[int, str]) -> pl.DataFrame:
    """Return all PICKS from a moment on that are still there."""
    rows = Pick.objects.filter(at_us__gte=since_us).values_list(*_COLUMNS)
    return _lay_out(rows.iterator(AT_ONCE), codes=codes)


def read_explained(before_us: int, *, codes: Mapping[int, str]) -> pl.DataFrame:
    """Return the arrivals (receiver, at_us) after a moment of final bangs before it."""
    rows = BangPick.objects.filter(
        bang__stage=Stage.FINAL, bang__moment__lt=from_us(before_us), at_us__gte=before_us
    ).values_list("receiver_id", "at_us")
    known = [(codes[receiver], at) for receiver, at in rows if receiver in codes]
    return pl.DataFrame(known, schema={"receiver": pl.String, "at_us": pl.Int64}, orient="row")


def _lay_out(rows: Iterable[Row], *, codes: Mapping[int, str]) -> pl.DataFrame:
    """Return PICKS; those of receivers that are no longer in use are left out."""
    known = [(codes[row[0]], *row[1:]) for row in rows if row[0] in codes]
    return PICKS.keep(pl.DataFrame(known, schema=dict(PICKS.columns), orient="row"))
