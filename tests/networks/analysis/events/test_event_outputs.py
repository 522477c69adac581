"""Groups as sets, their bands, their life lines and words; yesterday's edition goes on."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.fitting.state import Chain
from zichtlijn.networks.analysis.events.gates import choose_shown_groups
from zichtlijn.networks.analysis.events.group_rates import (
    derive_fluidity,
    derive_group_intervals,
    name_fluidity,
)
from zichtlijn.networks.analysis.events.group_windows import derive_group_windows
from zichtlijn.networks.analysis.events.kernels.layout import lay_out
from zichtlijn.networks.analysis.events.kernels.likelihood import log_likelihood
from zichtlijn.networks.analysis.events.kernels.profiles import profile_group
from zichtlijn.networks.analysis.events.life import derive_life_lines
from zichtlijn.networks.analysis.events.life.turns import find_turns
from zichtlijn.networks.analysis.events.lineage import follow_lineages, join_lineages
from zichtlijn.networks.analysis.events.memberships import derive_groups, locate_window_times
from zichtlijn.networks.analysis.events.stability import bootstrap_groups, leave_one_source_out
from zichtlijn.networks.analysis.events.stream import build_stream, lay_out_events
from zichtlijn.networks.analysis.events.terms import (
    EventStream,
    FittedGroups,
    ShownGroups,
    StartLabels,
)
from zichtlijn.networks.analysis.events.updates import fold_in, keep_edition
from zichtlijn.networks.analysis.incidence import Incidence, build_incidence
from zichtlijn.networks.analysis.planted import (
    Variant,
    derive_presences,
    derive_window_times,
    end_of_planting,
    plant_stream,
)
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    Fluidity,
    Interval,
    Window,
)

NEW_YEAR = date(2025, 1, 1)
BENCH, SQUARE = ["anna", "bram", "cees", "dirk"], ["esma", "finn", "gijs", "hana"]


class Neighbourhood:
    """A bench and a square, watched by two sources for ten months of thirty days."""

    def __init__(self, *, bench_until: int = 10) -> None:
        rows = []
        for month in range(10):
            for week, (place, people, source) in enumerate(
                [
                    ("bench", BENCH[:3], "police"),
                    ("square", SQUARE[1:], "youth work"),
                    ("bench", BENCH[1:], "youth work"),
                    ("square", SQUARE[:3], "police"),
                ]
            ):
                if place == "bench" and month >= bench_until:
                    continue
                day = NEW_YEAR + timedelta(days=30 * month + 7 * week)
                rows += [(f"{month}{week}", day, person, source, place) for person in people]
        presences = pl.DataFrame(
            rows,
            schema=["observation_id", "observed_on", "person", "source", "place"],
            orient="row",
        ).with_columns(
            observed_at=pl.col("observed_on").cast(pl.Datetime("us")),
            part=pl.lit("present"),
            kind=pl.lit(None, dtype=pl.String),
            reliability=pl.lit(1.0),
        )
        self.windows = [
            Window(NEW_YEAR + timedelta(days=30 * m), NEW_YEAR + timedelta(days=30 * m + 29))
            for m in range(10)
        ]
        self.presences = presences
        self.incidence: Incidence = build_incidence(presences, as_of=date(2026, 1, 1))
        self.stream: EventStream = build_stream(self.incidence)
        self.times = locate_window_times(self.incidence, self.stream, windows=self.windows)
        self.fitted: FittedGroups = fit_groups(self.stream, window_times=self.times, seed=1)
        self.shown: ShownGroups = choose_shown_groups(self.fitted)


@pytest.fixture(scope="module")
def neighbourhood() -> Neighbourhood:
    return Neighbourhood()


def test_the_middle_of_a_window_is_measured_from_the_first_event(
    neighbourhood: Neighbourhood,
) -> None:
    assert np.allclose(neighbourhood.times, np.arange(10) + 0.5)
    late = datetime(2025, 1, 1, 12)
    shifted = neighbourhood.presences.with_columns(
        observed_at=pl.when(pl.col("observation_id") == "00")
        .then(late)
        .otherwise(pl.col("observed_at"))
    )
    incidence = build_incidence(shifted, as_of=date(2026, 1, 1))
    times = locate_window_times(
        incidence, build_stream(incidence), windows=[Window(NEW_YEAR, NEW_YEAR)]
    )
    assert np.allclose(times, [0.0])


def test_bench_and_square_are_two_groups_of_four(neighbourhood: Neighbourhood) -> None:
    frame = derive_groups(
        neighbourhood.incidence,
        neighbourhood.fitted,
        shown=neighbourhood.shown,
        windows=neighbourhood.windows,
    )
    assert frame.schema == GROUPS.empty().schema
    assert frame.rows() == sorted(frame.rows())
    members = {
        name: set(part["person"]) for (name,), part in frame.group_by("group", maintain_order=True)
    }
    assert members == {"g001": set(BENCH), "g002": set(SQUARE)}


def test_a_group_is_a_band_of_heads_with_its_sources(neighbourhood: Neighbourhood) -> None:
    n = neighbourhood
    stability = bootstrap_groups(n.stream, n.fitted, window_times=n.times, seed=1, bootstraps=8)
    again = bootstrap_groups(n.stream, n.fitted, window_times=n.times, seed=1, bootstraps=8)
    assert np.array_equal(stability.people_low, again.people_low)
    frame = derive_group_windows(
        n.incidence, n.stream, n.fitted, shown=n.shown, stability=stability,
        fluidity=derive_fluidity(n.stream, n.fitted, shown=n.shown), windows=n.windows,
    )  # fmt: skip
    assert frame.schema == GROUP_WINDOWS.empty().schema
    assert frame.height == 20
    assert frame["observations"].to_list() == [2] * 20
    assert frame["sources"].to_list() == [2] * 20
    assert frame["places"].to_list() == [1] * 20
    assert (frame["people_low"] <= 4).all()
    assert (frame["people_high"] >= 4).all()
    assert frame["stability"].min() > 0.8
    assert set(frame["fluidity"]) <= {str(word) for word in Fluidity}


def test_without_one_source_the_same_groups_remain(neighbourhood: Neighbourhood) -> None:
    n = neighbourhood
    agreement = leave_one_source_out(n.incidence, n.stream, n.fitted, window_times=n.times, seed=1)
    assert agreement is not None
    assert list(agreement) == ["police", "youth work"]
    assert 0.4 < min(agreement.values()) <= max(agreement.values()) <= 1.0
    alone = build_incidence(
        n.presences.with_columns(source=pl.lit("police")), as_of=date(2026, 1, 1)
    )
    assert leave_one_source_out(alone, n.stream, n.fitted, window_times=n.times, seed=1) is None


def test_a_silent_group_is_not_seen_and_has_not_ended() -> None:
    n = Neighbourhood(bench_until=5)
    lines = derive_life_lines(n.incidence, n.stream, n.fitted, shown=n.shown, windows=n.windows)
    assert lines.schema == LIFE_LINES.empty().schema
    bench = lines.filter(pl.col("group") == "g001")
    square = lines.filter(pl.col("group") == "g002")
    assert square["event"].to_list() == ["seen"] * 10
    assert bench["event"].to_list()[:5] == ["seen"] * 5
    assert bench["event"].to_list()[-3:] == ["not_seen"] * 3
    assert bench["from_groups"].to_list() == [""] * 10


def test_births_and_ends_are_told_only_where_groups_are_seen_often() -> None:
    town = plant_stream(4_200, nominal=2_500, change=0.01, variant=Variant.STRUCT, observed=4.0)
    incidence = build_incidence(derive_presences(town), as_of=end_of_planting())
    stream = build_stream(incidence)
    first = date(2023, 1, 1)
    windows = [
        Window(first + timedelta(days=30 * m), first + timedelta(days=30 * m + 29))
        for m in range(24)
    ]
    times = locate_window_times(incidence, stream, windows=windows)
    fitted = fit_groups(stream, window_times=times, seed=1)
    shown = choose_shown_groups(fitted)
    lines = derive_life_lines(incidence, stream, fitted, shown=shown, windows=windows)
    told = lines.filter(pl.col("event").is_in(["birth", "end"]))
    assert set(lines["event"]) <= {"seen", "not_seen", "birth", "end"}
    planted = [e for e in town.group_events if e.kind in ("birth", "death")]
    assert 2 <= told.height <= 2 * len(planted)
    months = {(e.kind.replace("death", "end"), e.month) for e in planted}
    right = [
        any(kind == event and abs((end - first).days // 30 - month) <= 1 for kind, month in months)
        for end, event in told.select("window_end", "event").rows()
    ]
    assert np.mean(right) >= 0.5
    ended = lines.filter(pl.col("event") == "end")["group"].to_list()
    for name in ended:
        own = lines.filter(pl.col("group") == name)
        assert own["event"].to_list()[-1] == "end"
    turns = find_turns(stream, fitted, window_times=times, labels=list(shown.names))
    assert [turn.moment for turn in turns] == sorted(turn.moment for turn in turns)


def test_words_for_fluidity_follow_the_interval() -> None:
    assert name_fluidity(Interval(0.04, 0.09), rate=0.03) is Fluidity.MORE
    assert name_fluidity(Interval(0.004, 0.02), rate=0.03) is Fluidity.LESS
    assert name_fluidity(Interval(0.02, 0.05), rate=0.03) is Fluidity.AS_THE_WHOLE
    assert name_fluidity(Interval(0.01, 0.09), rate=0.03) is Fluidity.UNKNOWN


def test_a_groups_own_rate_equal_to_the_whole_gives_the_likelihood_of_the_whole() -> None:
    town = plant_stream(4_201, nominal=1_000)
    stream = lay_out_events(town.times, town.starts, town.members, people=town.people)
    labels = town.groups[stream.event_of_row >= 0]
    start = StartLabels(labels.astype(np.int32), 0.03, 0.1)
    chain = Chain(stream, seed=1, workers=1, start=start)
    chain.trace()
    whole = chain.log_likelihood(0.03, 0.1)
    layout = lay_out(stream)
    shares = chain.groups.share
    same = profile_group(layout, chain.groups.of_event, shares, 0, 0.03, 0.1, np.array([0.03]))
    outside = [
        i for i in range(town.people) if 0 not in chain.groups.of_event[_events_of(stream, i)]
    ]
    without = _log_likelihood_of(chain, outside)
    assert np.isclose(same[0] + without, whole)


def _events_of(stream: EventStream, person: int) -> list[int]:
    event = np.repeat(np.arange(stream.events), np.diff(stream.starts))
    return event[stream.members == person].tolist()


def _log_likelihood_of(chain: Chain, people: list[int]) -> float:
    return sum(
        log_likelihood(chain.layout, chain._paths, 0.03, 0.1, person, person + 1)
        for person in people
    )


def test_more_and_less_fluid_groups_are_mostly_named_right() -> None:
    town = plant_stream(4_202, change=0.01, variant=Variant.FLUID_GROUPS)
    stream = lay_out_events(town.times, town.starts, town.members, people=town.people)
    fitted = fit_groups(stream, window_times=derive_window_times() - town.times[0], seed=1)
    shown = choose_shown_groups(fitted)
    words = derive_fluidity(stream, fitted, shown=shown)
    rows = np.flatnonzero(stream.event_of_row >= 0)
    right = wrong = 0
    for label, word in words.items():
        home = np.bincount(town.groups[rows[fitted.labels == label]]).argmax()
        if word in (Fluidity.MORE, Fluidity.LESS):
            hit = town.fluid_groups[home] == (word is Fluidity.MORE)
            right, wrong = right + int(hit), wrong + int(not hit)
    assert right >= 15
    assert right >= 9 * wrong
    intervals = derive_group_intervals(lay_out(stream), fitted, labels=list(shown.names))
    assert all(0 < interval.low < interval.high <= 1 for _, interval in intervals)


def test_todays_observations_go_on_from_yesterdays_edition() -> None:
    presences = derive_presences(plant_stream(4_203, nominal=4_000))
    times = derive_window_times()
    yesterday = end_of_planting() - timedelta(days=10)
    before = build_incidence(presences, as_of=yesterday)
    old = build_stream(before)
    first = fit_groups(old, window_times=times, seed=1)
    edition = keep_edition(before, old, first)
    assert len(edition.observation_ids) == len(edition.labels) >= old.events
    today = build_incidence(presences, as_of=yesterday + timedelta(days=3))
    stream = build_stream(today)
    assert stream.events > old.events
    updated, again = (
        fold_in(today, stream, earlier=edition, window_times=times, seed=2) for _ in range(2)
    )
    assert np.array_equal(updated.memberships, again.memberships)
    igraph = pytest.importorskip("igraph")
    same = igraph.compare_communities(
        first.labels.tolist(), updated.labels[: old.events].tolist(), method="nmi"
    )
    assert same > 0.9
    assert 0.7 < updated.change / first.change < 1.4


def test_a_withdrawn_observation_counts_no_more_in_the_next_edition() -> None:
    n = Neighbourhood()
    edition = keep_edition(n.incidence, n.stream, n.fitted)
    left = build_incidence(n.presences.filter(pl.col("place") != "bench"), as_of=date(2026, 1, 1))
    stream = build_stream(left)
    updated = fold_in(left, stream, earlier=edition, window_times=n.times, seed=1)
    assert updated.memberships.shape == (4, 10)
    assert updated.groups == 1


def test_a_group_that_goes_on_under_another_number_is_joined() -> None:
    people = np.tile(np.array([0, 1, 2, 3], dtype=np.int32), 12)
    stream = lay_out_events(np.arange(12) / 2, np.arange(13) * 4, people, people=4, unit_days=1)
    fitted = fit_groups(stream, window_times=np.arange(6, dtype=np.float64), seed=1)
    cut = np.where(np.arange(12) < 6, 0, 1).astype(np.int32)
    placed = np.repeat(np.array([0, 0, 0, 1, 1, 1], dtype=np.int32)[None], 4, axis=0)
    halves = FittedGroups(
        cut, 2, fitted.draws, 0.1, Interval(0.05, 0.2), at_border=False, gain=0.0,
        memberships=placed,
    )  # fmt: skip
    assert len(set(join_lineages(stream, halves).tolist())) == 1
    apart = np.where(np.arange(12) % 2 == 0, 0, 1).astype(np.int32)  # two groups side by side
    beside = FittedGroups(
        apart, 2, fitted.draws, 0.1, Interval(0.05, 0.2), at_border=False, gain=0.0,
        memberships=placed,
    )  # fmt: skip
    assert len(set(join_lineages(stream, beside).tolist())) == 2
    followed = follow_lineages(stream, halves, window_times=np.arange(6, dtype=np.float64), seed=1)
    assert followed.groups == 1
