"""The words of the rule table: a case, its closed lists, a row, a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Outcome(StrEnum):
    """What happens with a question; the words of decisions.csv."""

    ALLOWED = "allowed"
    MASKED = "masked"
    REFUSED = "refused"
    NEEDS_REASON = "needs_reason"
    NEEDS_SECOND_PERSON = "needs_second_person"
    NEEDS_TRANSFER = "needs_transfer"


class Condition(StrEnum):
    """What must be brought before a row gives its outcome, in the order in which it is asked."""

    REASON = "reason"
    SECOND_PERSON = "second_person"
    SECOND_PERSON_OTHER_ORGANISATION = "second_person_other_organisation"
    TRANSFER = "transfer"


class Case(NamedTuple):
    """One question: whether this role may do this with these data, given the facts."""

    role: str
    organisation: str
    regime: str
    purpose: str
    data_class: str
    gate: str
    verb: str
    member: str
    notification: str
    age: str
    part: str
    contested: str
    retention: str
    relation: str
    own_entry: str
    record_organisation: str
    break_glass: str
    reason: str
    second_person: str
    transfer: str


class Decision(NamedTuple):
    """The answer, and the row that gave it: R01-R40, fit, lives or default."""

    outcome: Outcome
    rule: str


FIT, LIVES, DEFAULT = "fit", "lives", "default"

BLOCKS = ("A", "B", "C", "D", "E", "F")
"""The order of precedence: never, emergency, not at this table, rights, work, without names."""


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    `cells` holds for each column that is not free the values for which the row holds;
    the facts of `when` are cells like any other. `written` is what stands in the file.
    """

    number: str
    block: str
    outcome: Outcome
    conditions: tuple[Condition, ...]
    cells: Mapping[str, frozenset[str]]
    written: Mapping[str, str]
    ground: str
    in_words: str


@dataclass(frozen=True)
class RuleTable:
    """The rows in the order in which they are asked, and the hash of the file they came from."""

    rules: tuple[Rule, ...]
    sha256: str


class WrongRuleTable(ValueError):
    """The table breaks one of its own checks; the message is a sentence for the jurist."""


CLOSED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        column: tuple(values.split())
        for column, values in {
            "role": "youth_worker neighbourhood_officer enforcement_officer analyst"
            " process_director safety_adviser policy_officer data_protection_officer"
            " source_keeper mayor councillor resident",
            "organisation": "municipality police youth_work prosecution housing_association"
            " care_provider public",
            "regime": "open_aggregate gdpr_public_task wpg_boa wpg_received wgs_zvh wgs_riec"
            " bibob care",
            "purpose": "none youth_group_approach person_focused_approach residential_nuisance"
            " undermining_weighing enforcement bibob_test public_order_decision deployment"
            " account data_subject_right oversight",
            "data_class": "place_sighting incident bang working_figure released_figure"
            " group_picture named_observation identity case_plan signal signal_person"
            " hand_over_package police_record bibob_file source_identity read_log"
            " destruction_record",
            "gate": "none step_1 step_2A step_2B step_3 step_4 step_5 step_6 step_7 step_closed"
            " signal_received signal_verified signal_weighed case_open case_closed",
            "verb": "find show write propose confirm export destroy inspect",
            "member": "yes no ended",
            "notification": "not_needed running informed postponed late",
            "age": "no_person under_12 12_15 16_plus unknown",
            "part": "none present active calming victim witness unknown",
            "contested": "no yes",
            "retention": "running after_first_year removed passed hold",
            "relation": "none self parent",
            "own_entry": "no yes",
            "record_organisation": "own other",
            "break_glass": "no active review_overdue",
            "reason": "yes no",
            "second_person": "none same_organisation other_organisation",
            "transfer": "none logged",
        }.items()
    }
)
"""Every column of a case with the values it may hold; nothing outside these is ever decided."""

HOMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "youth_worker": ("youth_work",),
        "neighbourhood_officer": ("police",),
        "enforcement_officer": ("municipality",),
        "analyst": ("municipality",),
        "process_director": ("municipality",),
        "safety_adviser": ("municipality",),
        "policy_officer": ("municipality",),
        "data_protection_officer": ("municipality",),
        "source_keeper": ("municipality", "police", "youth_work"),
        "mayor": ("municipality",),
        "councillor": ("municipality",),
        "resident": ("public",),
    }
)
"""The organisations in which a role exists; anywhere else it is refused by `fit`."""

_OPEN, _TASK = ("open_aggregate",), ("gdpr_public_task",)
_WITH_POLICE = ("gdpr_public_task", "wpg_boa", "wpg_received")

HABITATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "place_sighting": _OPEN + _TASK,
        "incident": _OPEN + _TASK,
        "bang": _OPEN + _TASK,
        "working_figure": _OPEN + _TASK,
        "released_figure": _OPEN,
        "group_picture": _TASK,
        "named_observation": _TASK,
        "identity": _TASK,
        "case_plan": _TASK,
        "signal": _TASK,
        "signal_person": _TASK,
        "hand_over_package": (*_TASK, "wgs_zvh", "wgs_riec", "care"),
        "police_record": ("wpg_boa", "wpg_received"),
        "bibob_file": ("bibob",),
        "source_identity": _WITH_POLICE,
        "read_log": _WITH_POLICE,
        "destruction_record": _WITH_POLICE,
    }
)
"""The regimes in which a class of data lives (G10): that there are few of them is the wall."""
