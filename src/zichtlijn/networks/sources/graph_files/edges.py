"""What every form of graph is read into: who stood beside whom, how heavily, and when."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from zichtlijn.kernel.files.judging import Rule, judge
from zichtlijn.kernel.files.terms import InputFile
from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.sources.moments import read_moments
from zichtlijn.networks.sources.observation_checks import LONGEST_VALUE, list_moment_rules

EDGES = ColumnContract(
    "EDGES",
    {
        "source": pl.String,
        "target": pl.String,
        "weight": pl.Float64,  # 1 where the file gives none
        "at": pl.Datetime("us"),  # UTC; null where the file gives no time
        "on": pl.Date,  # the day as written
    },
)
"""One row for each time that two people are put together."""

RAW_EDGES = ColumnContract(
    "RAW_EDGES",
    {
        "line": pl.Int64,
        "source": pl.String,
        "target": pl.String,
        "weight": pl.String,
        "time": pl.String,
    },
)
"""Edges as the file has them, nothing interpreted; null where absent."""

UNIX_TIME_FROM = 10**8
LAST_UNIX_TIME = 4_102_444_800  # the year 2100
MOST_DAYS = 100_000

_NUMBER = r"^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"


@dataclass(frozen=True)
class Graph:
    """People and the edges between them; also people without one."""

    people: pl.Series  # String, each once, in text order
    edges: pl.DataFrame  # EDGES


@dataclass(frozen=True)
class GraphDelivery:
    """What a file with a graph brought."""

    graph: Graph
    rejected: pl.DataFrame  # REJECTED
    file: InputFile


RawEdge = tuple[int, str | None, str | None, str | None, str | None]
"""A row of RAW_EDGES."""


def spread_edge(
    line: int, ends: tuple[str | None, str | None], *, weight: str | None, times: list[str]
) -> list[RawEdge]:
    """Return a raw edge for each time, each with a part of the weight; one where none is known.

    >>> spread_edge(7, ("a", "b"), weight="3", times=["2026-01-30", "2026-01-31"])[1]
    (7, 'a', 'b', '1.5', '2026-01-31')
    """
    if not times:
        return [(line, *ends, weight, None)]
    part = _divide(weight, len(times))
    return [(line, *ends, part, time) for time in times]


def _divide(weight: str | None, number: int) -> str | None:
    """Return a part of the weight as text; what is no number stays, to be refused later."""
    try:
        return repr(float(weight) / number) if weight else None
    except ValueError:
        return weight


def judge_edges(
    raw: pl.DataFrame,
    *,
    lone_people: list[str],
    broken: pl.DataFrame,
    file: InputFile,
    today: date,
    timezone: str | None,
    first_day: date,
) -> GraphDelivery:
    """Hold RAW_EDGES against what an edge is, and read what they say.

    A time is ISO 8601, or a number: Unix seconds above 10^8, else days after `first_day`
    (phases, rounds). `lone_people` are those whom the file names beside its edges.
    """
    judged = judge(
        _interpret(raw, timezone=timezone, first_day=first_day), rules=_list_rules(today=today)
    )
    edges = EDGES.keep(judged.kept.with_columns(weight=pl.col("weight_read").fill_null(1.0)))
    named = pl.concat([edges["source"], edges["target"], pl.Series(lone_people, dtype=pl.String)])
    people = named.unique().sort().alias("person")
    return GraphDelivery(
        Graph(people, edges), pl.concat([broken, judged.rejected]).sort("line"), file
    )


def _interpret(raw: pl.DataFrame, *, timezone: str | None, first_day: date) -> pl.DataFrame:
    moments = read_moments("time", timezone=timezone)
    number = pl.when(pl.col("time").str.contains(_NUMBER)).then(
        pl.col("time").cast(pl.Float64, strict=False)
    )
    counted = (
        pl.when(number.is_between(UNIX_TIME_FROM, LAST_UNIX_TIME))
        .then(pl.lit(0).cast(pl.Datetime("us")) + _last(number))
        .when(number.is_between(0, MOST_DAYS))
        .then(pl.lit(first_day).cast(pl.Datetime("us")) + _last(number * 86_400))
    )
    is_number = number.is_not_null()
    return raw.with_columns(
        at=pl.when(is_number).then(counted).otherwise(moments.at),
        on=pl.when(is_number).then(counted.dt.date()).otherwise(moments.on),
        lacks_zone=moments.lacks_zone,
        is_skipped=moments.is_skipped,
        weight_read=pl.col("weight").cast(pl.Float64, strict=False),
    )


def _last(seconds: pl.Expr) -> pl.Expr:
    return pl.duration(microseconds=(seconds * 1e6).round().cast(pl.Int64, strict=False))


def _list_rules(*, today: date) -> list[Rule]:
    ends = ("source", "target")
    return [
        *(Rule(end, pl.col(end).is_null(), f"De kolom {end} mag niet leeg zijn.") for end in ends),
        *(
            Rule(
                end,
                pl.col(end).str.len_chars() > LONGEST_VALUE,
                f"De kolom {end} heeft meer dan {LONGEST_VALUE} tekens.",
            )
            for end in ends
        ),
        Rule(
            "target",
            pl.col("source") == pl.col("target"),
            "Deze verbinding loopt van iemand naar zichzelf.",
        ),
        Rule(
            "weight",
            ~pl.col("weight").str.contains(_NUMBER) | ~pl.col("weight_read").is_between(0, 1e15),
            "Het gewicht is een getal van 0 of meer, met een punt.",
        ),
        *list_moment_rules("time", today=today),
    ]
