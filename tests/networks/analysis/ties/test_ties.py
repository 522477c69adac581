"""Who was seen with whom: weights, counts and states of ties."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import igraph
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.networks.analysis.published import fill_presences, read_presences

from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.ties import choose_null_model, derive_ties, pairs
from zichtlijn.networks.analysis.ties.pairs import Sightings, weigh_pairs
from zichtlijn.networks.terms import NullModel, TieStatus

LAST_DAY = date(2025, 6, 30)


def presences(*observations: tuple[date, str]) -> pl.DataFrame:
    """Return PRESENCES: a day and one letter for each person there."""
    rows = [
        {"observation_id": f"o{number:03d}", "observed_on": day, "person": person}
        for number, (day, people) in enumerate(observations)
        for person in people
    ]
    return fill_presences(pl.DataFrame(rows))


def tie(frame: pl.DataFrame, *, between: str) -> dict[str, object]:
    row = frame.filter((pl.col("person_a") == between[0]) & (pl.col("person_b") == between[1]))
    return row.row(0, named=True)


def test_a_bench_with_two_says_more_than_a_square_with_four() -> None:
    seen = presences((LAST_DAY, "ab"), (LAST_DAY, "acde"))
    ties = derive_ties(build_incidence(seen, as_of=LAST_DAY), as_of=LAST_DAY)
    assert tie(ties, between="ab")["weight"] == 1.0
    assert tie(ties, between="ac")["weight"] == pytest.approx(1 / 3)


def test_a_tie_halves_in_ninety_days() -> None:
    seen = presences((LAST_DAY - timedelta(days=90), "ab"), (LAST_DAY - timedelta(days=45), "cd"))
    ties = derive_ties(build_incidence(seen, as_of=LAST_DAY), as_of=LAST_DAY)
    assert tie(ties, between="ab")["weight"] == pytest.approx(0.5)
    assert tie(ties, between="cd")["weight"] == pytest.approx(0.5**0.5)


def test_an_unsure_observer_counts_for_less() -> None:
    seen = presences((LAST_DAY, "ab")).with_columns(reliability=pl.lit(0.25))
    ties = derive_ties(build_incidence(seen, as_of=LAST_DAY), as_of=LAST_DAY)
    assert tie(ties, between="ab")["weight"] == pytest.approx(0.25)


def test_a_crowd_makes_no_ties_but_a_man_alone_counts_in_the_test() -> None:
    crowd = "abcdefgh"
    seen = presences((LAST_DAY, crowd), (LAST_DAY, "ab"), (LAST_DAY, "c"), (LAST_DAY, "d"))
    ties = derive_ties(build_incidence(seen, as_of=LAST_DAY, gathering_size=7), as_of=LAST_DAY)
    assert ties.select("person_a", "person_b").rows() == [("a", "b")]
    # three observations are left: two people seen once each meet by chance in one of three
    assert ties["p_value"].to_list() == [pytest.approx(1 / 3)]


def test_seen_on_two_days_or_by_two_sources_is_repeated() -> None:
    again = LAST_DAY - timedelta(days=1)
    seen = presences((again, "ab"), (LAST_DAY, "ab"), (LAST_DAY, "cd"), (LAST_DAY, "cd"))
    by_two = seen.with_columns(
        source=pl.when(pl.col("observation_id") == "o003").then(pl.lit("two")).otherwise("source")
    )
    ties = derive_ties(build_incidence(by_two, as_of=LAST_DAY), as_of=LAST_DAY, fdr=0.0)
    assert tie(ties, between="ab")["status"] == TieStatus.REPEATED
    assert (tie(ties, between="ab")["days"], tie(ties, between="ab")["sources"]) == (2, 1)
    assert tie(ties, between="cd")["status"] == TieStatus.REPEATED
    assert (tie(ties, between="cd")["days"], tie(ties, between="cd")["sources"]) == (1, 2)


def test_twice_on_one_day_by_one_source_is_still_seen_once() -> None:
    seen = presences((LAST_DAY, "ab"), (LAST_DAY, "ab"))
    ties = derive_ties(build_incidence(seen, as_of=LAST_DAY), as_of=LAST_DAY, fdr=0.0)
    assert tie(ties, between="ab")["observations"] == 2
    assert tie(ties, between="ab")["status"] == TieStatus.SEEN_ONCE


def test_two_who_are_only_ever_together_are_validated() -> None:
    alone = [(LAST_DAY - timedelta(days=day), person) for day in range(20) for person in "cdef"]
    together = [(LAST_DAY - timedelta(days=day), "ab") for day in range(10)]
    ties = derive_ties(
        build_incidence(presences(*alone, *together), as_of=LAST_DAY), as_of=LAST_DAY
    )
    assert ties["status"].to_list() == [TieStatus.VALIDATED]


def test_days_are_counted_as_the_observers_wrote_them() -> None:
    # by the clock in Greenwich the second comes first; by the calendar here it is a day later
    seen = presences((date(2025, 6, 2), "ab"), (date(2025, 6, 1), "ab"), (date(2025, 6, 2), "ab"))
    moments = pl.Series(["2025-06-01", "2025-06-02", "2025-06-03"]).str.to_datetime(time_unit="us")
    shuffled = seen.with_columns(
        observed_at=moments.gather(seen["observation_id"].str.tail(1).cast(pl.Int64))
    )
    ties = derive_ties(build_incidence(shuffled, as_of=LAST_DAY), as_of=LAST_DAY)
    found = tie(ties, between="ab")
    assert (found["observations"], found["days"]) == (3, 2)
    assert (found["first_seen"], found["last_seen"]) == (date(2025, 6, 1), date(2025, 6, 2))


def test_a_place_named_once_chooses_the_test_within_places() -> None:
    seen = presences((LAST_DAY, "ab"), (LAST_DAY, "cd"))
    assert choose_null_model(build_incidence(seen, as_of=LAST_DAY)) is NullModel.PLAIN
    placed = seen.with_columns(
        place=pl.when(pl.col("observation_id") == "o000").then(pl.lit("park"))
    )
    assert choose_null_model(build_incidence(placed, as_of=LAST_DAY)) is NullModel.STRATIFIED


def test_no_observations_make_no_ties() -> None:
    empty = build_incidence(presences((LAST_DAY, "ab")).clear(), as_of=LAST_DAY)
    for model in NullModel:
        assert derive_ties(empty, as_of=LAST_DAY, null_model=model).height == 0


SEEN = st.lists(
    st.tuples(
        st.sets(st.integers(0, 7), min_size=1, max_size=6),
        st.integers(0, 4),
        st.integers(0, 80),
        st.sampled_from([0.0, 0.25, 1.0]),
    ),
    min_size=1,
    max_size=25,
)


def lay_out(seen: list[tuple[set[int], int, int, float]]) -> Sightings:
    sizes = [len(people) for people, *_ in seen]
    return Sightings(
        np.concatenate([[0], np.cumsum(sizes)]),
        np.array([person for people, *_ in seen for person in sorted(people)], dtype=np.int32),
        np.array([row[3] for row in seen]),
        np.array([row[1] for row in seen], dtype=np.int32),
        np.array([row[2] for row in seen], dtype=np.int32),
    )


@settings(max_examples=60, deadline=None)
@given(seen=SEEN, block=st.integers(1, 40))
def test_the_kernel_counts_as_a_clerk_with_a_card_index_would(
    seen: list[tuple[set[int], int, int, float]], block: int
) -> None:
    cards = defaultdict(list)
    for people, day, source, share in seen:
        for pair in combinations(sorted(people), 2):
            cards[pair].append((day, source, share))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "PAIRS_A_BLOCK", block)
        table = weigh_pairs(lay_out(seen), people=8)
    assert list(zip(table.first, table.second, strict=True)) == sorted(cards)
    for at, pair in enumerate(sorted(cards)):
        days = [card[0] for card in cards[pair]]
        assert table.observations[at] == len(days)
        assert table.days[at] == len(set(days))
        assert table.sources[at] == len({card[1] for card in cards[pair]})
        assert (table.first_day[at], table.last_day[at]) == (min(days), max(days))
        assert table.weight[at] == pytest.approx(sum(card[2] for card in cards[pair]))


@settings(max_examples=20, deadline=None)
@given(seen=SEEN, seed=st.integers(0, 1000))
def test_the_order_of_the_file_changes_nothing(
    seen: list[tuple[set[int], int, int, float]], seed: int
) -> None:
    rows = [
        {"observation_id": f"o{at}", "observed_on": date(2025, 1, 1 + day), "person": str(person)}
        for at, (people, day, *_) in enumerate(seen)
        for person in people
    ]
    frame = fill_presences(pl.DataFrame(rows))
    one, two = (
        derive_ties(build_incidence(table, as_of=LAST_DAY), as_of=LAST_DAY)
        for table in (frame, frame.sample(fraction=1.0, shuffle=True, seed=seed))
    )
    assert one.equals(two)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ndrangheta", (1619, 2458, 1209, 227.5)), ("philippines", (2571, 2714, 2443, 183.0))],
)
def test_attendance_lists_give_the_published_ties(
    shared_data: Path, name: str, expected: tuple[int, int, int, float]
) -> None:
    seen = read_presences(shared_data, name)
    day = seen["observed_on"].max()
    incidence = build_incidence(seen, as_of=day, gathering_size=1000)
    found = derive_ties(incidence, as_of=day, half_life_days=1e12)
    once = found.filter(pl.col("observations") == 1).height
    assert (found.height, found["observations"].sum(), once) == expected[:3]
    assert found["weight"].sum() == pytest.approx(expected[3], abs=0.05)


@pytest.mark.parametrize(("name", "share"), [("philippines", 0.643), ("ndrangheta", 0.185)])
def test_one_large_incident_would_make_much_of_the_network(
    shared_data: Path, name: str, share: float
) -> None:
    seen = read_presences(shared_data, name)
    day = seen["observed_on"].max()
    largest = seen.group_by("observation_id").len()["len"].max()
    tied = derive_ties(build_incidence(seen, as_of=day, gathering_size=1000), as_of=day)
    assert largest * (largest - 1) / 2 / tied.height == pytest.approx(share, abs=5e-4)


@pytest.mark.parametrize("name", ["ndrangheta", "philippines"])
def test_igraph_projects_the_same_ties(shared_data: Path, name: str) -> None:
    seen = read_presences(shared_data, name)
    day = seen["observed_on"].max()
    incidence = build_incidence(seen, as_of=day, gathering_size=1000)
    people, sizes = len(incidence.people), np.diff(incidence.starts)
    ends = np.column_stack([incidence.members, people + np.repeat(np.arange(sizes.size), sizes)])
    both = igraph.Graph(n=people + sizes.size, edges=ends)
    theirs = both.bipartite_projection(types=[False] * people + [True] * sizes.size, which=0)
    found = derive_ties(incidence, as_of=day)
    codes = [incidence.people.search_sorted(found[end]) for end in ("person_a", "person_b")]
    own = dict(zip(zip(*codes, strict=True), found["observations"], strict=True))
    counts = zip(theirs.get_edgelist(), theirs.es["weight"], strict=True)
    assert own == dict(counts)
