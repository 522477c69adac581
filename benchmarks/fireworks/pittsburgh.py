"""Real shots with a surveyed place: ShotSpotter Pittsburgh FP1-FP6 (arXiv 2108.07377, CC BY 4.0).

Not part of this repository; read from the research data beside it.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.fireworks.scoring import Score, match, score, to_places
from zichtlijn.fireworks.analysis.association.travel import derive_sound_speed
from zichtlijn.fireworks.analysis.locating import locate, locate_one
from zichtlijn.fireworks.terms import PICKS, RECEIVERS, Listening

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "acoustics" / "shotspotter-pittsburgh"
MOVED_M = 2.0  # the receivers' own GPS places drift while they are averaged
AUDIBLE_M = 800.0

Floats = NDArray[np.float64]


class Shot(NamedTuple):
    """One labelled shot: its picks, and the survey (s, x, y) with the moment they imply."""

    position: str
    picks: pl.DataFrame
    truth: Floats


class Evening(NamedTuple):
    """Consecutive tests at one firing position during which no receiver moved."""

    position: str
    receivers: pl.DataFrame
    picks: pl.DataFrame
    shots: list[Shot]
    rounds: int
    temperature_c: float


def read_evenings(folder: Path = FOLDER) -> list[Evening]:
    """Read all tests as evenings, by position and time."""
    pulses = _read(folder / "pulses.csv")
    tests = _read(folder / "tests.csv").with_columns(
        base_us=pl.col("t_ref_utc").str.to_datetime(time_zone="UTC").dt.timestamp("us")
    )
    return [
        _read_evening(position, part)
        for (position,), group in tests.sort("base_us").group_by(
            "firing_position", maintain_order=True
        )
        for part in _part(group, pulses)
    ]


def locate_blind(evenings: list[Evening]) -> tuple[Score, int]:
    """Locate from all pulses with default settings; not even the temperature is told.

    Recall is over all rounds fired, also the one that nobody labelled.
    """
    found = []
    for evening in evenings:
        located = locate(evening.receivers, evening.picks, listening=Listening())
        found.append(to_places(located.events))
    truth = [np.array([shot.truth for shot in evening.shots]) for evening in evenings]
    scored = score(found, truth)
    matched = sum(len(match(*pair)) for pair in zip(found, truth, strict=True))
    rounds = sum(evening.rounds for evening in evenings)
    return scored._replace(recall=matched / rounds), sum(map(len, found)) - matched


def locate_labelled(evenings: list[Evening]) -> Floats:
    """Return how far each labelled shot is located from the survey, m; NaN where it is not."""
    return np.array(
        [
            _find_error(evening.receivers, evening, shot, shot.picks)
            for evening in evenings
            for shot in evening.shots
        ]
    )


def locate_with_few(evenings: list[Evening], *, receivers: int, seed: int) -> Floats:
    """The same with this many of the receivers within 800 m that heard the shot, by chance."""
    rng = np.random.default_rng(seed)
    errors = []
    for evening, shot in ((one, shot) for one in evenings for shot in one.shots):
        near = _within_earshot(evening, shot)
        if near.height >= receivers:
            rows = np.sort(rng.choice(near.height, receivers, replace=False))
            chosen = near[rows]
            known = evening.receivers.join(chosen, on="receiver", how="semi")
            errors.append(_find_error(known, evening, shot, chosen))
    return np.array(errors)


def _read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path)  # noqa: TID251  # a published set, read only where it is measured


def _within_earshot(evening: Evening, shot: Shot) -> pl.DataFrame:
    placed = shot.picks.join(evening.receivers, on="receiver", maintain_order="left")
    apart = np.hypot(placed["x"] - shot.truth[1], placed["y"] - shot.truth[2])
    return shot.picks.filter(pl.Series(apart <= AUDIBLE_M))


def _find_error(
    receivers: pl.DataFrame, evening: Evening, shot: Shot, picks: pl.DataFrame
) -> float:
    listening = Listening(temperature_c=evening.temperature_c)
    event = locate_one(receivers, picks, listening=replace(listening, margin_m=400.0))
    if event.is_empty():
        return float("nan")
    return float(np.hypot(event["x"][0] - shot.truth[1], event["y"][0] - shot.truth[2]))


def _part(tests: pl.DataFrame, pulses: pl.DataFrame) -> Iterator[list[tuple[dict, pl.DataFrame]]]:  # type: ignore[type-arg]
    """Part the tests of a position where a receiver has moved."""
    places: dict[str, tuple[float, float, float]] = {}
    part: list[tuple[dict, pl.DataFrame]] = []  # type: ignore[type-arg]
    for test in tests.iter_rows(named=True):
        here = pulses.filter(firing_position=test["firing_position"], test_id=test["test_id"])
        now = {row[0]: row[1:] for row in here.select("sensor", "x_m", "y_m", "z_m").iter_rows()}
        moved = [
            name
            for name, (x, y, _) in now.items()
            if name in places and np.hypot(x - places[name][0], y - places[name][1]) >= MOVED_M
        ]
        if moved:
            yield part
            places, part = {}, []
        places = {**now, **places}
        part.append((test, here))
    yield part


def _read_evening(position: str, part: list[tuple[dict, pl.DataFrame]]) -> Evening:  # type: ignore[type-arg]
    places = {
        row[0]: row
        for _, here in reversed(part)
        for row in here.select("sensor", "x_m", "y_m", "z_m").iter_rows()
    }
    receivers = pl.DataFrame(
        [places[name] for name in sorted(places)], schema=dict(RECEIVERS.columns), orient="row"
    )
    frames, shots = [], []
    for test, here in part:
        picks = here.select(
            receiver="sensor",
            at_us=pl.col("t_ms").cast(pl.Int64) * 1000 + test["base_us"],
            level_db="spl_db",
            snr_db="snr_db",
            clock_ms=pl.lit(None, pl.Float64),
            shot="shot_index",
            x="x_m",
            y="y_m",
        ).unique(["receiver", "at_us"], maintain_order=True)
        frames.append(PICKS.keep(picks))
        speed = derive_sound_speed(test["temperature_c"])
        survey = (test["survey_x_m"], test["survey_y_m"])
        for (_,), own in (
            picks.drop_nulls("shot").sort("shot").group_by("shot", maintain_order=True)
        ):
            flight = np.hypot(own["x"] - survey[0], own["y"] - survey[1]) / speed
            moment = float(np.median(own["at_us"].to_numpy() / 1e6 - flight))
            shots.append(Shot(position, PICKS.keep(own), np.array([moment, *survey])))
    return Evening(
        position,
        receivers,
        pl.concat(frames),
        shots,
        sum(test["num_rounds"] for test, _ in part),
        part[0][0]["temperature_c"],
    )
