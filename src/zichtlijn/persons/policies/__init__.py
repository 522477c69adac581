"""May this be done now? What this room asks besides the rule table; plain rules, no table."""

from zichtlijn.persons.policies.joining import (
    check_can_confirm,
    check_can_decline,
    check_can_propose,
    check_can_undo,
    check_reason,
)
from zichtlijn.persons.policies.searching import check_can_search
from zichtlijn.persons.policies.writing import (
    check_can_correct,
    check_can_take_back,
    check_can_write,
    check_is_alone,
    check_part_is_named,
    check_sighting,
    check_texts,
    check_waits,
)

__all__ = [
    "check_can_confirm",
    "check_can_correct",
    "check_can_decline",
    "check_can_propose",
    "check_can_search",
    "check_can_take_back",
    "check_can_undo",
    "check_can_write",
    "check_is_alone",
    "check_part_is_named",
    "check_reason",
    "check_sighting",
    "check_texts",
    "check_waits",
]
