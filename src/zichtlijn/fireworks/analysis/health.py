"""What the bangs say about the receivers: who is silent, deaf, or has a clock that runs off."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from zichtlijn.fireworks.analysis.association.shapes import Codes, Floats
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.terms import RECEIVER_HEALTH, Health

CLOCK_MS = 5.0
FEWEST_EXPECTED = 6
FEWEST_FOR_CLOCK = 10
USUAL_HIT = 0.7
DEAF_HIT = 0.25
CHANCE_OF_SILENCE = 1e-4


def derive_receiver_health(
    bangs: Sequence[Bang],
    picks: pl.DataFrame,
    *,
    names: tuple[str, ...],
    start_us: int,
    offsets: Floats,
    as_of_us: int,
) -> pl.DataFrame:
    """Return RECEIVER_HEALTH, one row for each receiver in order of `names`.

    Silent: since its last pick so many bangs passed near it that silence has a chance below
    1 in 10,000, as a receiver that works misses three in ten. With a bang every three seconds
    that is known within half a minute; in a quiet night the heartbeat tells. Deaf: it matches
    less than a quarter. Clock: late or early by more than 5 ms over ten bangs or more, the
    offset that calibration takes off included.
    """
    expected = np.zeros(len(names), dtype=np.int64)
    matched, passed = np.zeros_like(expected), np.zeros_like(expected)
    late = np.zeros(len(names))
    counted, last = _count_picks(picks, names=names, as_of_us=as_of_us)
    for bang in bangs:
        expected[bang.expected] += 1
        matched[bang.receivers] += 1
        late[bang.receivers] += bang.residuals + offsets[bang.receivers]
        passed[bang.expected] += bang.at + start_us > last[bang.expected]
    mean_ms = np.divide(1e3 * late, matched, out=np.full(len(names), np.nan), where=matched > 0)
    health = [
        str(_judge(*row))
        for row in zip(
            *(column.tolist() for column in (expected, matched, passed, mean_ms)), strict=True
        )
    ]
    return RECEIVER_HEALTH.keep(
        pl.DataFrame(
            {
                "receiver": names,
                "picks": counted,
                "expected": expected,
                "matched": matched,
                "mean_residual_ms": mean_ms,
                "health": health,
            }
        ).with_columns(pl.col("mean_residual_ms").fill_nan(None))
    )


def _judge(expected: int, matched: int, passed: int, mean_ms: float) -> Health:
    if (1.0 - USUAL_HIT) ** passed < CHANCE_OF_SILENCE:
        return Health.SILENT
    if expected < FEWEST_EXPECTED:
        return Health.UNTRIED
    if matched < DEAF_HIT * expected:
        return Health.DEAF
    if matched >= FEWEST_FOR_CLOCK and abs(mean_ms) > CLOCK_MS:
        return Health.CLOCK
    return Health.GOOD


def _count_picks(
    picks: pl.DataFrame, *, names: tuple[str, ...], as_of_us: int
) -> tuple[Codes, Codes]:
    """Return how many picks each receiver gave up to now, and when the last one was."""
    known = picks.filter(pl.col("at_us") <= as_of_us)
    given = known.group_by("receiver").agg(number=pl.len(), last=pl.col("at_us").max())
    rows = pl.DataFrame({"receiver": names}).join(given, on="receiver", how="left")
    number = rows["number"].fill_null(0).to_numpy().astype(np.int64)
    return number, rows["last"].fill_null(np.iinfo(np.int64).min).to_numpy().astype(np.int64)
