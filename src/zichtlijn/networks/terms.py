"""The words of this room: what a presence, a tie, a group and a life line hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import polars as pl

from zichtlijn.kernel.frames import ColumnContract


class Part(StrEnum):
    """What someone did in an observation, as the observer chose it (guard rail G7)."""

    PRESENT = "present"
    ACTIVE = "active"
    CALMING = "calming"
    VICTIM = "victim"
    WITNESS = "witness"
    UNKNOWN = "unknown"


NEVER_MEMBERS = (Part.VICTIM, Part.WITNESS)


class TieStatus(StrEnum):
    """How well two people's being seen together is supported."""

    SEEN_ONCE = "seen_once"
    REPEATED = "repeated"
    VALIDATED = "validated"


class Step(StrEnum):
    """How the period is cut into windows."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"


class Method(StrEnum):
    """How groups are found."""

    AUTO = "auto"
    EVENTS = "events"
    CONTACTS = "contacts"


class NullModel(StrEnum):
    """What chance is taken to be when a tie is tested."""

    PLAIN = "plain"  # everyone's observations anywhere among all
    STRATIFIED = "stratified"  # within the places and months where he was seen
    CONFIGURATION = "configuration"  # plain, and large observations attract more people


class Fluidity(StrEnum):
    """A group beside the whole, in words only: the figure itself is too unsure to show."""

    MORE = "more"
    LESS = "less"
    AS_THE_WHOLE = "as_the_whole"
    UNKNOWN = "unknown"


class LifeEvent(StrEnum):
    """What befell a group in a window."""

    SEEN = "seen"
    NOT_SEEN = "not_seen"
    BIRTH = "birth"
    MERGE = "merge"
    SPLIT = "split"
    END = "end"


class WrongData(ValueError):
    """What was asked cannot be derived from this; the message is a sentence for the user."""


class WrongStep(WrongData):
    """The step cuts the period into more windows than anyone can read."""


class NotAllowed(Exception):
    """A rule forbids this now; the message is a sentence for the user."""


class NotFound(Exception):
    """There is no such thing, or no longer; the message is a sentence for the user."""


class DeliveryKind(StrEnum):
    """Where observations came from, as far as the rules care."""

    EXAMPLE = "example"  # published research data, shipped with the product
    INVENTED = "invented"  # the municipality that does not exist (guard rail G28)
    UPLOAD = "upload"  # brought by a reader, for one purpose


class AgreementKind(StrEnum):
    """What two people do with a delivery of a table; the kinds of proposal of this room."""

    BRING = "networks.bring"  # bring it in: somebody of another organisation confirms (R37)
    TAKE = "networks.take"  # let a file leave (R39)
    DESTROY = "networks.destroy"  # destroy it, or one observation of it, by hand (R17)


def name_agreed(delivery_id: int, what: str) -> str:
    """Return by which reference a proposal names a thing of a delivery.

    >>> name_agreed(3, "8:csv:police")
    '3:8:csv:police'
    """
    return f"{delivery_id}:{what}"


class Recipient(StrEnum):
    """For which organisation a file may be: the kinds of the rule table, never a name."""

    MUNICIPALITY = "municipality"
    POLICE = "police"
    YOUTH_WORK = "youth_work"
    PROSECUTION = "prosecution"
    HOUSING_ASSOCIATION = "housing_association"
    CARE_PROVIDER = "care_provider"

    @property
    def words(self) -> str:
        """Return it in Dutch, as the person in the data reads it."""
        return _RECIPIENTS[self]


_RECIPIENTS = {
    Recipient.MUNICIPALITY: "de gemeente",
    Recipient.POLICE: "de politie",
    Recipient.YOUTH_WORK: "het jongerenwerk",
    Recipient.PROSECUTION: "het openbaar ministerie",
    Recipient.HOUSING_ASSOCIATION: "de woningcorporatie",
    Recipient.CARE_PROVIDER: "de zorgaanbieder",
}

EXPORT_FORMS = (
    "csv", "ties", "groups", "group_windows", "life_lines", "signals", "gexf", "stempel",
)  # fmt: skip
HOLDS_PEOPLE = frozenset({"csv", "ties", "groups", "gexf"})
"""Forms of export with a row for a person or a pair; the others hold counts of groups."""


class EditionState(StrEnum):
    """How far the computing of an edition has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"  # the server stopped while it ran
    CANCELLED = "cancelled"


class Verdict(StrEnum):
    """Whether the observations carry groups at all."""

    GROUPS_FOUND = "groups_found"
    NOT_ENOUGH_OBSERVATIONS = "not_enough_observations"


class Window(NamedTuple):
    """A period of days, both ends included."""

    start: date
    end: date


PRESENCES = ColumnContract(
    "PRESENCES",
    {
        "observation_id": pl.String,
        "observed_at": pl.Datetime("us"),  # UTC, zone dropped; a bare date is its midnight
        "observed_on": pl.Date,  # the day as the observer wrote it
        "person": pl.String,
        "source": pl.String,
        "part": pl.String,
        "place": pl.String,  # null where not given
        "kind": pl.String,  # null where not given
        "reliability": pl.Float64,  # 0-1
    },
)
"""One row for each person in each observation."""

TIES = ColumnContract(
    "TIES",
    {
        "person_a": pl.String,
        "person_b": pl.String,
        "weight": pl.Float64,
        "observations": pl.Int64,
        "days": pl.Int64,
        "sources": pl.Int64,
        "first_seen": pl.Date,
        "last_seen": pl.Date,
        "p_value": pl.Float64,
        "status": pl.String,
    },
)
"""One row for each pair seen together, person_a < person_b as text."""

GROUPS = ColumnContract(
    "GROUPS",
    {
        "window_start": pl.Date,
        "window_end": pl.Date,
        "group": pl.String,
        "person": pl.String,
    },
)
"""Who was in which group in which window; who could not be placed is not in it."""

GROUP_WINDOWS = ColumnContract(
    "GROUP_WINDOWS",
    {
        "window_end": pl.Date,
        "group": pl.String,
        "people_low": pl.Int64,
        "people_high": pl.Int64,
        "observations": pl.Int64,
        "sources": pl.Int64,
        "places": pl.Int64,
        "stability": pl.Float64,
        "fluidity": pl.String,
    },
)
"""A group in a window, as a set: headcount band and agreement over bootstraps."""

LIFE_LINES = ColumnContract(
    "LIFE_LINES",
    {
        "window_end": pl.Date,
        "group": pl.String,
        "event": pl.String,
        "from_groups": pl.String,  # group names with ";" between, empty where none
        "size": pl.Int64,
    },
)
"""What befell each group in each window."""

SIGNALS = ColumnContract(
    "SIGNALS",
    {
        "window_end": pl.Date,
        "group": pl.String,
        "signal": pl.String,
        "sources": pl.Int64,
        "q_value": pl.Float64,
        "explanation": pl.String,
        "observation_ids": pl.String,  # ids with ";" between
    },
)
"""Early signals about groups, never about a person."""

SIGHTINGS = ColumnContract("SIGHTINGS", {"observation_id": pl.String, "group": pl.String})
"""Which observation shows which group: the observations behind a group, one row for each."""


@dataclass(frozen=True)
class AnalysisSettings:
    """What the reader may choose; every choice is printed beside the outcome."""

    as_of: date
    half_life_days: float = 90.0
    step: Step = Step.MONTH
    method: Method = Method.AUTO
    gathering_size: int = 30
    fdr: float = 0.05
    bootstraps: int = 200
    seed: int = 1


@dataclass(frozen=True)
class TieCounts:
    """How many ties have each status."""

    seen_once: int
    repeated: int
    validated: int


@dataclass(frozen=True)
class Interval:
    """The 5 % and 95 % ends of an estimate."""

    low: float
    high: float


@dataclass(frozen=True)
class Figures:
    """The figures of one analysis, all about the whole; contracts.md names each of them."""

    persons: int
    observations: int
    gatherings: int
    ties: TieCounts
    groups: int
    coverage: float  # share of people placed in a group, mean over the windows
    modularity: float | None
    method: Method  # what was used: events or contacts
    monthly_change: float | None
    monthly_change_interval: Interval | None
    monthly_change_is_at_least: bool
    gain: float | None
    gain_permuted_max: float | None
    verdict: Verdict
    refused_by: str | None  # the gate and its sentence, in Dutch
    duplicates_merged: int
    sources: Mapping[str, float]  # share of the observations
    leave_one_source_out: Mapping[str, float] | None
    null_model: NullModel = NullModel.PLAIN  # what chance was taken to be for the ties


@dataclass(frozen=True)
class Analysis:
    """All that follows from a set of presences under one choice of settings."""

    settings: AnalysisSettings
    figures: Figures
    ties: pl.DataFrame  # TIES
    groups: pl.DataFrame  # GROUPS
    group_windows: pl.DataFrame  # GROUP_WINDOWS
    life_lines: pl.DataFrame  # LIFE_LINES
    signals: pl.DataFrame  # SIGNALS
    sightings: pl.DataFrame = field(default_factory=SIGHTINGS.empty)  # SIGHTINGS
