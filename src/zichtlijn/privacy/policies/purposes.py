"""May this purpose be opened here, by this role? Raises a sentence for the user."""

from collections.abc import Collection
from datetime import date

from zichtlijn.privacy.terms.access import CLOSED, Outcome, RuleTable
from zichtlijn.privacy.terms.asking import NO_PURPOSE, WITHOUT_SCOPE, NotAllowed

_OPENING = (Outcome.ALLOWED, Outcome.MASKED)
ANYWHERE = "public_order_decision"
"""A decision of the mayor is about a group or case that was made for another purpose."""


def list_purposes(table: RuleTable, *, role: str) -> tuple[str, ...]:
    """Return the purposes for which some row opens something to this role, in the list's order."""
    opened: set[str] = set()
    for rule in table.rules:
        if rule.outcome in _OPENING and role in rule.cells.get("role", ()):
            opened |= rule.cells.get("purpose", frozenset(CLOSED["purpose"]))
    return tuple(p for p in CLOSED["purpose"] if p in opened and p != NO_PURPOSE)


def knows_deed(table: RuleTable, *, role: str, verb: str, data_class: str, purpose: str) -> bool:
    """Return whether some row lets this role do this with such data for this purpose."""
    return any(
        rule.outcome is Outcome.ALLOWED
        and role in rule.cells.get("role", (role,))
        and verb in rule.cells.get("verb", (verb,))
        and data_class in rule.cells.get("data_class", (data_class,))
        and purpose in rule.cells.get("purpose", (purpose,))
        for rule in table.rules
    )


def knows_emergency(table: RuleTable, *, role: str) -> bool:
    """Return whether some row opens something to this role by break-glass."""
    return any(
        rule.outcome in _OPENING
        and role in rule.cells.get("role", ())
        and rule.cells.get("break_glass") == frozenset({"active"})
        for rule in table.rules
    )


def check_can_open(
    purpose: str,
    *,
    known: Collection[str],
    scope: str,
    scope_purpose: str,
    ends_on: date | None,
    today: date,
) -> None:
    """Raise NotAllowed unless this role may work for the purpose, at this table.

    `scope_purpose` is empty where there is no such table or the asker has no seat at it; both
    are refused in the same words.
    """
    if purpose not in known:
        raise NotAllowed("Dit doel hoort niet bij uw rol.", rule="purpose")
    if purpose in WITHOUT_SCOPE:
        if scope:
            raise NotAllowed("Dit doel kiest u zonder groep of casus.", rule="purpose")
        return
    if scope_purpose != purpose and not (scope_purpose and purpose == ANYWHERE):
        raise NotAllowed("Dit doel is er niet bij een groep of casus van u.", rule="purpose")
    if ends_on is None or ends_on < today:
        raise NotAllowed("Deze groep of casus is afgesloten.", rule="purpose")
