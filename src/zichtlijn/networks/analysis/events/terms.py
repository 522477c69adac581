"""The words of the event model: a stream of events, a fit, a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.terms import Interval

NOT_PLACED = -1
"""In memberships: not enough observations to say in which group this person was."""

SMALLEST_EVENT = 2
LARGEST_EVENT = 30
"""Larger observations are gatherings, whatever the gathering size chosen for ties."""


@dataclass(frozen=True)
class EventStream:
    """Dated sets of people, in order of time.

    times: when each event was, in units since the first one, ascending.
    members[starts[e]:starts[e + 1]]: the codes of the people of event e, ascending.
    people: how many people there are, seen in an event or not.
    unit_days: days in one unit; rates are per unit.
    event_of_row: for each row of Incidence.observations the event that rests on it, -1 if none.
    duplicates_merged: observations that were a second record of an event.
    """

    times: NDArray[np.float64]
    starts: NDArray[np.int64]
    members: NDArray[np.int32]
    people: int
    unit_days: float
    event_of_row: NDArray[np.int64]
    duplicates_merged: int

    @property
    def events(self) -> int:
        """Count the events."""
        return len(self.times)

    @property
    def pairs(self) -> int:
        """Count the pairs of a person and an event."""
        return len(self.members)

    @property
    def span(self) -> float:
        """Measure the time from first to last event in units, at least one."""
        return max(1.0, float(self.times[-1] - self.times[0])) if self.events else 1.0


@dataclass(frozen=True)
class ChainSettings:
    """How long a chain runs; the defaults are those of the planted trials."""

    burn: int = 24
    keep: int = 60
    threshold: float = 0.7  # chance needed before a person is placed in a window
    move_every: int = 4  # merges and splits are tried each so many sweeps of the burn; 0 = never
    starts: int = 6  # chains tried on a stream of fewer than 1,000 pairs
    workers: int = 2  # threads; the outcome does not depend on it


class StartLabels(NamedTuple):
    """Where a warm chain begins: group of each event (-1 = a group of its own) and rates."""

    labels: NDArray[np.int32]
    rate: float  # jumps per person per unit
    accident: float  # share of the people present by accident


@dataclass(frozen=True)
class KeptDraws:
    """The states of the chain that were kept; groups are numbered alike in all of them."""

    labels: NDArray[np.int32]  # draws x events
    usual: NDArray[np.int32]  # per event the group it was in most often
    shares: NDArray[np.float64]  # draws x groups: part of the people in a group while it lives
    rates: NDArray[np.float64]  # jumps per person and unit, per draw of labels
    accidents: NDArray[np.float64]  # part of the people present by accident, per draw of labels
    all_rates: NDArray[np.float64]  # of every kept state
    all_accidents: NDArray[np.float64]


@dataclass(frozen=True)
class FittedGroups:
    """What the chain says about a stream.

    labels: group of each event, 0.. in order of the group's first event; the group in
    which the event was most often over the kept draws.
    change, change_interval: share of people who change group per unit, with its 90 % interval.
    memberships[i, w]: group of person i at window time w, or NOT_PLACED. For making sets only.
    """

    labels: NDArray[np.int32]
    groups: int
    draws: KeptDraws = field(repr=False)
    change: float
    change_interval: Interval
    at_border: bool  # the jump rate lies at the upper end of what was tried
    gain: float  # log-likelihood won per pair by the groups, their own prior paid; mean of draws
    memberships: NDArray[np.int32] = field(repr=False)


class RateShown(StrEnum):
    """How the rate of change may be shown."""

    ESTIMATE = "estimate"
    AT_LEAST = "at_least"
    NONE = "none"


@dataclass(frozen=True)
class GateVerdict:
    """Whether anything of a fit may be shown, and how.

    refused_by: a Dutch sentence for the reader, None where groups may be shown.
    beyond_density: too many observations per person and unit to be independent (gate c).
    gain, gain_permuted_max: log-likelihood won per pair, here and at best of the shuffled streams.
    """

    refused_by: str | None
    rate_shown: RateShown
    beyond_density: bool
    gain: float | None
    gain_permuted_max: float | None
    observations_per_person: float


@dataclass(frozen=True)
class ShownGroups:
    """The groups large enough to show (gate d), and their names.

    names: label -> "g001", "g002", ... in order of the group's first event.
    """

    names: Mapping[int, str]


@dataclass(frozen=True)
class Stability:
    """How firm the groups are, as sets.

    agreement[w, label]: mean overlap (Jaccard) over the bootstraps, nan where the group is absent.
    people_low, people_high[w, label]: 5 % and 95 % of the headcount over the bootstraps.
    """

    agreement: NDArray[np.float64]
    people_low: NDArray[np.int64]
    people_high: NDArray[np.int64]


class Edition(NamedTuple):
    """Yesterday's outcome, enough to go on from: observation ids with their group, and rates."""

    observation_ids: tuple[str, ...]
    labels: NDArray[np.int32]
    rate: float
    accident: float
