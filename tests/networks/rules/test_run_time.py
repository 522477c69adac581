"""The room asked while it runs, beside an oracle that knows the page of the rules and not the table."""

# seeded choices, no secret
# ruff: noqa: S311

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import NamedTuple

import pytest
from tests.privacy.access_cases import draw_cases
from tests.privacy.access_oracle import judge
from tests.privacy.run_time import _make_asker
from tests.privacy.town import NOW, TODAY

from zichtlijn.audit.access import Access
from zichtlijn.networks import queries
from zichtlijn.networks.models import Delivery
from zichtlijn.networks.queries import admission
from zichtlijn.networks.terms import DeliveryKind
from zichtlijn.networks.terms import NotAllowed as NotAllowedHere
from zichtlijn.privacy.sources.rule_table import read_rule_table
from zichtlijn.privacy.terms.access import Case
from zichtlijn.privacy.terms.asking import NotAllowed

pytestmark = pytest.mark.django_db
SHOWN = ("allowed", "masked")


class Compared(NamedTuple):
    asked: int = 0
    shown: int = 0
    leaks: int = 0
    wrongful_refusals: int = 0


def test_every_answer_of_the_room_is_that_of_the_oracle() -> None:
    compared = _compare(150, seed=20261122)
    print(compared)
    assert compared.asked == 600
    assert compared.shown > 40
    assert (compared.leaks, compared.wrongful_refusals) == (0, 0)


def test_the_comparison_sees_a_room_that_does_not_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "is_ruled", lambda *_, **__: False)
    assert _compare(30, seed=20261122).leaks > 0


@pytest.mark.night
def test_fifty_thousand_answers_of_the_room_are_those_of_the_oracle() -> None:
    compared = _compare(12_500, seed=7)
    print(compared)
    assert compared.asked == 50_000
    assert (compared.leaks, compared.wrongful_refusals) == (0, 0)


def _compare(askers: int, *, seed: int) -> Compared:
    rng = Random(seed)
    answers = [
        answer
        for drawn in draw_cases(askers, table=read_rule_table(), seed=seed)
        for answer in _ask(_stand_before_a_delivery(drawn, rng))
    ]
    return Compared(
        len(answers),
        sum(opened for opened, _ in answers),
        sum(opened and not expected for opened, expected in answers),
        sum(expected and not opened for opened, expected in answers),
    )


def _stand_before_a_delivery(drawn: Case, rng: Random) -> Case:
    """The facts of a delivery as this room knows them; those of the asker as they were drawn."""
    near = drawn._replace(
        data_class="group_picture", regime="gdpr_public_task", verb="find",
        notification="not_needed", age="unknown", part="none", contested="no", relation="none",
        second_person="none", transfer="none",
        retention=rng.choice(("running", "running", "running", "passed")),
        own_entry=rng.choice(("yes", "no")),
        record_organisation=rng.choice(("own", "other")),
    )  # fmt: skip
    if rng.random() < 0.5:  # else most have a purpose for which nobody makes pictures
        near = near._replace(
            purpose=rng.choice(("youth_group_approach", "residential_nuisance", "oversight")),
            member="yes", gate=rng.choice(("step_1", "step_3", "case_open")), break_glass="no",
        )  # fmt: skip
    return near if near.gate != "none" or near.member == "no" else near._replace(gate="step_3")


def _ask(case: Case) -> list[tuple[bool, bool]]:
    """Ask four ways; return for each whether it opened, and whether it should."""
    access, scope = _make_asker(case)
    delivery = _lay_down(case, scope, access)
    is_living = case.retention == "running"
    may_find = judge(case).outcome in SHOWN
    as_typed = case._replace(data_class="named_observation", verb="show")
    answers = [
        (_opens(lambda: queries.fetch_delivery(delivery, access=access)), may_find),
        (delivery in _list(access), may_find and is_living),
        (_opens(lambda: queries.fetch_observations(delivery, access=access)), may_find),
        (
            _opens(lambda: queries.fetch_rejected_csv(delivery, access=access)),
            judge(as_typed).outcome == "allowed",
        ),
    ]
    Delivery.objects.filter(pk=delivery).delete()  # oversight lists all there are
    return answers


def _lay_down(case: Case, scope: str, access: Access) -> int:
    last = TODAY - timedelta(days=1) if case.retention == "passed" else TODAY + timedelta(days=9)
    return Delivery.objects.create(
        kind=DeliveryKind.UPLOAD, title="pleinen", file_name="p.csv", sha256="0" * 64, rows=0,
        rejected_rows=1, rejected_csv=b"x", purpose=case.purpose, imported_at=NOW,
        imported_by=access.reader if case.own_entry == "yes" else "somebody else",
        organisation=access.organisation if case.record_organisation == "own" else "elsewhere",
        expires_on=last, destroy_on=last + timedelta(days=1), retention_rule="B10/1", scope=scope,
    ).pk  # fmt: skip


def _list(access: Access) -> set[int]:
    try:
        return {one.id for one in queries.fetch_deliveries(access=access)}
    except NotAllowed:
        return set()


def _opens(read: Callable[[], object]) -> bool:
    try:
        read()
    except (NotAllowed, NotAllowedHere):
        return False
    return True
