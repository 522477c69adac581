"""Invented reports of residents beside the invented night: some near a bang, some near none."""

import numpy as np
import polars as pl

from zichtlijn.areas.terms import INVENTED_ORIGIN as ORIGIN
from zichtlijn.fireworks.terms.nuisance import NUISANCE_REPORTS, NuisanceKind

SEED = 71
EVERY = 30  # one bang in so many is reported
ELSEWHERE = 6  # reports of which nobody heard the bang
LATE_MIN, OFF_M = 4.0, 60.0


def invent_reports(events: pl.DataFrame) -> pl.DataFrame:
    """Return NUISANCE_REPORTS about a night of EVENTS with `at_us` since 1970.

    Nobody was there to report anything: times and places are those of bangs with noise.
    """
    rng = np.random.default_rng(SEED)
    heard = events.filter(~pl.col("outside")).gather_every(EVERY)
    first, last = heard["at_us"].min(), heard["at_us"].max()
    count = heard.height
    at = np.concatenate(
        [
            heard["at_us"].to_numpy() + rng.normal(0, LATE_MIN * 60e6, count),
            rng.uniform(first, last, ELSEWHERE),  # type: ignore[arg-type]  # an integer column
        ]
    )
    places = np.concatenate(
        [
            heard.select("x", "y").to_numpy() + rng.normal(0, OFF_M, (count, 2)),
            np.array(ORIGIN) + rng.uniform((0, 0), (1600, 1100), (ELSEWHERE, 2)),
        ]
    )
    order = np.argsort(at)
    kinds = rng.choice(list(NuisanceKind), len(at), p=[0.5, 0.3, 0.1, 0.1])
    moments = pl.from_epoch(pl.Series(np.round(at[order] / 60e6).astype(np.int64) * 60), "s")
    return NUISANCE_REPORTS.keep(
        pl.DataFrame(
            {
                "report": np.arange(len(at)),
                "moment": moments.dt.cast_time_unit("us").dt.replace_time_zone("UTC"),
                "within_min": rng.choice([5, 10, 15], len(at)),
                "x": places[order, 0],
                "y": places[order, 1],
                "kind": [str(kind) for kind in kinds],
            }
        )
    )
