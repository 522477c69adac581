"""What the tests of signing in may ask for: accounts of invented people, and a clock to turn."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.desk.accounts.people import Clock, Person, enrol, make_account

from zichtlijn.desk import door
from zichtlijn.desk.accounts import gate
from zichtlijn.desk.accounts.views import invitation, own, passkeys, sign_in

BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the door, in the hand of the test."""
    turned = Clock(BEGIN)
    for reads in (door, gate, sign_in, invitation, own, passkeys):
        monkeypatch.setattr(reads, "read_clock", turned.read)
    return turned


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object) -> None:
    """What costs time on purpose need not cost it in each test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def analyst(db: None, clock: Clock) -> Person:
    """An account with a password, an app and the role of analyst."""
    return enrol(make_account("noor.analist", role="analyst", clock=clock), clock=clock)


@pytest.fixture
def signed_in(analyst: Person, clock: Clock) -> Client:
    """A browser in which the analyst has signed in."""
    browser = Client()
    analyst.sign_in(browser, clock=clock)
    clock.turn(timedelta(minutes=1))
    return browser
