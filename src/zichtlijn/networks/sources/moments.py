"""Days and moments as observers write them: ISO 8601, read without guessing."""

from typing import NamedTuple

import polars as pl

FIRST_YEAR = 1900

_DAY = r"(\d{4}-\d{2}-\d{2})"
_CLOCK = r"((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?"
_OFFSET = r"(?:([Zz])|([+-])(0\d|1[0-4])(?::?([0-5]\d))?)?"
_MOMENT = rf"^{_DAY}(?:[Tt ]{_CLOCK}{_OFFSET})?$"


class Moments(NamedTuple):
    """Expressions over one column of texts."""

    at: pl.Expr  # Datetime us, UTC without zone; a bare day is its midnight; null where unreadable
    on: pl.Expr  # Date, the day as written; null where unreadable
    lacks_zone: pl.Expr  # Boolean: a time of day, and nothing tells in which zone
    is_skipped: pl.Expr  # Boolean: the clock never showed this time, it went forward that night


def read_moments(column: str, *, timezone: str | None) -> Moments:
    """Read a column of ISO 8601 days and times in the extended form.

    A time without zone is in `timezone`; where the clock showed it twice, the first. The
    fraction of a second is cut at microseconds.

    >>> at, on, *_ = read_moments("seen", timezone="Europe/Amsterdam")
    >>> seen = pl.DataFrame({"seen": ["2026-01-31", "2026-01-31 00:30", "31-1-2026"]})
    >>> seen.select(at.alias("at"), on.alias("on")).rows()
    [(datetime.datetime(2026, 1, 31, 0, 0), datetime.date(2026, 1, 31)),
     (datetime.datetime(2026, 1, 30, 23, 30), datetime.date(2026, 1, 31)),
     (None, None)]
    """
    parts = pl.col(column).str.extract_groups(_MOMENT).struct
    day, minute, second, fraction, utc, sign, hours, minutes = (
        parts.field(str(number)) for number in range(1, 9)
    )
    on = day.str.to_date("%Y-%m-%d", strict=False)
    has_clock = minute.is_not_null()
    has_offset = utc.is_not_null() | sign.is_not_null()
    written = _as_written(on, minute=minute, second=second, fraction=fraction)
    east = pl.when(sign == "-").then(-1).otherwise(1) * (
        hours.cast(pl.Int64).fill_null(0) * 60 + minutes.cast(pl.Int64).fill_null(0)
    )
    from_offset = written - pl.duration(minutes=east)
    from_zone = _in_utc(written, timezone=timezone) if timezone else pl.lit(None, pl.Datetime("us"))
    at = (
        pl.when(~has_clock)
        .then(on.cast(pl.Datetime("us")))
        .when(has_offset)
        .then(from_offset)
        .otherwise(from_zone)
    )
    lacks = has_clock & ~has_offset & on.is_not_null()
    if timezone is None:
        return Moments(at, on, lacks, pl.lit(value=False))
    return Moments(at, on, pl.lit(value=False), lacks & from_zone.is_null())


def _as_written(on: pl.Expr, *, minute: pl.Expr, second: pl.Expr, fraction: pl.Expr) -> pl.Expr:
    return on.cast(pl.Datetime("us")) + pl.duration(
        hours=minute.str.slice(0, 2).cast(pl.Int64),
        minutes=minute.str.slice(3, 2).cast(pl.Int64),
        seconds=second.cast(pl.Int64).fill_null(0),
        microseconds=fraction.str.slice(0, 6).str.pad_end(6, "0").cast(pl.Int64).fill_null(0),
    )


def _in_utc(written: pl.Expr, *, timezone: str) -> pl.Expr:
    return (
        written.dt.replace_time_zone(timezone, ambiguous="earliest", non_existent="null")
        .dt.convert_time_zone("UTC")
        .dt.replace_time_zone(None)
    )


def write_moments(frame: pl.DataFrame, *, at: str, on: str) -> pl.Series:
    """Return ISO 8601 texts from which `read_moments` reads the same moments and days.

    UTC with Z, or, where the observer's day was another than that of UTC, the smallest whole
    offset that gives it.

    >>> from datetime import date, datetime
    >>> seen = pl.DataFrame({"at": [datetime(2026, 1, 30, 23, 30)], "on": [date(2026, 1, 31)]})
    >>> write_moments(seen, at="at", on="on").to_list()
    ['2026-01-31T00:30:00+01:00']
    """
    moment, day = pl.col(at), pl.col(on).cast(pl.Datetime("us"))
    early = (day - moment).dt.total_microseconds()  # before the day began in UTC
    late = (moment - (day + pl.duration(days=1))).dt.total_microseconds() + 1
    hours = (
        pl.when(early > 0)
        .then((early / _HOUR).ceil())
        .when(late > 0)
        .then(-(late / _HOUR).ceil())
        .otherwise(0)
        .cast(pl.Int64)
    )
    local = (moment + pl.duration(hours=hours)).dt.to_string("%Y-%m-%dT%H:%M:%S%.f")
    sign = pl.when(hours < 0).then(pl.lit("-")).otherwise(pl.lit("+"))
    offset = pl.format("{}{}:00", sign, hours.abs().cast(pl.String).str.zfill(2))
    zone = pl.when(hours == 0).then(pl.lit("Z")).otherwise(offset)
    return frame.select(pl.concat_str(local, zone)).to_series()


_HOUR = 3_600_000_000


def write_days_or_moments(frame: pl.DataFrame, *, at: str, on: str) -> pl.Series:
    """Return bare days where every moment is the midnight of its day, else `write_moments`."""
    is_midnight = pl.col(at) == pl.col(on).cast(pl.Datetime("us"))
    if frame.select(is_midnight.all()).item():
        return frame.select(pl.col(on).dt.to_string("%Y-%m-%d")).to_series()
    return write_moments(frame, at=at, on=on)
