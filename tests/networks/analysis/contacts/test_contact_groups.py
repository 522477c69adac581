"""Groups in dense contacts: found, followed, and left out where too little was seen."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.networks.analysis.published import (
    fill_presences,
    read_classes,
    read_presences,
    read_spells,
)

from zichtlijn.networks.analysis.contacts import ContactGroups, follow_contact_groups
from zichtlijn.networks.analysis.contacts.firmness import match_groups
from zichtlijn.networks.analysis.contacts.names import name_groups
from zichtlijn.networks.analysis.graphs.similarity import derive_rand_index
from zichtlijn.networks.analysis.incidence import Incidence, build_incidence
from zichtlijn.networks.analysis.windows import cut_windows
from zichtlijn.networks.terms import GROUP_WINDOWS, GROUPS, LIFE_LINES, Step, Window

FIRST = date(2025, 3, 3)
TWO_CLASSES = [[f"{letter}{number:02d}" for number in range(8)] for letter in "ab"]
DAYS = [Window(FIRST + timedelta(days=day), FIRST + timedelta(days=day)) for day in range(5)]


def draw_contacts(
    *, classes: list[list[str]], days: range, seed: int, contacts: int
) -> pl.DataFrame:
    """Return PRESENCES of pairs, nine in ten within a class."""
    rng = np.random.default_rng(seed)
    everyone = [person for people in classes for person in people]
    rows = []
    for day in days:
        for number in range(contacts):
            inside = rng.random() < 0.9
            from_whom = classes[rng.integers(len(classes))] if inside else everyone
            pair = rng.choice(from_whom, 2, replace=False)
            rows += [(f"{day}-{number:04d}", FIRST + timedelta(days=day), one) for one in pair]
    frame = pl.DataFrame(rows, schema=["observation_id", "observed_on", "person"], orient="row")
    return fill_presences(frame.with_columns(pl.col("person").cast(pl.String)))


def name_class(letter: str, size: int) -> list[str]:
    return [f"{letter}{number:02d}" for number in range(size)]


def incidence_of(*frames: pl.DataFrame) -> Incidence:
    return build_incidence(pl.concat(frames), as_of=FIRST + timedelta(days=30))


def sets_of(found: ContactGroups, window: Window) -> dict[str, set[str]]:
    rows = found.groups.filter(pl.col("window_end") == window.end)
    return {
        str(name): set(people)
        for name, people in rows.group_by("group").agg(pl.col("person")).sort("group").rows()
    }


@pytest.fixture(scope="module")
def school() -> ContactGroups:
    """Three classes for five days; one is at home on the third, and two pupils swap on the fourth."""
    a, b, c = (name_class(letter, 12) for letter in "abc")
    swapped = [["b00", *a[1:]], ["a00", *b[1:]], c]
    return follow_contact_groups(
        incidence_of(
            draw_contacts(classes=[a, b, c], days=range(2), seed=1, contacts=400),
            draw_contacts(classes=[a, b], days=range(2, 3), seed=2, contacts=400),
            draw_contacts(classes=swapped, days=range(3, 5), seed=3, contacts=400),
        ),
        windows=DAYS,
        bootstraps=40,
    )


def test_the_classes_keep_their_names_from_day_to_day(school: ContactGroups) -> None:
    first = sets_of(school, DAYS[0])
    assert sorted(first) == ["g001", "g002", "g003"]
    assert {frozenset(people) for people in first.values()} == {
        frozenset(name_class(letter, 12)) for letter in "abc"
    }
    for window in DAYS[1:]:
        for name, people in sets_of(school, window).items():
            assert len(people & first[name]) >= 11


def test_a_class_at_home_is_not_seen_and_comes_back_as_itself(school: ContactGroups) -> None:
    away = next(name for name, people in sets_of(school, DAYS[0]).items() if "c00" in people)
    lines = school.life_lines.filter(pl.col("group") == away)
    assert lines["event"].to_list() == ["seen", "seen", "not_seen", "seen", "seen"]
    assert lines["size"].to_list() == [12, 12, 0, 12, 12]


def test_who_changes_class_is_found_in_the_other_group(school: ContactGroups) -> None:
    before, after = sets_of(school, DAYS[0]), sets_of(school, DAYS[4])
    of_a = next(name for name, people in before.items() if "a05" in people)
    assert "a00" in before[of_a]
    assert "a00" not in after[of_a]
    assert "b00" in after[of_a]


def test_frames_keep_their_contracts_and_say_nothing_about_one_person(
    school: ContactGroups,
) -> None:
    for frame, contract in (
        (school.groups, GROUPS),
        (school.group_windows, GROUP_WINDOWS),
        (school.life_lines, LIFE_LINES),
    ):
        assert frame.columns == list(contract.columns)
        assert contract.keep(frame).height == frame.height > 0
    assert school.groups.equals(school.groups.sort("window_start", "group", "person"))
    assert set(school.group_windows["fluidity"]) == {"unknown"}


def test_a_firm_class_has_a_narrow_band_around_its_headcount(school: ContactGroups) -> None:
    sizes = school.groups.group_by("window_end", "group").len()
    rows = school.group_windows.join(sizes, on=["window_end", "group"])
    assert rows.height == school.group_windows.height == 14
    assert rows.select((pl.col("people_low") <= pl.col("len")).all()).item()
    assert rows.select((pl.col("people_high") >= pl.col("len")).all()).item()
    assert rows["stability"].min() > 0.9


def test_the_same_seed_gives_the_same_frames() -> None:
    contacts = incidence_of(
        draw_contacts(classes=[name_class("a", 6)] * 2, days=range(2), seed=4, contacts=30)
    )
    one, two = (
        follow_contact_groups(contacts, windows=DAYS[:2], bootstraps=15, seed=9) for _ in range(2)
    )
    assert one.groups.equals(two.groups)
    assert one.group_windows.equals(two.group_windows)
    assert one.life_lines.equals(two.life_lines)


def test_mixing_by_chance_makes_no_groups() -> None:
    everyone = [name_class("x", 40)]
    contacts = incidence_of(draw_contacts(classes=everyone, days=range(1), seed=6, contacts=300))
    found = follow_contact_groups(contacts, windows=DAYS[:1], bootstraps=50)
    assert found.modularity > 0.15  # so much does modularity find in noise
    assert found.groups.height == found.life_lines.height == 0


def test_a_passer_by_is_not_placed_and_a_pair_is_no_group() -> None:
    seen = draw_contacts(classes=TWO_CLASSES, days=range(1), seed=5, contacts=240)
    strays = [("z1", "passer"), ("z1", "a00"), *[(f"z{n}", p) for n in (2, 3, 4) for p in "pq"]]
    rows = pl.DataFrame(strays, schema=["observation_id", "person"], orient="row")
    found = follow_contact_groups(
        incidence_of(seen, fill_presences(rows.with_columns(observed_on=pl.lit(FIRST)))),
        windows=DAYS[:1],
        bootstraps=30,
    )
    assert list(sets_of(found, DAYS[0]).values()) == [set(people) for people in TWO_CLASSES]
    assert found.coverage == pytest.approx(16 / 19)


def test_without_bootstraps_groups_show_without_stability() -> None:
    seen = draw_contacts(classes=TWO_CLASSES, days=range(1), seed=5, contacts=240)
    found = follow_contact_groups(incidence_of(seen), windows=DAYS[:1], bootstraps=0)
    assert found.group_windows["stability"].to_list() == [None, None]
    assert found.groups.height == 16


def test_a_window_in_which_nothing_was_seen_is_empty() -> None:
    seen = draw_contacts(classes=TWO_CLASSES, days=range(1), seed=5, contacts=240)
    found = follow_contact_groups(incidence_of(seen), windows=DAYS[3:4], bootstraps=10)
    assert (found.groups.height, found.coverage, found.modularity) == (0, 0.0, None)
    nobody = follow_contact_groups(incidence_of(seen.clear()), windows=DAYS[:2])
    assert nobody.groups.height == 0


def test_places_and_sources_of_a_group_are_counted() -> None:
    seen = draw_contacts(classes=TWO_CLASSES, days=range(1), seed=5, contacts=240)
    even = pl.col("observation_id").str.tail(1).is_in(["0", "2", "4", "6", "8"])
    told = seen.with_columns(
        source=pl.when(even).then(pl.lit("street")).otherwise(pl.lit("school")),
        place=pl.when(even).then(pl.lit("square")),
    )
    rows = follow_contact_groups(incidence_of(told), windows=DAYS[:1], bootstraps=5).group_windows
    assert (rows["sources"].to_list(), rows["places"].to_list()) == ([2, 2], [1, 1])
    mixed = told.with_columns(letter=pl.col("person").str.head(1))
    across = mixed.group_by("observation_id").agg(pl.col("letter").n_unique())["letter"] == 2
    assert rows["observations"].sum() == 240 - across.sum()


def test_a_name_is_never_given_twice_nor_to_strangers() -> None:
    one, two = frozenset(range(10)), frozenset(range(10, 20))
    halves = [frozenset(range(5)), frozenset(range(5, 10))]
    assert name_groups([[one, two], [*halves, two]]) == [
        ["g001", "g002"],
        ["g001", "g003", "g002"],
    ]
    silent = [[one], [], [], [], [one]]
    assert name_groups(silent)[4] == ["g001"]
    assert name_groups([*silent[:4], [], [one]])[5] == ["g002"]


def test_overlap_is_counted_as_sets_count_it() -> None:
    rng = np.random.default_rng(2)
    one, two = rng.integers(0, 5, 60), rng.integers(0, 7, 60)
    found = match_groups(one, two, groups=5)
    for label in range(5):
        own = set(np.flatnonzero(one == label))
        others = [set(np.flatnonzero(two == other)) for other in range(7)]
        overlaps = [len(own & other) / len(own | other) for other in others]
        assert found.overlap[label] == pytest.approx(max(overlaps))
        assert overlaps[found.other[label]] == pytest.approx(max(overlaps))
        assert found.size[label] == len(others[found.other[label]])


def read_school(shared_data: Path) -> tuple[Incidence, dict[str, str]]:
    seen = read_spells(shared_data, "high school", gap_seconds=60)
    assert seen["observed_at"].min() > datetime(2013, 12, 1)  # UTC, zone dropped
    incidence = build_incidence(seen, as_of=seen["observed_on"].max())
    return incidence, read_classes(shared_data, "high school")


def likeness_with_classes(rows: pl.DataFrame, classes: dict[str, str]) -> float:
    named = np.unique([classes[person] for person in rows["person"]], return_inverse=True)[1]
    return derive_rand_index(named, np.unique(rows["group"].to_numpy(), return_inverse=True)[1])


def test_the_high_school_falls_into_its_nine_classes(shared_data: Path) -> None:
    incidence, classes = read_school(shared_data)
    days = incidence.observations["observed_on"]
    windows = cut_windows(first_on=days.min(), last_on=days.max(), step=Step.ALL)
    found = follow_contact_groups(incidence, windows=windows)
    assert likeness_with_classes(found.groups, classes) >= 0.90
    assert found.coverage >= 0.95
    assert found.groups["group"].n_unique() == 9
    assert found.modularity == pytest.approx(0.800, abs=0.002)


def test_the_classes_are_the_same_on_every_school_day(shared_data: Path) -> None:
    incidence, classes = read_school(shared_data)
    days = incidence.observations["observed_on"]
    windows = cut_windows(first_on=days.min(), last_on=days.max(), step=Step.DAY)
    found = follow_contact_groups(incidence, windows=windows, bootstraps=30)
    assert len(windows) == 5
    for window in windows:
        today = found.groups.filter(pl.col("window_end") == window.end)
        assert likeness_with_classes(today, classes) >= 0.90
    # a pupil's class never changed, so hardly any pupil may change group overnight
    nights = [count_moves(found.groups, before, after) for before, after in pairwise(windows)]
    moved, placed = (sum(counts) for counts in zip(*nights, strict=True))
    assert placed > 1000
    assert moved / placed < 0.05


def count_moves(groups: pl.DataFrame, before: Window, after: Window) -> tuple[int, int]:
    """Return how many of those placed on both days have another group, and how many are placed."""
    today, tomorrow = (groups.filter(pl.col("window_end") == day.end) for day in (before, after))
    both = today.join(tomorrow, on="person", suffix="_after")
    return both.filter(pl.col("group") != pl.col("group_after")).height, both.height


@pytest.mark.parametrize("name", ["philippines", "ndrangheta"])
def test_scattered_incidents_are_no_dense_contacts(shared_data: Path, name: str) -> None:
    seen = read_presences(shared_data, name)
    days = seen["observed_on"]
    windows = cut_windows(first_on=days.min(), last_on=days.max(), step=Step.MONTH)
    incidence = build_incidence(seen, as_of=days.max())
    found = follow_contact_groups(incidence, windows=windows, bootstraps=10)
    assert (found.groups.height, found.group_windows.height, found.coverage) == (0, 0, 0.0)
