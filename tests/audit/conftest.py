"""What the tests of the log may ask for."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine


@pytest.fixture
def access() -> Access:
    return Access(
        reader="lokale gebruiker",
        organisation="gemeente Oeverdam",
        role="informatieanalist",
        purpose="vroegsignalering",
        legal_ground="AVG artikel 6 lid 1 onder e",
        scope="dataset:3",
        moment=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        trace_id="0123456789abcdef" * 2,
    )


@pytest.fixture
def failing_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(LogLine.objects, "create", refuse)
