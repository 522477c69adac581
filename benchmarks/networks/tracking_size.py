"""One chain at a size, and a day's update, each in a process of its own."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np

from benchmarks.bars import Bar
from benchmarks.networks.naive_tracking import compare_with_truth
from benchmarks.networks.tracking_trials import lay_out_planted
from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.stream import build_stream
from zichtlijn.networks.analysis.events.terms import ChainSettings
from zichtlijn.networks.analysis.events.updates import fold_in, keep_edition
from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.planted import (
    derive_presences,
    derive_window_times,
    end_of_planting,
    plant_stream,
)

PROJECT = Path(__file__).resolve().parents[2]
MODULE = "benchmarks.networks.tracking_size"
LONG, SHORT = ChainSettings(), ChainSettings(burn=12, keep=12)
MANY = 1_000_000
UPDATED = 100_000


def size_rows(nominal: int, *, most_seconds: float, most_gigabytes: float) -> Iterator[Bar]:
    """Yield time and memory of one chain, without shuffled streams and refits."""
    found = _measure_apart("fit", nominal)
    setting = f"{found['pairs']:.0f} pairs, {found['sweeps']:.0f} sweeps, 3% moving a month"
    yield Bar(
        "one chain",
        setting,
        f"{found['seconds']:.1f} s",
        f"<= {most_seconds:.0f} s",
        found["seconds"] <= most_seconds,
        peer=f"found {found['change']:.2%} of {found['truth']:.2%}, NMI {found['nmi']:.3f} "
        f"of {found['coverage']:.0%}",
    )
    yield Bar(
        "memory of one chain",
        setting,
        f"{found['gigabytes']:.2f} GB",
        f"<= {most_gigabytes} GB",
        found["gigabytes"] <= most_gigabytes,
        peer=f"{found['before']:.2f} GB before it, compiled code and the town",
    )


def update_row() -> Bar:
    """Return the time in which a day's new observations are folded in."""
    found = _measure_apart("update", UPDATED)
    return Bar(
        "a day's new observations",
        f"town of {found['pairs']:.0f} pairs, {found['new']:.0f} new events",
        f"{found['seconds']:.1f} s from yesterday's edition",
        "<= 5 s",
        found["seconds"] <= 5,
        peer=f"the whole fit {found['whole']:.1f} s",
    )


def _measure_apart(what: str, nominal: int) -> dict[str, float]:
    command = [sys.executable, "-m", MODULE, what, str(nominal)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _fit(nominal: int) -> dict[str, float]:
    settings = SHORT if nominal >= MANY else LONG
    small = plant_stream(1, nominal=2000)
    times = derive_window_times()
    fit_groups(lay_out_planted(small), window_times=times, seed=1, settings=settings)  # compile
    planted = plant_stream(0, nominal=nominal)
    stream = lay_out_planted(planted)
    before = _peak_gigabytes()
    started = time.perf_counter()
    fitted = fit_groups(stream, window_times=times - planted.times[0], seed=1, settings=settings)
    seconds = time.perf_counter() - started
    peak = _peak_gigabytes()
    agreement = compare_with_truth(planted, fitted.memberships.astype(np.int64))
    return {
        "pairs": stream.pairs,
        "sweeps": settings.burn + settings.keep,
        "seconds": seconds,
        "before": before,
        "gigabytes": peak,
        "change": fitted.change,
        "truth": planted.realised_change,
        "nmi": agreement.nmi,
        "coverage": agreement.coverage,
    }


def _update(nominal: int) -> dict[str, float]:
    presences = derive_presences(plant_stream(0, nominal=nominal))
    today = end_of_planting() - timedelta(days=7)
    times = derive_window_times()
    before = build_incidence(presences, as_of=today - timedelta(days=1))
    known = build_stream(before)
    started = time.perf_counter()
    edition = keep_edition(before, known, fit_groups(known, window_times=times, seed=1))
    whole = time.perf_counter() - started
    incidence = build_incidence(presences, as_of=today)
    started = time.perf_counter()
    stream = build_stream(incidence)
    fold_in(incidence, stream, earlier=edition, window_times=times, seed=2)
    return {
        "pairs": stream.pairs,
        "new": stream.events - known.events,
        "seconds": time.perf_counter() - started,
        "whole": whole,
    }


def _peak_gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    measured = {"fit": _fit, "update": _update}[sys.argv[1]](int(sys.argv[2]))
    print(json.dumps(measured))
