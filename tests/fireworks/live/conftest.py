"""An asker, and a bang to ask about."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks import models
from zichtlijn.fireworks.terms import Stage


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def access(moment: datetime) -> Access:
    return Access(
        reader="handhaver-1",
        organisation="Gemeente Oeverdam",
        role="handhaver",
        purpose="preventie",
        legal_ground="AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172",
        scope="bangs",
        moment=moment,
        trace_id="0" * 32,
    )


@pytest.fixture
def bang(db: None, moment: datetime) -> models.Bang:
    return models.Bang.objects.create(
        moment=moment,
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
