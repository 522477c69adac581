"""Moments go in and come out to the microsecond, in the form of the file."""

from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.sources.moments import Clock, choose_clock, read_moment, write_moments

LAST_SECOND_US = 1_798_761_599_123_456


def _read(text: str, *, clock: Clock = Clock.ISO, timezone: str | None = None) -> int | None:
    frame = pl.DataFrame({"t": [text]})
    return frame.select(read_moment("t", clock=clock, timezone=timezone)).item()


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31T23:59:59.123456Z",
        "2026-12-31 23:59:59.123456z",
        "2027-01-01T00:59:59.123456+01:00",
        "2026-12-31T18:29:59,123456-0530",
        "2026-12-31T23:59:59.123456789Z",
    ],
)
def test_the_last_second_of_the_year_is_read_in_every_way(text: str) -> None:
    assert _read(text) == LAST_SECOND_US


def test_a_time_without_zone_needs_one() -> None:
    assert _read("2027-01-01T00:59:59.123456") is None
    assert _read("2027-01-01T00:59:59.123456", timezone="Europe/Amsterdam") == LAST_SECOND_US
    assert _read("2026-03-29T02:30:00", timezone="Europe/Amsterdam") is None, "skipped that night"


@pytest.mark.parametrize(
    "text", ["gisteren", "2026-13-01T00:00:00Z", "2026-01-01", "12:00:00Z", ""]
)
def test_what_is_no_moment_is_not_guessed(text: str) -> None:
    assert _read(text) is None


@pytest.mark.parametrize("text", ["inf", "nan", "1e30", "1.2.3"])
def test_what_are_no_seconds_are_not_guessed(text: str) -> None:
    assert _read(text, clock=Clock.SECONDS) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(-(10**15), 4 * 10**15))
def test_what_is_written_is_read_back(at_us: int) -> None:
    for clock in Clock:
        text = write_moments(pl.DataFrame({"at": [at_us]}), column="at", clock=clock)[0]
        assert _read(text, clock=clock) == at_us


@settings(max_examples=60, deadline=None)
@given(st.datetimes(datetime(1980, 1, 1), datetime(2080, 1, 1)))
def test_the_calendar_agrees_with_pythons(moment: datetime) -> None:
    known = moment.replace(tzinfo=UTC)
    since = known - datetime(1970, 1, 1, tzinfo=UTC)
    expected = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    assert _read(known.isoformat()) == expected


def test_the_form_of_most_decides() -> None:
    assert choose_clock(pl.Series(["1", "2.5", "x"])) is Clock.SECONDS
    assert choose_clock(pl.Series(["2026-12-31T23:59:59Z", "x", None])) is Clock.ISO
