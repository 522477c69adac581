"""What is too thin is refused, what is too dense is sent on, what is there is shown."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.gates import (
    choose_shown_groups,
    is_dense,
    judge_dense_stream,
    judge_gates,
    shuffle_people,
)
from zichtlijn.networks.analysis.events.stream import lay_out_events
from zichtlijn.networks.analysis.events.terms import (
    EventStream,
    GateVerdict,
    RateShown,
)
from zichtlijn.networks.analysis.planted import PlantedStream, plant_stream

NOWHERE = np.empty(0)


def lay_out_rows(rows: pl.DataFrame) -> EventStream:
    """Return the stream of rows event, person, month."""
    rows = rows.with_columns(pl.col("person").rank("dense") - 1).sort("month", "event", "person")
    events = rows.group_by("month", "event", maintain_order=True).len()
    return lay_out_events(
        events["month"].to_numpy().astype(np.float64),
        np.concatenate([[0], events["len"].cum_sum().to_numpy()]).astype(np.int64),
        rows["person"].to_numpy().astype(np.int32),
        people=rows["person"].n_unique(),
    )


def lay_out_planted(town: PlantedStream) -> EventStream:
    return lay_out_events(town.times, town.starts, town.members, people=town.people)


def judge(stream: EventStream) -> GateVerdict:
    return judge_gates(stream, fit_groups(stream, window_times=NOWHERE, seed=1), seed=1)


def read_pairs(folder: Path) -> pl.DataFrame:
    arcs = pl.read_csv(folder / "networks" / "covert" / "caviar_phases_directed.csv")  # noqa: TID251 - an outside file
    pairs = arcs.select(
        "phase", a=pl.min_horizontal("source", "target"), b=pl.max_horizontal("source", "target")
    )
    pairs = pairs.filter(pl.col("a") != pl.col("b")).unique().sort("phase", "a", "b")
    rows = pairs.with_row_index("event").unpivot(
        ["a", "b"], index=["event", "phase"], value_name="person"
    )
    return rows.select("event", "person", month=pl.col("phase"))


def test_the_summits_hold_groups(shared_data: Path) -> None:
    covert = shared_data / "networks" / "covert"
    seats = pl.read_csv(covert / "ndrangheta_summits_attendance.csv")  # noqa: TID251 - an outside file
    dates = pl.read_csv(covert / "ndrangheta_summits_events.csv")  # noqa: TID251 - an outside file
    rows = seats.join(dates, on="event").with_columns(
        month=pl.col("date").str.to_date().cast(pl.Int32) / 30.0
    )
    stream = lay_out_rows(rows)
    assert (stream.events, stream.pairs, stream.people) == (47, 455, 151)
    verdict = judge(stream)
    assert verdict.refused_by is None
    assert verdict.gain is not None
    assert verdict.gain_permuted_max is not None
    assert verdict.gain >= 2 * verdict.gain_permuted_max
    assert verdict.rate_shown is RateShown.ESTIMATE


def test_the_kidnappings_are_too_few_to_show_groups(shared_data: Path) -> None:
    file = shared_data / "networks" / "covert" / "philippines_kidnap_attendance.csv"
    rows = pl.read_csv(file).with_columns(  # noqa: TID251 - an outside file
        month=pl.col("event").str.slice(1).cast(pl.Int64) / 10
    )
    verdict = judge(lay_out_rows(rows))
    assert verdict.gain is not None
    assert verdict.gain < 0
    assert "te weinig waarnemingen" in str(verdict.refused_by)
    assert verdict.rate_shown is RateShown.NONE


def test_pairs_around_one_man_are_no_groups(shared_data: Path) -> None:
    stream = lay_out_rows(read_pairs(shared_data))
    assert (stream.events, stream.people) == (437, 100)
    verdict = judge(stream)
    assert "te weinig waarnemingen" in str(verdict.refused_by)


def test_half_the_observations_of_a_restless_town_are_refused() -> None:
    verdict = judge(lay_out_planted(plant_stream(4_100, change=0.10, observed=0.5)))
    assert verdict.refused_by is not None
    assert verdict.gain is not None
    assert verdict.gain <= 0


def test_half_the_observations_of_a_calm_town_say_at_least() -> None:
    verdict = judge(lay_out_planted(plant_stream(4_101, change=0.01, observed=0.5)))
    assert verdict.refused_by is None
    assert verdict.rate_shown is RateShown.AT_LEAST


def test_a_well_watched_town_shows_its_rate() -> None:
    stream = lay_out_planted(plant_stream(4_102, nominal=3_000))
    verdict = judge(stream)
    assert verdict.refused_by is None
    assert not verdict.beyond_density
    assert verdict.rate_shown is RateShown.ESTIMATE
    assert not is_dense(stream)


def make_sensor_days() -> EventStream:
    """Return two offices of eight that meet in pairs all day long, for two days."""
    rng = np.random.default_rng(3)
    pairs = []
    for _ in range(900):
        office = int(rng.integers(2))
        pairs.append(sorted(office * 8 + rng.choice(8, 2, replace=False)))
    people = np.array(pairs, dtype=np.int32).ravel()
    return lay_out_events(np.linspace(0, 2, 900) / 30, np.arange(901) * 2, people, people=16)


def test_contact_sensors_pass_and_are_sent_to_the_other_method() -> None:
    stream = make_sensor_days()
    assert is_dense(stream)
    verdict = judge_dense_stream(stream, seed=1)
    assert verdict.refused_by is None
    assert verdict.beyond_density
    assert verdict.rate_shown is RateShown.NONE


def test_nothing_seen_is_a_sentence_and_no_crash() -> None:
    empty = lay_out_events(NOWHERE, np.zeros(1, np.int64), np.empty(0, np.int32), people=0)
    verdict = judge_dense_stream(empty, seed=1)
    assert verdict.refused_by == "Er zijn geen waarnemingen van twee of meer mensen samen."


def test_one_observation_is_refused() -> None:
    stream = lay_out_events(
        np.array([3.0]), np.array([0, 3]), np.array([0, 1, 2], dtype=np.int32), people=3
    )
    assert judge(stream).refused_by is not None


def count_seen(stream: EventStream) -> NDArray[np.int64]:
    return np.bincount(stream.members, minlength=stream.people)


@pytest.mark.parametrize("seed", range(3))
def test_shuffling_keeps_sizes_and_how_often_each_was_seen(seed: int) -> None:
    stream = lay_out_planted(plant_stream(seed, nominal=1_500))
    shuffled = shuffle_people(stream, rng=np.random.default_rng(seed))
    assert np.array_equal(stream.starts, shuffled.starts)
    assert np.array_equal(count_seen(stream), count_seen(shuffled))
    assert not np.array_equal(stream.members, shuffled.members)
    for first, last in zip(shuffled.starts[:-1], shuffled.starts[1:], strict=True):
        assert len(set(shuffled.members[first:last].tolist())) == last - first


def test_small_groups_are_not_shown_and_names_follow_the_first_event() -> None:
    town = plant_stream(4_103, nominal=2_000)
    stream = lay_out_planted(town)
    fitted = fit_groups(stream, window_times=np.arange(24) + 0.5, seed=1)
    shown = choose_shown_groups(fitted)
    events = np.bincount(fitted.labels)
    assert shown.names
    for label in shown.names:
        assert events[label] >= 4
        people = {int(i) for i, _ in zip(*np.nonzero(fitted.memberships == label), strict=True)}
        assert len(people) >= 3
    firsts = [int(np.argmax(fitted.labels == label)) for label in shown.names]
    assert firsts == sorted(firsts)
    assert list(shown.names.values())[:2] == ["g001", "g002"]
