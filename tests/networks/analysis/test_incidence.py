"""The matrix holds members only, in order, and leaves gatherings out."""

from datetime import date, datetime

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.terms import PRESENCES


def presences(rows: list[tuple[str, int, str, str]]) -> pl.DataFrame:
    """Lay out PRESENCES from (observation, day of January 2025, person, part)."""
    return pl.DataFrame(
        [
            (
                name,
                datetime(2025, 1, day),
                date(2025, 1, day),
                person,
                "bron",
                part,
                None,
                None,
                1.0,
            )
            for name, day, person, part in rows
        ],
        schema=dict(PRESENCES.columns),
        orient="row",
    )


def test_victims_and_witnesses_never_become_members() -> None:
    seen = presences(
        [
            ("o1", 1, "a", "present"),
            ("o1", 1, "b", "calming"),
            ("o1", 1, "c", "victim"),
            ("o1", 1, "d", "witness"),
        ]
    )
    matrix = build_incidence(seen, as_of=date(2025, 1, 31))
    assert matrix.people.to_list() == ["a", "b"]
    assert matrix.observations["size"].to_list() == [2]


def test_who_was_seen_in_a_gathering_only_is_known_but_tied_to_nobody() -> None:
    crowd = [("o1", 1, f"p{n:02d}", "present") for n in range(31)]
    matrix = build_incidence(presences(crowd), as_of=date(2025, 1, 31))
    assert (len(matrix.people), matrix.gatherings, len(matrix.members)) == (31, 1, 0)


def test_what_is_seen_after_the_day_asked_is_not_known_yet() -> None:
    seen = presences([("o1", 1, "a", "present"), ("o2", 9, "b", "present")])
    matrix = build_incidence(seen, as_of=date(2025, 1, 8))
    assert matrix.people.to_list() == ["a"]


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(1, 28), st.sampled_from("abcdefg")),
        unique_by=lambda row: (row[0], row[2]),
    )
)
def test_every_presence_is_found_again_in_its_row(rows: list[tuple[int, int, str]]) -> None:
    day = {name: d for name, d, _ in rows}
    seen = presences([(f"o{name}", day[name], person, "present") for name, _, person in rows])
    matrix = build_incidence(seen, as_of=date(2025, 1, 31))
    found = {
        (matrix.observations["observation_id"][e], matrix.people[int(code)])
        for e in range(matrix.observations.height)
        for code in matrix.members[matrix.starts[e] : matrix.starts[e + 1]]
    }
    assert found == {(f"o{name}", person) for name, _, person in rows}
