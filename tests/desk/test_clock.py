"""The moment of every deed is told as the clock on a Dutch wall tells it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from zichtlijn.desk.clock import read_clock


def test_just_after_a_dutch_midnight_it_is_the_new_day(monkeypatch: pytest.MonkeyPatch) -> None:
    night = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Oeverdam
    monkeypatch.setattr(timezone, "now", lambda: night)
    assert read_clock() == night
    assert read_clock().date().isoformat() == "2026-07-01"


def test_it_is_the_clock_of_now() -> None:
    wall = datetime.now(ZoneInfo("Europe/Amsterdam"))  # noqa: TID251 - beside the one place
    assert abs(read_clock() - wall) < timedelta(seconds=5)
    assert read_clock().utcoffset() == wall.utcoffset()
