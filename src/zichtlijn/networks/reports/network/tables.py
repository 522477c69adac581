"""What is left without a source, and the signals about groups."""

from datetime import date
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _

from zichtlijn.networks.reports.address import Address
from zichtlijn.networks.reports.marks import (
    Ticks,
    draw_ticks,
)
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.spoken import say_again
from zichtlijn.networks.reports.words import (
    say_number,
    say_share,
    say_short_day,
)


class WithoutRow(NamedTuple):
    """What is left without one source."""

    source: str
    share: str
    ties: str
    repeated: str
    validated: str
    groups: str


class SignalRow(NamedTuple):
    """One signal about a group."""

    what: str
    sentence: str
    ticks: Ticks
    why: str


def list_without_source(scene: Scene) -> tuple[WithoutRow, ...]:
    """Return what is left of ties and groups without each source, by name of the source."""
    counts = scene.figures.ties
    total = counts.seen_once + counts.repeated + counts.validated
    agreement = scene.figures.leave_one_source_out or {}
    return tuple(
        WithoutRow(
            source,
            say_share(scene.figures.sources.get(source, 0.0)),
            _of(ties, total),
            _of(repeated + validated, counts.repeated + counts.validated),
            _of(validated, counts.validated),
            _say_agreement(agreement.get(source)),
        )
        for source, ties, repeated, validated in scene.without_source.iter_rows()
    )


def list_signals(scene: Scene, *, address: Address) -> tuple[SignalRow, ...]:
    """Return the signals of the window, newest first, then by name."""
    sources = dict(scene.observations.select("observation_id", "source").iter_rows())
    rows = []
    inside = scene.signals.with_row_index("number").filter(
        pl.col("window_end").is_between(scene.window.start, _end_of_analysis_window(scene))
    )
    for row in inside.sort(["window_end", "group"], descending=[True, False]).iter_rows(named=True):
        by = [sources[code] for code in row["observation_ids"].split(";") if code in sources]
        rows.append(
            SignalRow(
                _("%(group)s, venster tot en met %(day)s")
                % {
                    "group": scene.names.get(row["group"], row["group"]),
                    "day": say_short_day(row["window_end"]),
                },
                say_again(row["explanation"]),
                draw_ticks(by),
                address.of("networks:signal", signal=row["number"]),
            )
        )
    return tuple(rows)


def _end_of_analysis_window(scene: Scene) -> date:
    return scene.groups_in.end if scene.groups_in else scene.window.end


def _of(count: int, total: int) -> str:
    return _("%(count)s van %(total)s") % {"count": say_number(count), "total": say_number(total)}


def _say_agreement(agreement: float | None) -> str:
    if agreement is None:
        return _("niet te zeggen")
    words = (
        _("bijna dezelfde groepen")
        if agreement >= 0.9
        else _("grotendeels dezelfde groepen")
        if agreement >= 0.6
        else _("deels andere groepen")
        if agreement >= 0.3
        else _("heel andere groepen")
    )
    return f"{words} ({say_number(agreement, decimals=2)})"
