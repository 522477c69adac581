"""What the tests of the person's side may ask for: real rights, a real log, and a room of stories."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from tests.privacy.rights.stand_in import StandInRoom

from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations import holdings
from zichtlijn.privacy.operations.opening import choose_purpose, open_access
from zichtlijn.privacy.operations.rights import register_request
from zichtlijn.privacy.terms.asking import Asker
from zichtlijn.privacy.terms.rights import AskedBy, IdentityCheck, NewRequest, RequestKind

NOON = datetime(2026, 12, 15, 11, 0, tzinfo=UTC)
TODAY = NOON.date()
JIP = "5f3c9a1e7b2d4860"

OpenDoor = Callable[..., Access]


@pytest.fixture
def open_door(db: None) -> OpenDoor:
    """Give an account a role and let it choose a purpose, by the real door."""

    def open_it(
        account: str = "r.visser",
        role: str = "process_director",
        organisation: str = "municipality",
        purpose: str = "data_subject_right",
        moment: datetime = NOON,
    ) -> Access:
        asker = Asker(account, role, organisation)
        models.RoleGrant.objects.get_or_create(
            account=account,
            role=role,
            organisation=organisation,
            defaults={
                "granted_on": date(2026, 1, 1),
                "granted_by": "beheer",
                "until": date(2027, 1, 1),
            },
        )
        plain = open_access(asker, opening="", path="/", moment=moment, trace_id="1" * 32)
        opening = choose_purpose(purpose, reason="report", access=plain)
        return open_access(asker, opening=opening, path="/", moment=moment, trace_id="2" * 32)

    return open_it


@pytest.fixture
def access(open_door: OpenDoor) -> Access:
    """A process director who handles a request."""
    return open_door()


@pytest.fixture
def officer(open_door: OpenDoor) -> Access:
    """The data protection officer, with the same purpose."""
    return open_door("f.de.groot", "data_protection_officer")


@pytest.fixture
def room() -> Iterator[StandInRoom]:
    """A room that holds what the test tells it, and nothing of any other room."""
    registered = dict(holdings._REGISTERED)
    holdings._REGISTERED.clear()
    stand_in = StandInRoom("networks")
    holdings.register_holdings(stand_in)
    yield stand_in
    holdings._REGISTERED.clear()
    holdings._REGISTERED.update(registered)


@pytest.fixture
def ask(access: Access) -> Callable[..., str]:
    """Register a request of Jip, or of his mother."""

    def register(
        kind: RequestKind = RequestKind.INSPECTION,
        asked_by: AskedBy = AskedBy.SELF,
        age: str = "16_plus",
        received_on: date = TODAY,
        question: str = "Ik wil weten wat er over mij staat.",
    ) -> str:
        asked = NewRequest(
            person=JIP,
            kind=kind,
            asked_by=asked_by,
            age=age,
            identity_check=IdentityCheck.SHOWN_AT_DESK,
            received_on=received_on,
            addressee="Jip Dorrestein, Elzenlaan 3, Oeverdam",
            question=question,
        )
        return register_request(asked, access=access)

    return register


@pytest.fixture
def failing_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no line can be written."""
    from django.db import DatabaseError

    from zichtlijn.audit.models import LogLine

    def refuse(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(LogLine.objects, "create", refuse)
    monkeypatch.setattr(LogLine, "save", refuse)
