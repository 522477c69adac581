"""Which reports lie near a bang, for its own page and for the list of bangs."""

from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.analysis.patterns.nuisance import link_reports
from zichtlijn.fireworks.queries import BangRecord
from zichtlijn.fireworks.queries.nuisance import fetch_nuisance_reports
from zichtlijn.fireworks.reports.nuisance.words import say_kind, say_within
from zichtlijn.fireworks.reports.words import say_metres, say_moment
from zichtlijn.fireworks.terms import Stage, to_us
from zichtlijn.fireworks.terms.nuisance import MOST_WITHIN_MIN

AROUND = timedelta(minutes=MOST_WITHIN_MIN + 1)


class Near(NamedTuple):
    """One report near a bang."""

    at: str
    within: str
    kind: str
    apart: str


def list_near(bang: BangRecord, *, access: Access) -> tuple[Near, ...]:
    """Return the reports near one bang, nearest first; none where only its direction is known."""
    if bang.outside or bang.stage is Stage.WITHDRAWN:
        return ()
    bangs = pl.DataFrame(
        {"bang": [bang.id], "at_us": [to_us(bang.moment)], "x": [bang.x], "y": [bang.y]}
    )
    reports = fetch_timed(since=bang.moment - AROUND, until=bang.moment + AROUND, access=access)
    found = link_reports(bangs, reports).join(reports, on="report").sort("apart_m", "report")
    return tuple(
        Near(
            say_moment(row["moment"]),
            say_within(row["within_min"]),
            say_kind(row["kind"]),
            say_metres(row["apart_m"]),
        )
        for row in found.iter_rows(named=True)
    )


def count_near(
    bangs: pl.DataFrame, *, since: datetime, until: datetime, access: Access
) -> dict[int, int]:
    """Return how many reports lie near each bang; a bang with none is left out."""
    reports = fetch_timed(since=since - AROUND, until=until + AROUND, access=access)
    return dict(Counter(link_reports(keep_placed(bangs), reports)["bang"].to_list()))


def fetch_timed(*, since: datetime, until: datetime, access: Access) -> pl.DataFrame:
    """Return NUISANCE_REPORTS with the moment as microseconds too. Raises LogUnavailable."""
    reports = fetch_nuisance_reports(since=since, until=until, access=access)
    return reports.with_columns(at_us=pl.col("moment").dt.epoch("us"))


def keep_placed(bangs: pl.DataFrame) -> pl.DataFrame:
    """Return the bangs that count and of which the place is known, with `at_us`."""
    return bangs.filter(~pl.col("marked_false") & ~pl.col("outside")).with_columns(
        at_us=pl.col("moment").dt.epoch("us")
    )
