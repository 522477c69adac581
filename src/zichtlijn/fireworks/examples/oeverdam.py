"""Oeverdam at New Year: bangs thought up by a seeded generator, then heard, then located.

Nothing of it happened (guard rail G28). The places are those of `areas.examples.oeverdam`, in the
North Sea. What the receivers report is simulated and what stands on the map is what the locator
made of that, so each ellipse is as right or wrong as it would be in a real town.

    python -m zichtlijn.fireworks.examples.oeverdam      makes the files of this folder anew
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.areas.terms import INVENTED_ORIGIN as ORIGIN
from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.analysis.patterns.cells import round_to_cells
from zichtlijn.fireworks.analysis.simulation.night import NightPlan, report_bangs
from zichtlijn.fireworks.terms import Listening, Noise, to_us

Floats = NDArray[np.float64]

FOLDER = Path(__file__).parent
BEGIN = datetime(2025, 12, 31, 21, 30, tzinfo=UTC)  # half past ten at night in Oeverdam
MINUTES, MIDNIGHT = 150.0, 90.0
EARLIER = timedelta(days=365)  # the same night a year before; no leap day lies between
SEED = 67
SILENT, SILENT_SINCE = "OD-07", BEGIN + timedelta(minutes=82)

# x and y from the origin, spread in metres, share of the bangs, minutes before or after midnight
SPOTS = [
    (560.0, 800.0, 45.0, 0.24, 6.0, 16.0),  # playing field of Rietkamp
    (360.0, 250.0, 60.0, 0.16, 3.0, 14.0),
    (1180.0, 880.0, 55.0, 0.15, 12.0, 18.0),  # quay
    (1260.0, 170.0, 70.0, 0.12, 4.0, 15.0),
    (820.0, 520.0, 420.0, 0.33, 4.0, 20.0),  # everywhere
]
WALK = [(250.0, 300.0), (760.0, 330.0), (1150.0, 440.0), (1330.0, 640.0)]
WALK_BANGS, WALK_EVERY_S = 12, 105.0
DRIFT = (-420.0, 620.0)  # beyond the receivers: direction only

GRID = [
    (60, 1020), (520, 1080), (900, 1060), (1200, 1100), (1590, 1040), (70, 640), (420, 720),
    (800, 680), (1200, 700), (1660, 600), (60, 20), (400, 330), (830, 330), (1210, 310),
    (1500, 10), (640, -10),
]  # fmt: skip


class Example(NamedTuple):
    """Two nights ready to be kept: the last, and the one a year before as squares of 50 m."""

    receivers: pl.DataFrame
    events: pl.DataFrame
    assignments: pl.DataFrame
    earlier: pl.DataFrame
    hours: pl.DataFrame
    earlier_hours: pl.DataFrame


def make_receivers() -> pl.DataFrame:
    """Return the invented receivers with their state: one silent, one with a bad clock."""
    rng = np.random.default_rng(SEED)
    rows = [
        (f"OD-{number:02d}", ORIGIN[0] + x + float(rng.uniform(-12, 12)),
         ORIGIN[1] + y + float(rng.uniform(-12, 12)), float(rng.uniform(8, 25)))
        for number, (x, y) in enumerate(GRID, start=1)
    ]  # fmt: skip
    states = {SILENT: "dead", "OD-12": "clock"}
    frame = pl.DataFrame(rows, schema=["receiver", "x", "y", "z"], orient="row")
    return frame.with_columns(
        pl.col("x", "y", "z").round(2),
        state=pl.col("receiver").replace_strict(states, default="good"),
        heard_at=pl.col("receiver").replace_strict(
            {SILENT: SILENT_SINCE},
            default=BEGIN + timedelta(hours=8, minutes=30),
            return_dtype=pl.Datetime("us", "UTC"),
        ),
    )


def make_night(*, seed: int, bangs: int, walk: float) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return EVENTS and ASSIGNMENTS of a night from BEGIN; `walk` is minutes after it."""
    rng = np.random.default_rng(seed)
    receivers = make_receivers()
    thought_up = _think_up(bangs, walk_at_s=walk * 60, rng=rng)
    plan = NightPlan(
        receivers=receivers.height, rate_per_hour=1.0, noise=Noise.MID, minutes=MINUTES,
        wind=(2.5, 1.0), temperature_c=4.0, facades=2, side_m=1600.0,
    )  # fmt: skip
    places = receivers.select(pl.col("x") - ORIGIN[0], pl.col("y") - ORIGIN[1], "z").to_numpy()
    night = report_bangs(plan, thought_up, places=places, rng=rng)
    names = dict(zip(night.receivers["receiver"], receivers["receiver"], strict=True))
    picks = night.picks.with_columns(
        pl.col("receiver").replace_strict(names), pl.col("at_us") + to_us(BEGIN)
    )
    silenced = (pl.col("receiver") == SILENT) & (pl.col("at_us") >= to_us(SILENT_SINCE))
    located = locate(receivers, picks.filter(~silenced), listening=Listening())
    return located.events, located.assignments


def make_example() -> Example:
    """Return both nights; the earlier one with fewer bangs, fewer receivers, and no points."""
    receivers = make_receivers()
    events, assignments = make_night(seed=SEED, bangs=620, walk=8.0)
    earlier, _ = make_night(seed=SEED + 1, bangs=540, walk=20.0)
    earlier = round_to_cells(earlier.with_columns(cell_m=pl.lit(0))).with_columns(
        pl.col("at_us") - EARLIER // timedelta(microseconds=1)
    )
    names = receivers["receiver"].to_list()
    return Example(
        receivers,
        events,
        assignments,
        earlier.drop("cell_m"),
        _list_hours(names, BEGIN),
        _list_hours(names[:12], BEGIN - EARLIER),
    )


def _think_up(count: int, *, walk_at_s: float, rng: np.random.Generator) -> Floats:
    rows = []
    for x, y, spread, share, late, wide in SPOTS:
        many = round(count * share)
        at = (MIDNIGHT + rng.normal(late, wide, many)) * 60
        places = rng.normal((x, y), spread, (many, 2))
        rows.append(np.column_stack([at, places, rng.uniform(122.0, 141.0, many)]))
    rows.append(_walk(walk_at_s, rng=rng))
    drift = rng.normal(DRIFT, 8.0, (6, 2))
    rows.append(np.column_stack([rng.uniform(60, 8500, 6), drift, rng.uniform(136, 141, 6)]))
    bangs = np.concatenate(rows)
    kept = bangs[(bangs[:, 0] > 0) & (bangs[:, 0] < MINUTES * 60)]
    return np.asarray(kept[np.argsort(kept[:, 0])])


def _walk(begin_s: float, *, rng: np.random.Generator) -> Floats:
    """Return bangs that follow a way through the town at walking pace."""
    corners = np.array(WALK)
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(corners, axis=0), axis=1))])
    along = np.linspace(0.0, lengths[-1], WALK_BANGS)
    places = np.column_stack([np.interp(along, lengths, corners[:, axis]) for axis in (0, 1)])
    at = begin_s + WALK_EVERY_S * np.arange(WALK_BANGS) + rng.uniform(0, 20, WALK_BANGS)
    return np.column_stack(
        [at, places + rng.normal(0, 6, places.shape), np.full(WALK_BANGS, 133.0)]
    )


def _list_hours(names: list[str], begin: datetime) -> pl.DataFrame:
    """Return the hours of the night in which each receiver listened, from six to six."""
    first = begin.replace(minute=0) - timedelta(hours=4)
    rows = [
        (name, first + timedelta(hours=hour))
        for name in names
        for hour in range(12)
        if name != SILENT or hour <= 5
    ]
    return pl.DataFrame(rows, schema=["receiver", "hour"], orient="row")


if __name__ == "__main__":
    for made, frame in zip(Example._fields, make_example(), strict=True):
        frame.write_parquet(FOLDER / f"{made}.parquet", compression="zstd")
