"""Nobody tells the live desk how cold it is: the first bangs do, before sixty of them tell all."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from zichtlijn.fireworks.analysis.listening.stream import Advance, add, open_stream, settle
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate
from zichtlijn.fireworks.terms import LIVE, Listening, Noise

COLD_C, COLD_M_S = -3.0, 329.48
NEAR_M, NEAR_US = 50.0, 200_000


class Result(NamedTuple):
    """How well a night was found; errors in metres, in order of the bangs."""

    recall: float
    precision: float
    errors: np.ndarray

    def __str__(self) -> str:
        half, most = np.quantile(self.errors, [0.5, 0.95])
        return (
            f"{len(self.errors)} found, recall {self.recall:.3f}, precision {self.precision:.3f}, "
            f"median {half:.2f} m, p95 {most:.2f} m"
        )


def _listen(listening: Listening, *, rate: float, minutes: float, seed: int) -> Result:
    """Go through a night at -3 degrees with what the live desk takes for granted."""
    plan = NightPlan(16, rate, Noise.MID, minutes=minutes, temperature_c=COLD_C)
    night = simulate(plan, rng=np.random.default_rng(seed))
    stream = add(
        open_stream(night.receivers, listening=listening, start_us=-3_000_000), night.picks
    )
    return _compare(night, settle(stream, until_us=int(minutes * 60e6) + 12_000_000))


def _compare(night: Night, told: Advance) -> Result:
    """Pair each true bang with the nearest that was found and is nobody's yet."""
    found = np.array([(bang.at - 3_000_000, bang.x, bang.y) for bang in told.bangs])
    free = np.ones(len(found), dtype=bool)
    errors = []
    for at, x, y in night.truth.select("at_us", "x", "y").rows():
        apart = np.hypot(found[:, 1] - x, found[:, 2] - y)
        near = free & (np.abs(found[:, 0] - at) < NEAR_US) & (apart < NEAR_M)
        if near.any():
            best = int(np.argmin(np.where(near, apart, np.inf)))
            free[best] = False
            errors.append(apart[best])
    return Result(len(errors) / night.truth.height, len(errors) / len(found), np.array(errors))


def test_in_a_cold_night_places_are_right_from_the_first_minutes_on() -> None:
    told = _listen(LIVE, rate=1_000, minutes=5.0, seed=2)
    sixty = _listen(replace(LIVE, early_bangs=None), rate=1_000, minutes=5.0, seed=2)
    print(f"told by the first bangs: {told}; only by sixty: {sixty}")
    assert len(told.errors) > 60
    assert np.median(told.errors) <= 1.2
    assert np.quantile(told.errors, 0.95) <= 6.0
    assert np.median(told.errors) < 0.5 * np.median(sixty.errors)


def test_a_few_bangs_tell_the_temperature_to_two_degrees() -> None:
    plan = NightPlan(16, 1_000, Noise.MID, minutes=1.5, temperature_c=COLD_C)
    off = []
    for seed in range(4):
        night = simulate(plan, rng=np.random.default_rng(seed))
        stream = add(open_stream(night.receivers, listening=LIVE, start_us=0), night.picks)
        stream = settle(stream, until_us=90_000_000).stream
        assert 3 <= len(stream.good) < 60
        off.append(stream.setting.air.speed - COLD_M_S)
        assert stream.setting.air[1:] == (0.0, 0.0)  # wind waits for sixty
    print(f"speed of sound off by {np.round(off, 2).tolist()} m/s")
    assert np.abs(off).max() <= 1.2


def test_who_tells_the_temperature_is_believed() -> None:
    plan = NightPlan(16, 1_000, Noise.MID, minutes=1.0, temperature_c=COLD_C)
    night = simulate(plan, rng=np.random.default_rng(1))
    told = replace(LIVE, temperature_c=COLD_C)
    stream = add(open_stream(night.receivers, listening=told, start_us=0), night.picks)
    assert settle(stream, until_us=70_000_000).calibrations == ()


@pytest.mark.night
@pytest.mark.parametrize(("rate", "minutes"), [(100, 330.0), (1_000, 33.0)])
def test_a_cold_night_stays_within_the_table_with_nothing_told(rate: float, minutes: float) -> None:
    told = _listen(LIVE, rate=rate, minutes=minutes, seed=5)
    print(f"{rate} an hour at -3 degrees, nothing told: {told}")
    assert len(told.errors) > 500
    assert told.recall >= 0.97
    assert told.precision >= 0.95
    assert np.median(told.errors) <= 1.2
    assert np.quantile(told.errors, 0.95) <= 6.0
