"""Two worlds that differ only in what somebody may not see look the same to him, byte by byte."""

# seeded choices, no secret
# ruff: noqa: S311

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from tests.privacy.town import NOW, TODAY, enter, hold, set_table, work

from zichtlijn.audit.declaring import find_declared
from zichtlijn.desk import door
from zichtlijn.desk.accounts import gate
from zichtlijn.persons import models
from zichtlijn.persons.operations import write_record
from zichtlijn.persons.terms import Identity
from zichtlijn.privacy.models import Membership, Scope, ShownSubjects
from zichtlijn.privacy.operations.emergencies import open_emergency
from zichtlijn.privacy.operations.proposals import propose
from zichtlijn.privacy.queries.scopes import fetch_grants
from zichtlijn.privacy.terms.asking import Asker
from zichtlijn.privacy.terms.proposals import Second

_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
_PRINTED = re.compile(rb"(Gemaakt op )[^<]*?( met Zichtlijn)")
"""What differs by itself: the token of a form, and the minute at which a page is printed."""

_NOWHERE = "0" * 32
_FIRST = ("Sanne", "Yusuf", "Femke", "Rachid", "Jan", "Soraya", "Wiebe", "Agnieszka")
_LAST = ("Bakker", "Demir", "de Boer", "El Amrani", "Kowalski", "Sital", "Hoekstra", "Visser")
_CHILD_SAFE = date(2001, 5, 17)


@pytest.fixture
def browser(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[Asker, str], Client]:
    """The browser of somebody who opened a table, at a moment that stands still."""

    def let_in(self: gate.GateMiddleware, request: HttpRequest) -> object:
        account = request.headers["X-Account"]
        grants = fetch_grants(account, moment=NOW)
        door.let_in(request, door.Reader(door.Standing.SIGNED_IN, account, grants))
        return self.get_response(request)

    monkeypatch.setattr(gate.GateMiddleware, "__call__", let_in)
    monkeypatch.setattr(door, "read_clock", lambda: NOW)

    def open_browser(asker: Asker, opening: str) -> Client:
        opened = Client(headers={"X-Account": asker.account})
        session = opened.session
        session[door.OPENING] = opening
        session.save()
        return opened

    return open_browser


def _write(asker: Asker, table: Scope, rng: Random) -> str:
    identity = Identity(
        f"{rng.choice(_FIRST)} {rng.choice(_LAST)}",
        _CHILD_SAFE + timedelta(days=rng.randrange(900)),
        "",
    )
    return write_record(identity, scope=str(table), access=work(asker, table)).code


class Hidden:
    """What the asker may not see, and every way in which this town changes it."""

    def __init__(self, table: Scope, insider: Asker, rng: Random) -> None:
        self.elsewhere = hold("neighbourhood_officer")
        self.others = [set_table(self.elsewhere) for _ in range(3)]
        self.table, self.insider, self.rng = table, insider, rng
        self.secret = [_write(insider, table, rng) for _ in range(3)]
        models.IdentityRecord.objects.filter(pk__in=self.secret).update(contested=True)

    def change(self) -> str:
        way = self.rng.choice(
            [
                self._write,
                self._destroy,
                self._rename,
                self._grow,
                self._seat,
                self._propose,
                self._break,
                self._move,
            ]
        )
        way()
        return way.__name__

    def _write(self) -> None:
        self.others.append(set_table(self.elsewhere))
        _write(self.elsewhere, self.rng.choice(self.others), self.rng)

    def _destroy(self) -> None:
        elsewhere = models.IdentityRecord.objects.exclude(scope=str(self.table))
        found = elsewhere.first()
        if found is not None:
            found.delete()

    def _rename(self) -> None:
        row = models.IdentityVersion.objects.filter(record_id=self.rng.choice(self.secret))
        row.update(written_by_role=self.rng.choice(("youth_worker", "process_director")))

    def _grow(self) -> None:
        one = self.rng.choice(self.secret)
        models.IdentityRecord.objects.filter(pk=one).update(
            age_band=self.rng.choice(("12_15", "16_plus", "unknown")),
            destroy_on=TODAY + timedelta(days=self.rng.randrange(100, 300)),
        )

    def _seat(self) -> None:
        newcomer = hold("process_director")
        until = TODAY + timedelta(days=30)
        Membership.objects.create(
            scope=self.rng.choice(self.others), until=until, **newcomer._asdict()
        )

    def _propose(self) -> None:
        access = enter(self.elsewhere)
        propose("elders.iets", "x", reason="elders", second=Second.OTHER_ROLE, access=access)

    def _break(self) -> None:
        access = enter(hold("neighbourhood_officer"))
        other = self.rng.choice(self.others)
        open_emergency(
            other.code, purpose=other.purpose, reason="gevaar op een andere plek", access=access
        )

    def _move(self) -> None:
        other = self.rng.choice(self.others)
        Scope.objects.filter(pk=other.pk).update(title=f"Plek {self.rng.randrange(10_000)}")


def _list_addresses(ids: list[str]) -> list[str]:
    """Every address that declares that it reads people, for ids seen, hidden and not there at all."""
    found = set()
    for name, wanted in _list_people_pages(get_resolver().url_patterns):
        for one in (*ids, 1):
            with suppress(NoReverseMatch):
                found.add(reverse(name, kwargs=dict.fromkeys(wanted, one)))
    return sorted(found)


def _list_people_pages(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, list[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _list_people_pages(pattern.url_patterns, below)
        elif find_declared(pattern.callback):
            yield f"{space}{pattern.name}", list(pattern.pattern.converters)


def _look(browser: Client, address: str) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    ShownSubjects.objects.all().delete()
    answer = browser.get(address)
    headers = tuple(sorted((k, v) for k, v in answer.headers.items() if k != "Content-Length"))
    shown = _PRINTED.sub(rb"\1\2", _TOKEN.sub(rb"\1", answer.content))
    return answer.status_code, shown, headers


@pytest.mark.parametrize(
    "pairs", [150, pytest.param(2_000, marks=pytest.mark.night)], ids=["by day", "at night"]
)
def test_what_may_not_be_seen_changes_not_one_byte(
    browser: Callable[[Asker, str], Client], pairs: int
) -> None:
    rng = Random(20261122)
    officer, insider = hold("neighbourhood_officer"), hold("process_director")
    table = set_table(officer, insider, gate="step_3")
    shared = [_write(officer, table, rng) for _ in range(3)]
    hidden = Hidden(table, insider, rng)
    elsewhere = _write(hidden.elsewhere, hidden.others[0], rng)
    looker = browser(officer, work(officer, table).opening)
    addresses = _list_addresses([shared[0], hidden.secret[0], elsewhere, _NOWHERE])
    before = {address: _look(looker, address) for address in addresses}
    seen = [address for address, (status, _, _) in before.items() if status == 200]
    differ = list(_find_told_apart(before, hidden.secret[0], elsewhere))
    ways: set[str] = set()
    for pair in range(pairs):
        way = hidden.change()
        ways.add(way)
        address = addresses[pair % len(addresses)] if pair % 2 else rng.choice(seen)
        if _look(looker, address) != before[address]:
            differ.append(f"{way}: {address}")
    print(
        f"{len(differ)} of {pairs} pairs differ, {len(addresses)} addresses, {len(seen)} open, {len(ways)} ways"
    )
    assert len(seen) >= 3
    assert len(ways) == 8
    assert differ == []


def _find_told_apart(before: dict[str, object], *hidden: str) -> Iterator[str]:
    """What is there but hidden answers as what is not there, but for the number that was asked."""
    for address, answer in before.items():
        for one in hidden:
            if one in address and repr(answer).replace(one, _NOWHERE) != repr(
                before[address.replace(one, _NOWHERE)]
            ):
                yield f"told apart: {address}"


def test_a_change_that_may_be_seen_is_seen(browser: Callable[[Asker, str], Client]) -> None:
    """The comparison is not blind: the same look tells two worlds apart when it may."""
    rng = Random(1)
    officer = hold("neighbourhood_officer")
    table = set_table(officer, gate="step_3")
    _write(officer, table, rng)
    looker = browser(officer, work(officer, table).opening)
    before = _look(looker, reverse("persons:index"))
    _write(officer, table, rng)
    assert _look(looker, reverse("persons:index")) != before
