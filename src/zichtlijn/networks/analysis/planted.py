"""Streams with a known truth: towns in which we planted the groups and their movers ourselves.

For benchmarks and tests. The draw order is that of the planted trials the event model was
judged on: one generator for the base stream, a second for what a variant adds to it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.terms import PRESENCES, Part

MONTHS = 24
DAYS_PER_MONTH = 30
FIRST_DAY = date(2023, 1, 1)
QUIET_MONTHS = (7, 8, 19, 20)
SECOND_STREAM = 10**6  # added to the seed for the draws of a variant


class Variant(StrEnum):
    """What is different from the base town; each breaks one comfortable assumption."""

    BASE = "base"
    UNEQUAL = "unequal"  # groups of 3 to 60
    SEASON = "season"  # quiet months
    BIASED = "biased"  # one place watched five times as much
    STRUCT = "struct"  # births, merges, splits, deaths of groups
    FLUID_GROUPS = "fluid_groups"  # each group has rate 0.01 or 0.06
    ACTIVITY = "activity"  # people differ in how often they are out
    FEW_MOVERS = "few_movers"  # a tenth of the people makes over half of the moves
    RETURN = "return"  # movers go back to their first group half the time
    NEAR_NOISE = "near_noise"  # strangers come from neighbouring groups
    TWICE = "twice"  # a fifth of the events is recorded twice
    TWO_GROUPS = "two_groups"  # a fifth of the people has a fixed second group


@dataclass(frozen=True)
class GroupEvent:
    """A planted birth, merge, split or death, and the first month in which it shows."""

    kind: str
    month: int
    group: int
    partner: int  # merged into, or split off; -1 where none


@dataclass(frozen=True)
class PlantedStream:
    """Events of a town of which the truth is known.

    days[e]: day since the first of month 0, ascending; members[starts[e]:starts[e + 1]]: people.
    groups[e]: the group that met. truth[m, p]: the group of person p in month m.
    """

    days: NDArray[np.int64]
    starts: NDArray[np.int64]
    members: NDArray[np.int32]
    groups: NDArray[np.int64]
    truth: NDArray[np.int64]
    group_events: tuple[GroupEvent, ...]
    fluid_groups: NDArray[np.bool_] = field(repr=False)  # the groups planted at the higher rate

    @property
    def people(self) -> int:
        """Count the people of the town, seen or not."""
        return int(self.truth.shape[1])

    @property
    def times(self) -> NDArray[np.float64]:
        """Return the time of each event in months."""
        times: NDArray[np.float64] = self.days / DAYS_PER_MONTH
        return times

    @property
    def realised_change(self) -> float:
        """Return the share of people whose group differs from the month before."""
        return float((self.truth[1:] != self.truth[:-1]).mean())

    @property
    def planted_groups(self) -> int:
        """Count the groups that ever had a member."""
        return len(np.unique(self.truth))


def plant_stream(
    seed: int,
    *,
    nominal: int = 10_000,
    change: float = 0.03,
    variant: Variant = Variant.BASE,
    observed: float = 1.0,
    accident: float = 0.10,
) -> PlantedStream:
    """Plant a town of `nominal` / 5 people, watched for 24 months of 30 days.

    change: chance per month that a person moves to another group; observed: share of the
    usual number of events; accident: chance that someone present is a stranger.

    >>> town = plant_stream(0)
    >>> len(town.members), len(town.days), town.planted_groups, round(town.realised_change, 4)
    (7867, 2400, 133, 0.0295)
    """
    rng, second = np.random.default_rng(seed), np.random.default_rng(seed + SECOND_STREAM)
    town = _settle(rng, second, nominal=nominal, change=change, variant=variant)
    return _watch(
        town,
        rng,
        second,
        events=round(0.24 * nominal * observed),
        variant=variant,
        accident=accident,
    )


def derive_presences(planted: PlantedStream) -> pl.DataFrame:
    """Return the planted stream as PRESENCES of one source."""
    sizes = np.diff(planted.starts)
    event = np.repeat(np.arange(len(sizes)), sizes)
    midnight = datetime.combine(FIRST_DAY, datetime.min.time())
    frame = pl.DataFrame({"event": event, "code": planted.members, "day": planted.days[event]})
    return PRESENCES.keep(
        frame.select(
            observation_id=pl.format("e{}", pl.col("event").cast(pl.String).str.zfill(8)),
            observed_at=pl.lit(midnight).cast(pl.Datetime("us")) + pl.duration(days=pl.col("day")),
            observed_on=pl.lit(FIRST_DAY) + pl.duration(days=pl.col("day")),
            person=pl.format("p{}", pl.col("code").cast(pl.String).str.zfill(8)),
            source=pl.lit("planted"),
            part=pl.lit(str(Part.PRESENT)),
            place=pl.lit(None, dtype=pl.String),
            kind=pl.lit(None, dtype=pl.String),
            reliability=pl.lit(1.0),
        )
    )


def derive_window_times() -> NDArray[np.float64]:
    """Return the middle of each planted month, in months."""
    middles: NDArray[np.float64] = np.arange(MONTHS).astype(np.float64) + 0.5
    return middles


def end_of_planting() -> date:
    """Return the last day on which something can have been planted."""
    return FIRST_DAY + timedelta(days=MONTHS * DAYS_PER_MONTH - 1)


@dataclass(frozen=True)
class _Town:
    truth: NDArray[np.int64]
    target: NDArray[np.float64]
    group_events: tuple[GroupEvent, ...]
    fluid: NDArray[np.bool_]


def _settle(
    rng: np.random.Generator,
    second: np.random.Generator,
    *,
    nominal: int,
    change: float,
    variant: Variant,
) -> _Town:
    people = nominal // 5
    order = rng.permutation(people)
    sizes = _draw_sizes(rng, people, variant)
    first = np.empty(people, dtype=np.int64)
    if variant is Variant.UNEQUAL:
        first[order] = np.repeat(np.arange(len(sizes)), sizes)
    else:
        first[order] = np.arange(people) % len(sizes)
    plans = _plan_group_events(second, len(sizes), variant)
    target = sizes / sizes.sum() if variant is Variant.UNEQUAL else np.ones(len(sizes))
    target = np.concatenate([target, np.full(2 * len(plans), target.mean())])
    fluid = second.random(len(target)) < 0.5 if variant is Variant.FLUID_GROUPS else None
    restless = second.random(people) < 0.1 if variant is Variant.FEW_MOVERS else None
    truth = np.empty((MONTHS, people), dtype=np.int64)
    truth[0] = first
    living = np.arange(len(target)) < len(sizes)
    happened: list[GroupEvent] = []
    for month in range(1, MONTHS):
        now = truth[month - 1].copy()
        for kind, group, partner in [p[1:] for p in plans if p[0] == month]:
            happened += _befall(second, now, living, kind, group, partner, month)
        chance = _moving_chance(now, change, fluid=fluid, restless=restless)
        _move(
            rng, second, now, chance, target * living, first if variant is Variant.RETURN else None
        )
        truth[month] = now
    none = np.zeros(len(target), dtype=np.bool_)
    return _Town(truth, target, tuple(happened), none if fluid is None else fluid)


def _draw_sizes(rng: np.random.Generator, people: int, variant: Variant) -> NDArray[np.int64]:
    if variant is not Variant.UNEQUAL:
        return np.ones(round(people / 15), dtype=np.int64)
    sizes: list[int] = []
    while sum(sizes) < people:
        sizes.append(round(float(np.exp(rng.uniform(np.log(3), np.log(60.5))))))
    sizes[-1] -= sum(sizes) - people
    return np.array(sizes)


def _plan_group_events(
    second: np.random.Generator, groups: int, variant: Variant
) -> list[tuple[int, str, int, int]]:
    """Return (month, kind, group, partner); each group is used once."""
    if variant is not Variant.STRUCT:
        return []
    each = max(2, round(0.05 * groups))
    used = iter(second.permutation(groups))
    fresh = iter(range(groups, groups + 4 * each))
    plans = []
    for _ in range(each):
        plans.append((int(second.integers(6, 19)), "merge", int(next(used)), int(next(used))))
        plans.append((int(second.integers(6, 19)), "split", int(next(used)), next(fresh)))
        plans.append((int(second.integers(6, 19)), "birth", next(fresh), -1))
        plans.append((int(second.integers(6, 19)), "death", int(next(used)), -1))
    return plans


def _befall(
    second: np.random.Generator,
    now: NDArray[np.int64],
    living: NDArray[np.bool_],
    kind: str,
    group: int,
    partner: int,
    month: int,
) -> list[GroupEvent]:
    """Change `now` and `living` as planned, if the groups still have six members."""
    members = np.flatnonzero(now == group)
    if kind != "birth" and len(members) < 6:
        return []
    if kind == "merge":
        now[now == partner] = group
        living[partner] = False
    elif kind == "split":
        now[second.permutation(members)[: len(members) // 2]] = partner
        living[partner] = True
    elif kind == "birth":
        now[second.choice(len(now), 15, replace=False)] = group
        living[group] = True
    else:
        living[group] = False
        now[members] = second.choice(np.flatnonzero(living), len(members))
    return [GroupEvent(kind, month, group, partner)]


def _moving_chance(
    now: NDArray[np.int64],
    change: float,
    *,
    fluid: NDArray[np.bool_] | None,
    restless: NDArray[np.bool_] | None,
) -> NDArray[np.float64]:
    if fluid is not None:
        return np.where(fluid[now], 0.06, 0.01)
    if restless is not None:
        return np.where(restless, 5.5 * change, change / 2)
    return np.full(len(now), change)


def _move(
    rng: np.random.Generator,
    second: np.random.Generator,
    now: NDArray[np.int64],
    chance: NDArray[np.float64],
    target: NDArray[np.float64],
    first: NDArray[np.int64] | None,
) -> None:
    ladder = _ladder(target)
    for person in np.flatnonzero(rng.random(len(now)) < chance):
        if first is not None and first[person] != now[person] and second.random() < 0.5:
            now[person] = first[person]
            continue
        new = now[person]
        while new == now[person]:
            new = ladder.searchsorted(rng.random(), side="right")
        now[person] = new


def _ladder(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cumulative chances on which one uniform number picks a place."""
    ladder: NDArray[np.float64] = (weight / weight.sum()).cumsum()
    ladder /= ladder[-1]
    return ladder


def _watch(
    town: _Town,
    rng: np.random.Generator,
    second: np.random.Generator,
    *,
    events: int,
    variant: Variant,
    accident: float,
) -> PlantedStream:
    """Let events of 2 to 8 people be seen in the town."""
    busy = np.ones(MONTHS)
    if variant is Variant.SEASON:
        busy[list(QUIET_MONTHS)] = 0.2
    months = rng.choice(MONTHS, size=events, p=busy / busy.sum())
    days = np.sort(months * DAYS_PER_MONTH + rng.integers(0, DAYS_PER_MONTH, events))
    possible = np.arange(2, 9)
    sizes = rng.choice(possible, size=events, p=possible**-2.0 / (possible**-2.0).sum())
    strangers = rng.binomial(sizes, accident)
    crowd = _draw_crowd_habits(second, town, variant)
    groups = np.empty(events, dtype=np.int64)
    present: list[NDArray[np.int64]] = []
    month_now, scene = -1, None
    for event in range(events):
        if scene is None or days[event] // DAYS_PER_MONTH != month_now:
            month_now = int(days[event] // DAYS_PER_MONTH)
            scene = _Scene(town.truth[month_now], crowd)
        groups[event], people = _gather(
            rng, scene, crowd, size=int(sizes[event]), strangers=int(strangers[event])
        )
        present.append(people)
    if variant is Variant.TWICE:
        again = np.repeat(np.arange(events), 1 + (second.random(events) < 0.2))
        days, groups, present = days[again], groups[again], [present[e] for e in again]
    starts = np.concatenate([[0], np.cumsum([len(people) for people in present])])
    members = np.concatenate(present).astype(np.int32)
    return PlantedStream(days, starts, members, groups, town.truth, town.group_events, town.fluid)


@dataclass(frozen=True)
class _Crowd:
    """How people gather: chance of each group, and what a variant changes."""

    group_weight: NDArray[np.float64]
    activity: NDArray[np.float64] | None
    second_group: NDArray[np.int64] | None  # -1 = none
    near_strangers: bool


def _draw_crowd_habits(second: np.random.Generator, town: _Town, variant: Variant) -> _Crowd:
    groups, people = len(town.target), town.truth.shape[1]
    weight = town.target if variant is Variant.UNEQUAL else np.ones(groups)
    if variant is Variant.BIASED:
        weight = np.where(second.random(groups) < 1 / 20, 5.0, 1.0)
    activity = np.exp(second.normal(size=people)) if variant is Variant.ACTIVITY else None
    other = None
    if variant is Variant.TWO_GROUPS:
        has = second.random(people) < 0.2
        other = np.where(has, second.integers(0, groups, people), -1)
    return _Crowd(weight, activity, other, variant is Variant.NEAR_NOISE)


class _Scene:
    """One month: who is in which group, and how likely each group is to be seen."""

    def __init__(self, now: NDArray[np.int64], crowd: _Crowd) -> None:
        groups = len(crowd.group_weight)
        person, group = np.arange(len(now)), now
        if crowd.second_group is not None:
            has = np.flatnonzero((crowd.second_group >= 0) & (crowd.second_group != now))
            person, group = np.append(person, has), np.append(group, crowd.second_group[has])
        order = np.argsort(group, kind="stable")
        self.person = person[order]
        counts = np.bincount(group, minlength=groups)
        self.starts = np.concatenate([[0], np.cumsum(counts)])
        self.choice = np.flatnonzero(counts >= 2)
        self.ladder = _ladder(crowd.group_weight[self.choice])
        self.people = len(now)

    def members(self, group: int) -> NDArray[np.int64]:
        """Return who is in this group now."""
        return self.person[self.starts[group] : self.starts[group + 1]]

    def neighbours(self, group: int) -> NDArray[np.int64]:
        """Return who is in one of the four groups beside this one."""
        count = len(self.starts) - 1
        return np.concatenate([self.members((group + d) % count) for d in (-2, -1, 1, 2)])


def _gather(
    rng: np.random.Generator, scene: _Scene, crowd: _Crowd, *, size: int, strangers: int
) -> tuple[int, NDArray[np.int64]]:
    """Draw one event: its group and the distinct people present."""
    group = int(scene.choice[scene.ladder.searchsorted(rng.random(), side="right")])
    members = scene.members(group)
    own = min(size - strangers, len(members))
    if crowd.activity is None:
        known = rng.permutation(members)[:own]
    else:
        weight = crowd.activity[members]
        known = rng.choice(members, own, replace=False, p=weight / weight.sum())
    if crowd.near_strangers:
        others = rng.choice(scene.neighbours(group), strangers)
    else:
        others = rng.integers(0, scene.people, strangers)
    return group, np.unique(np.concatenate([known, others]))
