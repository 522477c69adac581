"""What is asked of the rule table while somebody works: the asker, the record, the refusal."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from zichtlijn.privacy.terms.access import Outcome

NO_PURPOSE = "none"
"""The purpose of whoever has not chosen one: it opens no person."""

OPENING = "opening"
"""Under which name a session carries the code of an opening; it is no right."""

LONGEST_GRANT = timedelta(days=366)
"""A role is given for at most twelve months, then looked at again (BIO2 5.18)."""

LONGEST_OPENING = timedelta(hours=2)
"""A purpose is chosen for as long as a meeting lasts; then it is chosen again."""

EMERGENCY_TERM = timedelta(minutes=60)
SHORTEST_EMERGENCY_REASON = 20
REVIEW_WORKING_DAYS = 5
"""Break-glass: how long, with how many characters of reason, looked at within how many days."""

LONGEST_PROPOSAL = timedelta(days=7)
"""What nobody confirms within a week was not wanted."""


class Asker(NamedTuple):
    """An account in one of its roles; the words of role and organisation are the rule table's."""

    account: str
    role: str
    organisation: str


class RecordFacts(NamedTuple):
    """What is known of a record: the facts of a case that no Access knows.

    What is not stated stands at the careful side, where it closes: say what you know. With
    `confirm`, `own_entry` and `record_organisation` are always stated (see proposals).
    """

    data_class: str
    regime: str = "gdpr_public_task"
    notification: str = "late"
    age: str = "unknown"
    part: str = "unknown"
    contested: str = "yes"
    retention: str = "passed"
    relation: str = "none"
    own_entry: str = "no"
    record_organisation: str = "other"
    second_person: str = "none"
    transfer: str = "none"


def facts_without_person(data_class: str, *, regime: str = "gdpr_public_task") -> RecordFacts:
    """Return the facts of a living record that is about nobody, such as a bang."""
    return RecordFacts(
        data_class,
        regime,
        notification="not_needed",
        age="no_person",
        part="none",
        contested="no",
        retention="running",
    )


class AskerFacts(NamedTuple):
    """What is known of the asker at this very moment: the other facts of a case."""

    role: str
    organisation: str
    purpose: str
    gate: str
    member: str
    break_glass: str
    reason: str


class Reason(StrEnum):
    """Why a name is opened: picked, not typed, so that no reason names anybody."""

    MEETING = "meeting"
    REPORT = "report"
    SEEN = "seen"
    CHECK = "check"
    INFORM = "inform"
    DECIDE = "decide"
    OVERSEE = "oversee"


EMERGENCY = "emergency"
"""The reason of an opening by break-glass; its own words are sealed on the officer's desk."""


class Verdict(StrEnum):
    """What the review of an emergency says."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


class Grant(NamedTuple):
    """A role that an account holds now."""

    role: str
    organisation: str
    until: date


class OpenPurpose(NamedTuple):
    """The purpose that was chosen, as the banner on a page says it."""

    code: str
    purpose: str
    legal_ground: str
    scope: str  # "group:<code>", or empty for a purpose without a group or case
    title: str
    ends_at: datetime
    is_emergency: bool


class Emergency(NamedTuple):
    """A broken glass on the desk of the data protection officer."""

    code: str
    account: str
    role: str
    organisation: str
    scope: str
    purpose: str
    opened_at: datetime
    reason: str
    review_by: date
    verdict: str  # empty while it waits
    reviewed_by: str


class NotAllowed(Exception):
    """The rule table says no. The message is for the user and tells nothing of a record.

    `outcome` and `rule` are for the log and for tests; no page shows them.
    """

    def __init__(
        self, sentence: str, *, outcome: Outcome = Outcome.REFUSED, rule: str = ""
    ) -> None:
        super().__init__(sentence)
        self.outcome = outcome
        self.rule = rule


class PurposeNeeded(NotAllowed):
    """First a purpose must be chosen, for this group or case; the door asks for it."""

    def __init__(self, *, scope: str = "") -> None:
        super().__init__(
            "Kies eerst waarvoor u dit nodig hebt. Gegevens over mensen openen we alleen voor "
            "een doel, bij een groep of casus.",
            rule="purpose",
        )
        self.scope = scope


class ReasonNeeded(NotAllowed):
    """First a reason must be given; the door asks for it."""


class BudgetSpent(NotAllowed):
    """So many people were shown in an hour that the desk stops for a while."""

    def __init__(self, *, most: int) -> None:
        super().__init__(
            f"U hebt in een uur gegevens over {most} mensen gezien. Dat is het meeste voor uw rol. "
            "Over een uur kunt u verder. Is het dringend, overleg dan met de functionaris voor "
            "gegevensbescherming.",
            rule="budget",
        )


LEGAL_GROUNDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        ("youth_group_approach", "person_focused_approach", "residential_nuisance", "deployment",
         "undermining_weighing"),
        "AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172",
    )
    | {
        NO_PURPOSE: "geen: er wordt niets over mensen geopend",
        "enforcement": "Wpg artikel 8, Besluit politiegegevens boa",
        "bibob_test": "Wet Bibob artikel 28",
        "public_order_decision": "Gemeentewet artikelen 172a, 172b en 151d",
        "account": "Gemeentewet artikelen 169 en 180",
        "data_subject_right": "AVG artikelen 15 tot en met 21, Wpg artikelen 25 en 28",
        "oversight": "AVG artikelen 5 lid 2 en 39, Wpg artikel 36",
    }
)  # fmt: skip
"""The ground of each purpose as the log keeps it; the articles are for a jurist to check."""

WITHOUT_SCOPE = frozenset(
    {"enforcement", "deployment", "account", "data_subject_right", "oversight"}
)
"""Purposes that are about no group or case; all others are chosen at one."""

BUDGETS: Mapping[str, int] = MappingProxyType(
    {
        "youth_worker": 60,
        "neighbourhood_officer": 120,
        "enforcement_officer": 120,
        "analyst": 600,  # without names
        "process_director": 240,
        "safety_adviser": 120,
        "policy_officer": 60,
        "data_protection_officer": 600,
        "source_keeper": 10,
        "mayor": 60,
        "councillor": 60,
        "resident": 200,  # the records of one person
    }
)
"""How many people an account in this role may be shown in an hour; our choice, to be lowered."""

KEPT = timedelta(days=731)
"""Choices of purpose, emergencies and proposals are kept as long as the log that names them."""
