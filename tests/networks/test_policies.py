"""What may be done when: each rule as a table."""

from datetime import date, timedelta
from itertools import product

import pytest

from zichtlijn.networks import policies
from zichtlijn.networks.terms import DeliveryKind, EditionState, NotAllowed

TODAY = date(2026, 11, 22)
SIGNALLING, PREVENTION, OVERSIGHT = "vroegsignalering", "preventie", "toezicht op het gebruik"

READING = [
    (kind, recorded, purpose, kind is not DeliveryKind.UPLOAD or purpose in (recorded, OVERSIGHT))
    for kind, recorded, purpose in product(
        DeliveryKind, (SIGNALLING, PREVENTION), (SIGNALLING, PREVENTION, OVERSIGHT)
    )
]


def _allows(rule: object, *args: object, **words: object) -> bool:
    try:
        rule(*args, **words)  # type: ignore[operator]
    except NotAllowed as refusal:
        return not str(refusal).endswith(".")
    return True


@pytest.mark.parametrize(("kind", "recorded", "purpose", "allowed"), READING)
def test_what_was_brought_in_for_one_purpose_is_read_for_no_other(
    kind: DeliveryKind, recorded: str, purpose: str, *, allowed: bool
) -> None:
    said = _allows(policies.check_can_read, kind, recorded_for=recorded, purpose=purpose)
    assert said is allowed


@pytest.mark.parametrize(
    ("rows", "days", "allowed"),
    [
        (0, 10, False),
        (1, None, True),
        (1, 0, False),
        (1, -1, False),
        (1, 1, True),
        (1, 730, True),
        (1, 731, False),
    ],
)
def test_a_delivery_needs_rows_and_an_end_within_two_years(
    rows: int, days: int | None, *, allowed: bool
) -> None:
    expires = None if days is None else TODAY + timedelta(days=days)
    assert _allows(policies.check_can_import, rows=rows, expires_on=expires, today=TODAY) is allowed


@pytest.mark.parametrize(("days", "allowed"), [(None, True), (0, True), (1, True), (-1, False)])
def test_on_its_last_day_a_delivery_is_still_there_and_the_day_after_it_is_not(
    days: int | None, *, allowed: bool
) -> None:
    expires = None if days is None else TODAY + timedelta(days=days)
    assert _allows(policies.check_has_not_expired, expires, today=TODAY) is allowed


STATES = [
    # state, may be shown, may be stopped, may start again
    (EditionState.QUEUED, False, True, False),
    (EditionState.RUNNING, False, True, False),
    (EditionState.DONE, True, False, False),
    (EditionState.FAILED, False, False, True),
    (EditionState.INTERRUPTED, False, False, True),
    (EditionState.CANCELLED, False, False, True),
]


@pytest.mark.parametrize(("state", "shown", "stopped", "again"), STATES)
def test_an_edition_is_shown_stopped_and_started_again_in_the_right_states_only(
    state: EditionState, *, shown: bool, stopped: bool, again: bool
) -> None:
    assert _allows(policies.check_can_show, state) is shown
    assert _allows(policies.check_can_stop, state) is stopped
    assert _allows(policies.check_can_start_again, state) is again


def test_the_table_holds_every_state() -> None:
    assert {row[0] for row in STATES} == set(EditionState)


def test_nothing_is_analysed_on_a_day_before_the_first_sight() -> None:
    policies.check_can_analyse(as_of=date(2026, 3, 1), first_on=date(2026, 3, 1))
    policies.check_can_analyse(as_of=date(2026, 3, 1), first_on=None)
    with pytest.raises(NotAllowed, match="Kies een peildatum vanaf 02-03-2026"):
        policies.check_can_analyse(as_of=date(2026, 3, 1), first_on=date(2026, 3, 2))
