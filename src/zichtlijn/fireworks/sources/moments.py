"""Moments to the microsecond, as seconds or as ISO 8601, in and out in the same form."""

from enum import StrEnum

import polars as pl

MOST_SECONDS = 1e10
"""Further from zero no clock of a receiver counts: the year 2286."""

_MOMENT = r"^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?"
_ZONED = _MOMENT + r"(?:([Zz])|([+-]\d{2}):?(\d{2}))$"
_BARE = _MOMENT + r"$"


class Clock(StrEnum):
    """How a file writes its moments."""

    SECONDS = "seconds"
    ISO = "iso"


def choose_clock(texts: pl.Series) -> Clock:
    """Return how most of these texts are written.

    >>> str(choose_clock(pl.Series(["0.25", "1e3", "2026-12-31T23:59:59Z"])))
    'seconds'
    """
    numbers = texts.cast(pl.Float64, strict=False).is_not_null().sum()
    return Clock.SECONDS if 2 * numbers >= len(texts) - texts.null_count() else Clock.ISO


def read_moment(column: str, *, clock: Clock, timezone: str | None) -> pl.Expr:
    """Return Int64 microseconds, since 1970 in UTC or the file's own zero; null if unreadable.

    A time without zone is in `timezone`; where the clock showed it twice, the first.
    """
    if clock is Clock.SECONDS:
        seconds = pl.col(column).cast(pl.Float64, strict=False)
        fits = seconds.is_finite() & (seconds.abs() <= MOST_SECONDS)
        return pl.when(fits).then((seconds * 1e6).round()).cast(pl.Int64, strict=False)
    zoned = pl.col(column).str.extract_groups(_ZONED).struct
    east = zoned.field("5").fill_null("+00")
    minutes = zoned.field("6").fill_null("00").cast(pl.Int64)
    sign = pl.when(east.str.starts_with("-")).then(-1).otherwise(1)
    offset_us = (east.cast(pl.Int64) * 60 + sign * minutes) * 60_000_000
    from_zoned = _count(zoned, zone="UTC") - offset_us
    if timezone is None:
        return from_zoned
    bare = pl.col(column).str.extract_groups(_BARE).struct
    return pl.coalesce(from_zoned, _count(bare, zone=timezone))


def write_moments(frame: pl.DataFrame, *, column: str, clock: Clock) -> pl.Series:
    """Return microseconds as texts in the form of the file they came from.

    >>> at = pl.DataFrame({"at": [1_798_761_599_123_456]})
    >>> write_moments(at, column="at", clock=Clock.ISO).to_list()
    ['2026-12-31T23:59:59.123456Z']
    >>> write_moments(at, column="at", clock=Clock.SECONDS).to_list()
    ['1798761599.123456']
    """
    if clock is Clock.ISO:
        moment = pl.from_epoch(pl.col(column), time_unit="us")
        return frame.select(moment.dt.to_string("%Y-%m-%dT%H:%M:%S%.6fZ")).to_series()
    sign = pl.when(pl.col(column) < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    size = pl.col(column).abs()
    fraction = (size % 1_000_000).cast(pl.String).str.zfill(6)
    return frame.select(pl.format("{}{}.{}", sign, size // 1_000_000, fraction)).to_series()


def _count(parts: pl.expr.struct.ExprStructNameSpace, *, zone: str) -> pl.Expr:
    """Return microseconds since 1970 of a day, a time of day and a fraction in a zone."""
    moment = pl.concat_str(parts.field("1"), pl.lit("T"), parts.field("2"))
    local = moment.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="us")
    there = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    fraction = parts.field("3").str.slice(0, 6).str.pad_end(6, "0").cast(pl.Int64).fill_null(0)
    return there.dt.timestamp("us") + fraction
