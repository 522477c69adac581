"""Records of one event are one event; what is no event of a few people is left out."""

from datetime import date, datetime

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.networks.analysis.events.stream import (
    build_stream,
    lay_out_events,
    merge_repeats,
)
from zichtlijn.networks.analysis.events.terms import EventStream
from zichtlijn.networks.analysis.incidence import Incidence, build_incidence
from zichtlijn.networks.analysis.planted import Variant, plant_stream

EVENTS = st.lists(
    st.tuples(st.integers(0, 12), st.sets(st.integers(0, 6), min_size=1, max_size=5)),
    min_size=1,
    max_size=15,
)


def incidence_of(*records: tuple[str, str]) -> Incidence:
    """Return what (day in January, people as letters) tells, one observation for each."""
    rows = [
        (f"o{number:02d}", datetime.fromisoformat(f"2025-01-{day}"), person)
        for number, (day, people) in enumerate(records)
        for person in people
    ]
    frame = pl.DataFrame(rows, schema=["observation_id", "observed_at", "person"], orient="row")
    return build_incidence(
        frame.with_columns(
            pl.col("observed_at").cast(pl.Datetime("us")),
            observed_on=pl.col("observed_at").dt.date(),
            source=pl.lit("police"),
            part=pl.lit("present"),
            place=pl.lit(None, dtype=pl.String),
            kind=pl.lit(None, dtype=pl.String),
            reliability=pl.lit(1.0),
        ),
        as_of=date(2025, 2, 1),
        gathering_size=99,
    )


def stream_of(events: list[tuple[int, set[int]]]) -> EventStream:
    """Return the stream of (day, people), in order of days."""
    ordered = sorted(events, key=lambda event: event[0])
    return lay_out_events(
        np.array([day / 30 for day, _ in ordered]),
        np.concatenate([[0], np.cumsum([len(people) for _, people in ordered])]),
        np.array([p for _, people in ordered for p in sorted(people)], dtype=np.int32),
        people=7,
    )


def sets_of(stream: EventStream) -> list[list[int]]:
    return [part.tolist() for part in np.split(stream.members, stream.starts[1:-1])]


def test_two_records_within_three_days_with_mostly_the_same_people_are_one_event() -> None:
    stream = build_stream(
        incidence_of(("01", "abcd"), ("03", "abce"), ("03", "fg"), ("08", "abcd"))
    )
    assert sets_of(stream) == [[0, 1, 2, 3, 4], [5, 6], [0, 1, 2, 3]]
    assert stream.event_of_row.tolist() == [0, 0, 1, 2]
    assert stream.duplicates_merged == 1
    assert np.allclose(stream.times * 30, [0, 2, 7])


def test_someone_alone_and_a_crowd_are_no_events() -> None:
    crowd = "".join(chr(ord("a") + k) for k in range(26)) + "ABCDE"
    stream = build_stream(incidence_of(("01", "a"), ("02", crowd), ("05", "ab")))
    assert sets_of(stream) == [[5, 6]]  # a and b come after the capitals
    assert stream.event_of_row.tolist() == [-1, -1, 0]
    assert stream.span == 1.0


def test_nothing_seen_is_an_empty_stream() -> None:
    stream = build_stream(incidence_of(("01", "a")))
    assert (stream.events, stream.pairs, stream.span) == (0, 0, 1.0)


def test_contacts_that_go_on_are_not_taken_for_second_records() -> None:
    stream = build_stream(incidence_of(*[("01T10:00", "ab"), ("01T10:05", "ab")] * 4))
    assert stream.duplicates_merged == 0
    assert stream.events == 8


def test_a_fifth_recorded_twice_is_found_again() -> None:
    town = plant_stream(5, nominal=3_000, variant=Variant.TWICE)
    stream = merge_repeats(
        lay_out_events(town.times, town.starts, town.members, people=town.people)
    )
    again = len(town.days) - 720
    assert again <= stream.duplicates_merged <= again + 6  # a few real ones look alike


@settings(max_examples=40, deadline=None)
@given(events=EVENTS)
def test_merging_loses_nobody_and_merging_again_changes_little(
    events: list[tuple[int, set[int]]],
) -> None:
    stream = stream_of(events)
    merged = merge_repeats(stream)
    assert set(merged.members.tolist()) == set(stream.members.tolist())
    assert merged.events + merged.duplicates_merged == stream.events
    assert (np.diff(merged.times) >= 0).all()
    wide = [set(part) for part in sets_of(merged)] if merged.events else []
    rows = np.flatnonzero(stream.event_of_row >= 0)
    for row, people in zip(rows, sets_of(stream) if stream.events else [], strict=True):
        assert set(people) <= wide[merged.event_of_row[row]]


@settings(max_examples=40, deadline=None)
@given(events=EVENTS)
def test_repeats_are_those_of_a_slow_reader(events: list[tuple[int, set[int]]]) -> None:
    stream = stream_of(events)
    first: list[int] = []
    sets = [set(people) for people in sets_of(stream)] if stream.events else []
    for e, people in enumerate(sets):
        alike = [
            (-len(people & sets[f]) / len(people | sets[f]), f)
            for f in range(e)
            if first[f] == f and stream.times[e] - stream.times[f] <= 3 / 30
        ]
        best = min(alike, default=(0.0, e))
        first.append(best[1] if best[0] <= -0.6 else e)
    repeats = sum(f != e for e, f in enumerate(first))
    merged = merge_repeats(stream)
    assert merged.duplicates_merged == (repeats if 2 * repeats <= stream.events else 0)
