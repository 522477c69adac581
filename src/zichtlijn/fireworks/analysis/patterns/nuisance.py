"""Which bangs lie near which reports of residents, and how many would by chance."""

from typing import NamedTuple

import numpy as np
import polars as pl

from zichtlijn.fireworks.terms.nuisance import LINKS, NEAR_M, SHIFTS_MIN

MINUTE_US = 60_000_000


class Counted(NamedTuple):
    """How many reports have a bang near, and how many bangs a report."""

    reports: float
    bangs: float


def link_reports(bangs: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Link each report to every bang within 150 m of its cell and within its own time.

    Takes bang, at_us, x, y of the bangs and NUISANCE_REPORTS with at_us. Returns LINKS in order
    of report, then of distance. A report may have many bangs and a bang many reports: none is
    called the cause of the other.

    >>> bangs = pl.DataFrame({"bang": [7], "at_us": [60_000_000], "x": [30.0], "y": [40.0]})
    >>> reports = pl.DataFrame({"report": [1, 2], "at_us": [0, 0], "within_min": [1, 1],
    ...                         "x": [0.0, 200.0], "y": [0.0, 0.0]})
    >>> link_reports(bangs, reports).rows()
    [(1, 7, 50.0, 60.0)]
    """
    ordered = bangs.sort("at_us")
    at, x, y = (ordered[name].to_numpy() for name in ("at_us", "x", "y"))
    numbers = ordered["bang"].to_numpy()
    columns = ("report", "at_us", "within_min", "x", "y")
    rows: list[tuple[int, int, float, float]] = []
    for report, reported, within, east, north in reports.select(columns).rows():
        span = within * MINUTE_US
        first, last = (
            int(np.searchsorted(at, reported - span, "left")),
            int(np.searchsorted(at, reported + span, "right")),
        )
        apart = np.hypot(x[first:last] - east, y[first:last] - north)
        rows += [
            (
                report,
                int(numbers[first + i]),
                float(apart[i]),
                float(at[first + i] - reported) / 1e6,
            )
            for i in np.flatnonzero(apart <= NEAR_M)
        ]
    frame = pl.DataFrame(rows, schema=dict(LINKS.columns), orient="row")
    return LINKS.keep(frame.sort("report", "apart_m", "bang"))


def count_linked(links: pl.DataFrame) -> Counted:
    """Count the reports with a bang near, and the bangs with a report near."""
    return Counted(links["report"].n_unique(), links["bang"].n_unique())


def count_by_chance(bangs: pl.DataFrame, reports: pl.DataFrame) -> Counted:
    """Return what the same reports, an hour to two hours earlier or later, would be linked to.

    The mean over ten shifts of all reports together, so places and the order of reports stay as
    they are. Takes bangs from two and a half hours before to two and a half after the reports.
    Limit: on a night with one peak a shift leaves the peak, so chance inside it is underrated.
    """
    tried = [
        count_linked(
            link_reports(bangs, reports.with_columns(pl.col("at_us") + minutes * MINUTE_US))
        )
        for minutes in SHIFTS_MIN
    ]
    return Counted(*np.mean(tried, axis=0).tolist())
