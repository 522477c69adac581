"""An asker, a bang to report, and a log that fails."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks.models import Bang
from zichtlijn.fireworks.terms import Stage

MIDNIGHT = datetime(2026, 12, 31, 23, 0, 20, tzinfo=UTC)


@pytest.fixture
def access() -> Access:
    return Access(
        reader="analist-1",
        organisation="Gemeente Oeverdam",
        role="analyst",
        purpose="deployment",
        legal_ground="Gemeentewet 172",
        scope="bangs",
        moment=datetime(2027, 1, 1, 9, 0, tzinfo=UTC),
        trace_id="0" * 32,
    )


@pytest.fixture
def bang(db: None) -> Bang:
    return Bang.objects.create(
        moment=MIDNIGHT,
        x=155_012.3,
        y=463_487.9,
        sd_major_m=4.0,
        sd_minor_m=2.5,
        angle_deg=30.0,
        receivers=7,
        score=31.0,
        level_at_10m=128.0,
        stage=Stage.FINAL,
        version=1,
    )


@pytest.fixture
def failing_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(LogLine.objects, "create", refuse)
