"""Browsers of people of the town hall; how they signed in is another test's."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client
from tests.privacy.town import NOW

from zichtlijn.desk import door
from zichtlijn.desk.accounts import gate
from zichtlijn.privacy.queries.scopes import fetch_grants
from zichtlijn.privacy.terms.asking import Asker

Browse = Callable[[Asker], Client]


@pytest.fixture
def browse(db: None, monkeypatch: pytest.MonkeyPatch) -> Browse:
    """Make the browser of somebody who signed in, at a moment that stands still."""

    def let_in(self: gate.GateMiddleware, request: HttpRequest) -> object:
        account = request.headers.get("X-Account", "")
        grants = fetch_grants(account, moment=NOW)
        signed_in = door.Reader(door.Standing.SIGNED_IN, account, grants)
        door.let_in(request, signed_in if account else door.EXAMPLE)
        return self.get_response(request)

    monkeypatch.setattr(gate.GateMiddleware, "__call__", let_in)
    monkeypatch.setattr(door, "read_clock", lambda: NOW)
    return lambda asker: Client(headers={"X-Account": asker.account})
