"""A home on the disk with a table of forty invented people, and an account that has it open.

Everything is made by the deeds that people use; only the account skips its second factor.
"""

# seeded draws of invented people, no secret
# ruff: noqa: S311

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from django.test import Client

from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.sittings import begin_sitting
from zichtlijn.persons.operations import write_record
from zichtlijn.persons.terms import Identity
from zichtlijn.privacy import models
from zichtlijn.privacy.operations.opening import choose_purpose, open_access
from zichtlijn.privacy.terms.asking import OPENING, Asker

PEOPLE = 40
ACCOUNT = "agent.nul"
_ASKER = Asker(ACCOUNT, "neighbourhood_officer", "police")
_TERM = timedelta(days=300)


def furnish(*, moment: datetime) -> Client:
    """Return the browser of somebody who sits at a table where forty people are known."""
    table = _set_table(until=moment.date() + _TERM, today=moment.date())
    enter = partial(open_access, _ASKER, path="/", moment=moment, trace_id="0" * 32)
    opening = choose_purpose(
        table.purpose, scope=table.code, reason="meeting", access=enter(opening="")
    )
    for identity in _invent(PEOPLE, today=moment.date()):
        write_record(identity, scope=str(table), access=enter(opening=opening))
    return _sign_in(opening, moment=moment)


def begin_hour() -> None:
    """Let the hour be over in which people were counted for the budget."""
    models.ShownSubjects.objects.all().delete()


def _set_table(*, until: date, today: date) -> models.Scope:
    models.RoleGrant.objects.create(
        granted_on=today, granted_by="the owner", until=until, **_ASKER._asdict()
    )
    table = models.Scope.objects.create(
        code="00c0ffee",
        kind="group",
        title="Kolkplein",
        regime="gdpr_public_task",
        purpose="youth_group_approach",
        gate="step_3",
        ends_on=until,
        covenant="C-1",
    )
    models.Membership.objects.create(scope=table, until=until, **_ASKER._asdict())
    return table


def _invent(number: int, *, today: date) -> list[Identity]:
    rng = Random(20261122)
    given = ("Abel", "Bo", "Cas", "Dani", "Eli", "Fenna", "Gijs", "Hidde", "Iris", "Jip")
    beginnings = ("Meer", "Kranen", "Dorre", "Wiers", "Elzer", "Terl", "Holder", "Vennes")
    endings = ("dink", "barg", "stein", "sloot", "brink", "aak", "poel", "kamp")
    return [
        Identity(
            f"{rng.choice(given)} {rng.choice(beginnings)}{rng.choice(endings)}",
            today - timedelta(days=rng.randint(17 * 366, 24 * 365)),
            f"Dorpsweg {place}",
        )
        for place in range(1, number + 1)
    ]


def _sign_in(opening: str, *, moment: datetime) -> Client:
    account = Account.objects.create(name=_ASKER.account, made_at=moment, is_invented=True)
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    begin_sitting(session, moment=moment)
    session[OPENING] = opening
    session.save()
    return browser
