"""The invented nights as the demo puts them in place, and a reader."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.commands.preparing import prepare_night
from zichtlijn.fireworks.views import patterns
from zichtlijn.fireworks.views.noticeboard import Noticeboard

LOOKED_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def access() -> Access:
    return Access(
        reader="K. Visser",
        organisation="gemeente Oeverdam",
        role="enforcement_officer",
        purpose="deployment",
        legal_ground="Gemeentewet 172",
        scope="bangs",
        moment=LOOKED_AT,
        trace_id="0" * 32,
    )


@pytest.fixture(autouse=True)
def bare_noticeboard(monkeypatch: pytest.MonkeyPatch) -> Noticeboard:
    """What everyone may see is counted anew in every test."""
    bare = Noticeboard()
    monkeypatch.setattr(patterns, "NOTICEBOARD", bare)
    return bare


@pytest.fixture
def nights(db: None, access: Access) -> None:
    assert list(prepare_night(access=access))[-1].startswith("Klaargezet")


@pytest.fixture
def reader(nights: None) -> Client:
    """A browser at the example desk of this machine."""
    return Client(HTTP_HOST="127.0.0.1")


def text_of(page: str) -> str:
    """Return what a reader reads: no tags, no runs of spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
