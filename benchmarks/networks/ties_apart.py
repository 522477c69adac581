"""One measurement in a process of its own: `python -m ... arrays|frame FOLDER PEOPLE`.

Prints seconds, memory over the input and the size of the outcome as JSON. The mark for the
memory is taken when the input is read and before any kernel is loaded, so the compiled code
counts too; the time is that of a second run, because the first loads it.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.analysis.ties import derive_ties
from zichtlijn.networks.analysis.ties.false_discoveries import derive_largest_passing
from zichtlijn.networks.analysis.ties.hypergeometric import derive_hypergeometric_tails
from zichtlijn.networks.analysis.ties.pairs import Sightings, weigh_pairs

FIRST_DAY = date(2023, 1, 1)


def main() -> None:
    kind, folder, people = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    names = ("starts", "members", "shares", "days", "sources")
    arrays = [np.load(folder / f"{name}.npy") for name in names]
    if kind == "arrays":
        sightings = Sightings(*arrays)
        print(json.dumps(measure(lambda: tie_arrays(sightings, people), count_bytes)))
    else:
        incidence = build(arrays, people)
        last_day = FIRST_DAY + timedelta(days=int(arrays[3].max()))
        print(json.dumps(measure(lambda: derive_ties(incidence, as_of=last_day), count_frame)))


def measure(
    run: Callable[[], object], count: Callable[[object], tuple[int, int]]
) -> dict[str, float]:
    before = read_bytes("VmRSS")
    run()
    started = time.perf_counter()
    outcome = run()
    seconds = time.perf_counter() - started
    size, ties = count(outcome)
    extra = (read_bytes("VmHWM") - before) / 1e6
    return {"seconds": seconds, "extra_mb": extra, "table_bytes": size, "ties": ties}


def tie_arrays(sightings: Sightings, people: int) -> tuple[np.ndarray, ...]:
    """Weigh, count, test and tell which ties are validated and which were repeated."""
    pairs = weigh_pairs(sightings, people=people)
    chance = derive_hypergeometric_tails(
        pairs.first,
        pairs.second,
        pairs.observations,
        degrees=np.bincount(sightings.members, minlength=people),
        observations=sightings.day.size,
    )
    limit = derive_largest_passing(chance, tests=people * (people - 1) // 2, fdr=0.05)
    repeated = (pairs.days > 1) | (pairs.sources > 1)
    return (*pairs, chance, np.where(chance <= limit, 2, repeated.view(np.int8)).astype(np.int8))


def build(arrays: list[np.ndarray], people: int) -> Incidence:
    starts, members, _, days, sources = arrays
    names = pl.Series("person", np.arange(people)).cast(pl.String).str.zfill(8)
    day = pl.Series(days).cast(pl.Int64) * 86_400_000_000 + 1_672_531_200_000_000
    observations = pl.DataFrame(
        {
            "observation_id": pl.Series(np.arange(days.size)).cast(pl.String),
            "observed_at": day.cast(pl.Datetime("us")),
            "observed_on": day.cast(pl.Datetime("us")).dt.date(),
            "source": pl.Series(sources).cast(pl.String),
            "place": pl.Series([None], dtype=pl.String).new_from_index(0, days.size),
            "reliability": np.ones(days.size),
            "size": np.diff(starts),
        }
    )
    return Incidence(names, observations, starts, members, 0)


def count_bytes(outcome: object) -> tuple[int, int]:
    assert isinstance(outcome, tuple)
    return sum(column.nbytes for column in outcome), outcome[0].size


def count_frame(outcome: object) -> tuple[int, int]:
    assert isinstance(outcome, pl.DataFrame)
    return int(outcome.estimated_size()), outcome.height


def read_bytes(name: str) -> int:
    """Read a line of the process's status; the highest of getrusage is the parent's after exec."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) * 1024


if __name__ == "__main__":
    main()
