"""What the screens of persons are tested with: browsers of people who sit at a table."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client
from tests.persons.table import Table, sit_down
from tests.privacy.town import NOW

from zichtlijn.audit.access import Access
from zichtlijn.desk import door
from zichtlijn.desk.accounts import gate
from zichtlijn.privacy.queries.scopes import fetch_grants


@pytest.fixture
def table(db: None) -> Table:
    """A table at step 3 with people of three organisations."""
    return sit_down()


@pytest.fixture
def browse(monkeypatch: pytest.MonkeyPatch) -> Callable[[Access], Client]:
    """Make a browser in which somebody has signed in and opened the table; the gate is another test's."""

    def let_in(self: gate.GateMiddleware, request: HttpRequest) -> object:
        account = request.headers.get("X-Account", "")
        grants = fetch_grants(account, moment=NOW)
        reader = door.Reader(door.Standing.SIGNED_IN, account, grants) if account else door.EXAMPLE
        door.let_in(request, reader)
        return self.get_response(request)

    monkeypatch.setattr(gate.GateMiddleware, "__call__", let_in)
    monkeypatch.setattr(door, "read_clock", lambda: NOW)

    def open_browser(access: Access) -> Client:
        browser = Client(headers={"X-Account": access.reader})
        session = browser.session
        session[door.OPENING] = access.opening
        session.save()
        return browser

    return open_browser
