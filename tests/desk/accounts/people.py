"""Accounts of invented people, and how they sign in by hand."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from zichtlijn.desk.accounts import keeping
from zichtlijn.desk.door import open_command_access

PHRASE = "vier verzonnen woorden samen"


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    moment: datetime

    def read(self) -> datetime:
        return self.moment

    def turn(self, by: timedelta) -> None:
        self.moment += by


@dataclass
class Person:
    """Somebody with an account: what he knows and has."""

    name: str
    invitation: str
    password: str = PHRASE
    secret: str = ""
    recovery_codes: list[str] = field(default_factory=list)

    def code(self, moment: datetime) -> str:
        """Return what the app shows."""
        return format_hotp_value(hotp_value(self.secret, int(moment.timestamp()) // 30))

    def sign_in(self, browser: Client, *, clock: Clock) -> None:
        """Sign in with password and app, as a browser without scripts would."""
        first = browser.post("/inloggen/", {"username": self.name, "password": self.password})
        assert first.status_code == 302, first.content.decode()
        clock.turn(timedelta(seconds=30))  # the code of the last half minute was used
        second = browser.post("/inloggen/code/", {"code": self.code(clock.moment)})
        assert (second.status_code, second.headers["Location"]) == (302, "/")


def make_account(
    name: str, *, role: str, clock: Clock, organisation: str = "municipality"
) -> Person:
    """Make an account as the command does."""
    access = open_command_access(scope="account")
    invited = keeping.add_account(name, access=access)
    if role:
        keeping.grant(
            name, role=role, organisation=organisation,
            until=clock.moment.date() + timedelta(days=300), access=access,
        )  # fmt: skip
    return Person(name, invited.code)


def enrol(person: Person, *, clock: Clock) -> Person:
    """Use the invitation: choose a password and add the app."""
    browser = Client()
    browser.post("/inloggen/uitnodiging/", {"username": person.name, "code": person.invitation})
    page = browser.get("/inloggen/instellen/").content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found, page
    person.secret = found[1]
    answer = browser.post(
        "/inloggen/instellen/", {"password": person.password, "code": person.code(clock.moment)}
    )
    assert answer.status_code == 200, answer.content.decode()
    person.recovery_codes = re.findall(r"<code>(\d{10})</code>", answer.content.decode())
    return person
