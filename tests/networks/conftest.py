"""What the tests of this room may ask for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from django.db import DatabaseError

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.networks.operations import Arrival, import_delivery
from zichtlijn.networks.terms import PRESENCES, DeliveryKind

Row = tuple[str, date, str, str, str, str | None]


@pytest.fixture
def access() -> Access:
    return Access(
        reader="M. de Boer",
        organisation="gemeente Oeverdam",
        role="informatieanalist",
        purpose="vroegsignalering",
        legal_ground="AVG artikel 6 lid 1 onder e",
        scope="test",
        moment=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        trace_id="0" * 32,
    )


@pytest.fixture
def other_purpose(access: Access) -> Access:
    return replace(access, purpose="preventie")


@pytest.fixture
def failing_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(LogLine.objects, "create", refuse)


@pytest.fixture
def make_presences() -> Callable[[list[Row]], pl.DataFrame]:
    """Rows of (observation, day, person, source, part, place) as PRESENCES."""

    def make(rows: list[Row]) -> pl.DataFrame:
        full = [
            (o, datetime(d.year, d.month, d.day, 20), d, person, source, part, place, None, 0.75)
            for o, d, person, source, part, place in rows
        ]
        return pl.DataFrame(full, schema=dict(PRESENCES.columns), orient="row")

    return make


@pytest.fixture
def three_on_a_bench(make_presences: Callable[[list[Row]], pl.DataFrame]) -> pl.DataFrame:
    """Ana and Bo twice by two sources, Cem once beside them, a witness who is nobody's company."""
    monday, friday = date(2026, 11, 2), date(2026, 11, 6)
    return make_presences(
        [
            ("w1", monday, "ana", "jongerenwerk", "present", "Kolkplein"),
            ("w1", monday, "bo", "jongerenwerk", "calming", "Kolkplein"),
            ("w1", monday, "cem", "jongerenwerk", "present", "Kolkplein"),
            ("w2", friday, "ana", "wijkagent", "present", "Skatebaan"),
            ("w2", friday, "bo", "wijkagent", "active", "Skatebaan"),
            ("w2", friday, "dia", "wijkagent", "witness", "Skatebaan"),
        ]
    )


@pytest.fixture
def arrival(access: Access) -> Arrival:
    return Arrival(
        kind=DeliveryKind.UPLOAD,
        title="bankje",
        file_name="bankje.csv",
        sha256="a" * 64,
        expires_on=access.moment.date() + timedelta(days=90),
    )


@pytest.fixture
def delivery(db: None, three_on_a_bench: pl.DataFrame, arrival: Arrival, access: Access) -> int:
    return import_delivery(three_on_a_bench, arrival=arrival, access=access)
