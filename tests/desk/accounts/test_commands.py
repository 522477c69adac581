"""Accounts are made by command on the machine itself, and never with a password in it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import LazySettings
from tests.desk.accounts.people import Person
from tests.journeys.server import command_line, own_environment

from zichtlijn.audit.models import LogLine
from zichtlijn.desk.accounts import factors
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.administering import lines
from zichtlijn.desk.commands import main
from zichtlijn.desk.doctor import sign_in
from zichtlijn.desk.doctor.terms import State
from zichtlijn.desk.starting.conditions import (
    check_may_serve,
    check_one_organisation,
    check_provider,
)
from zichtlijn.desk.starting.serving import NotReady
from zichtlijn.kernel.runs.reporting import run_reporting
from zichtlijn.privacy.terms.access import CLOSED

EVERYWHERE = "0.0.0.0"  # noqa: S104 - that it is refused is the test


def _run(
    home: Path, *words: str, name: str = "accounts", **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_line(name, *words), env={**own_environment(home), **more}, capture_output=True,
        text=True, timeout=120,
    )  # fmt: skip


class Said(NamedTuple):
    """What a command in this very process said, and how it ended."""

    code: int
    told: str


@pytest.fixture
def zichtlijn(db: None, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def run(*words: str) -> Said:
        code = run_reporting(lambda: main.main(["accounts", *words], standalone_mode=False))
        return Said(code, "".join(capsys.readouterr()))

    return run


def test_an_account_from_invitation_to_closing(zichtlijn: Callable[..., Said]) -> None:
    assert "nog geen accounts" in zichtlijn("list").told
    made = zichtlijn("add", "noor.analist", "--role", "analyst", "--until", "2027-05-01")
    assert made.code == 0, made.told
    code = made.told.splitlines()[1].strip()
    assert len(code.replace("-", "")) == 20
    listed = zichtlijn("list").told
    assert "analyst (municipality) tot en met 01-05-2027" in listed
    assert "uitnodiging wacht" in listed
    assert code not in zichtlijn("reset", "noor.analist").told
    assert zichtlijn("revoke", "noor.analist", "--role", "analyst").code == 0
    assert "analyst (" not in zichtlijn("list").told
    assert zichtlijn("grant", "noor.analist", "--role", "analyst").code == 0
    assert zichtlijn("end-sessions", "noor.analist").code == 0
    assert zichtlijn("revoke", "noor.analist", "--all").code == 0
    assert "(gesloten)" in zichtlijn("list").told
    assert zichtlijn("grant", "noor.analist", "--role", "analyst").code == 3
    deeds = set(LogLine.objects.values_list("action", flat=True))
    assert deeds >= {"desk.account.add", "desk.account.grant", "desk.account.revoke",
                     "desk.account.reset", "desk.account.end_sessions"}  # fmt: skip
    assert set(LogLine.objects.values_list("origin", flat=True)) == {"command"}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add", "Noor de Vries"), 3, "Een accountnaam heeft 2 tot 40 tekens"),
        (("add", "noor@example.org"), 3, "Een accountnaam heeft"),
        (("grant", "niemand", "--role", "analyst"), 3, "Er is geen account niemand"),
        (("add", "noor", "--role", "analyst", "--until", "2030-01-01"), 3, "twaalf maanden"),
        (("add", "noor", "--role", "analyst", "--organisation", "police"), 3, ""),
        (("add", "noor", "--role", "baas"), 2, "'baas'"),
        (("revoke", "noor"), 2, "Kies een rol met --role ROL"),
        (("add", "noor", "--password", "geheim"), 2, "--password"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    words: tuple[str, ...], code: int, told: str, zichtlijn: Callable[..., Said]
) -> None:
    ended = zichtlijn(*words)
    assert ended.code == code, ended.told
    assert told in ended.told
    assert "nog geen accounts" in zichtlijn("list").told  # nothing half-made


def test_without_accounts_the_desk_is_served_to_this_machine_only(tmp_path: Path) -> None:
    alone = _run(tmp_path, "--host", EVERYWHERE, "--port", "0", name="serve")
    assert alone.returncode == 1
    assert "Er zijn nog geen accounts" in alone.stderr


@pytest.mark.django_db
def test_invented_accounts_are_for_this_machine_only() -> None:
    told = list(lines.add_invented())
    assert sum(line.startswith("probeer-") for line in told) == len(CLOSED["role"]) == 12
    assert all(line.startswith("Er al") for line in list(lines.add_invented())[2:])
    check_may_serve("127.0.0.1")
    with pytest.raises(NotReady, match="verzonnen accounts"):
        check_may_serve(EVERYWHERE)
    assert sign_in.check_accounts({}).state is State.GOOD
    elsewhere = {"ZICHTLIJN_HOSTS": "desk.example"}
    assert "12 verzonnen account(s)" in sign_in.check_accounts(elsewhere).said
    assert sign_in.check_address(elsewhere).state is State.WRONG
    assert sign_in.check_address({**elsewhere, "ZICHTLIJN_HTTPS": "ja"}).state is State.GOOD


@pytest.mark.django_db
def test_an_account_that_lost_its_second_factor_is_named_by_doctor(analyst: Person) -> None:
    assert sign_in.check_accounts({}).state is State.GOOD
    account = Account.objects.get(name=analyst.name)
    account.last_login = account.made_at
    account.save()
    assert sign_in.check_accounts({}).state is State.GOOD
    factors.remove_all(account)
    found = sign_in.check_accounts({})
    assert (found.state, found.said) == (State.WRONG, "Zonder tweede stap: noor.analist.")


def test_a_session_that_is_kept_otherwise_is_named_by_doctor(settings: LazySettings) -> None:
    assert sign_in.check_sessions(settings).state is State.GOOD
    settings.SESSION_COOKIE_AGE = 9 * 60 * 60
    assert "hooguit acht uur" in sign_in.check_sessions(settings).said
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    assert "aan de server" in sign_in.check_sessions(settings).said


@pytest.mark.parametrize(
    ("organisation", "vendor", "may"),
    [("Gemeente Oeverdam", "sqlite", True), ("Oeverdam; Heidewijk", "sqlite", False),
     ("Oeverdam; Heidewijk", "postgresql", True), ("Oeverdam;", "sqlite", True)],
)  # fmt: skip
def test_sqlite_serves_one_organisation(organisation: str, vendor: str, may: bool) -> None:
    if may:
        check_one_organisation(organisation, vendor=vendor)
        return
    with pytest.raises(NotReady, match="Kies er één"):
        check_one_organisation(organisation, vendor=vendor)


def test_a_second_organisation_is_refused_at_start(tmp_path: Path) -> None:
    ended = _run(
        tmp_path, "--port", "0", name="serve", ZICHTLIJN_ORGANISATION="Oeverdam; Heidewijk"
    )
    assert ended.returncode == 1
    assert "2 organisaties" in ended.stderr


@pytest.mark.parametrize(
    ("more", "told"),
    [({}, "geen geheim en geen sleutel"),
     ({"ZICHTLIJN_OIDC_SECRET_FILE": "/nergens"}, "tweede stap"),
     ({"ZICHTLIJN_OIDC_SECRET_FILE": "/nergens", "ZICHTLIJN_OIDC_AMR": "mfa"}, "")],
)  # fmt: skip
def test_half_a_connection_to_a_provider_is_refused_at_start(
    more: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    issuer = {"ZICHTLIJN_OIDC_ISSUER": "https://inlog.example"}
    if not told:
        assert sign_in.check_sign_in(issuer).state is State.GOOD
        return
    with pytest.raises(NotReady, match=told):
        check_provider()
    assert sign_in.check_sign_in(issuer).state is State.WRONG
