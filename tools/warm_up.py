"""Compile the kernels of the networks room once, so that the first analysis need not wait.

`./run setup` and `./run test` call this after the code of the sums has changed. It walks the whole
analysis on a small invented town, by events and by contacts, and throws the outcome away.
"""

import sys

import polars as pl

from zichtlijn.networks.analysis.planted import derive_presences, end_of_planting, plant_stream
from zichtlijn.networks.analysis.study import analyse
from zichtlijn.networks.terms import AnalysisSettings, Method

STEPS = 40


def main() -> int:
    """Walk the whole analysis twice on an invented town."""
    town = derive_presences(plant_stream(1, nominal=1_500))
    half = pl.col("observation_id").hash(seed=1) % 2 == 0
    town = town.with_columns(source=pl.when(half).then(pl.lit("a")).otherwise(pl.lit("b")))
    for method in (Method.EVENTS, Method.CONTACTS):
        settings = AnalysisSettings(as_of=end_of_planting(), method=method, bootstraps=2)
        analyse(town, settings=settings, progress=_show)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return 0


def _show(words: str, share: float) -> None:
    if sys.stderr.isatty():
        bar = "#" * round(STEPS * share)
        print(f"\r[{bar:{STEPS}}] {words:40}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
