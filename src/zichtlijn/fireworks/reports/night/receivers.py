"""The receivers: who works, who says nothing, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.fireworks.queries import ReceiverRecord
from zichtlijn.fireworks.reports.words import (
    STATE_WORDS,
    say_list,
    say_moment,
    say_number,
)
from zichtlijn.fireworks.terms import State

_FINE = (State.GOOD, State.NEW)
_MUTE = (State.DEAD, State.SILENT)


class ReceiverRow(NamedTuple):
    """One receiver as the panel says it."""

    code: str
    state: str
    css: str
    since: str
    heard: str
    clock: str
    matched: str


@dataclass(frozen=True)
class ReceiverPanel:
    """All receivers, and the sentence above them."""

    working: int
    total: int
    say: str
    sentence: str
    consequence: str
    wrong: tuple[ReceiverRow, ...]
    rows: tuple[ReceiverRow, ...]


def describe_receivers(receivers: Sequence[ReceiverRecord]) -> ReceiverPanel:
    """Return the panel; the receivers that need somebody come first, then by code."""
    ordered = sorted(receivers, key=lambda one: (one.state in _FINE, one.code))
    wrong = [one for one in ordered if one.state not in _FINE]
    states = [(one.code, one.state) for one in ordered]
    return ReceiverPanel(
        working=_count_working(states),
        total=len(receivers),
        say=say_working(states),
        sentence=say_mute(states),
        consequence=_("In hun omgeving is de plek van een knal minder zeker."),
        wrong=tuple(_describe(one) for one in wrong),
        rows=tuple(_describe(one) for one in ordered),
    )


def say_mute(states: Sequence[tuple[str, State]]) -> str:
    """Name the receivers from which nothing is heard; empty where all are heard."""
    codes = [code for code, state in states if state in _MUTE]
    if not codes:
        return ""
    return ngettext("%(names)s zwijgt.", "%(names)s zwijgen.", len(codes)) % {
        "names": say_list(codes)
    }


def say_working(states: Sequence[tuple[str, State]]) -> str:
    """Say how many of the receivers work."""
    return _("%(n)s van %(all)s werken") % {"n": _count_working(states), "all": len(states)}


def _count_working(states: Sequence[tuple[str, State]]) -> int:
    return sum(state not in (*_MUTE, State.DEAF) for _, state in states)


def _describe(one: ReceiverRecord) -> ReceiverRow:
    return ReceiverRow(
        code=one.code,
        state=str(STATE_WORDS[one.state]),
        css="" if one.state in _FINE else "is-wrong",
        since=say_moment(one.state_since) if one.state_since else "",
        heard=say_moment(one.heard_at) if one.heard_at else _("niet bekend"),
        clock=(
            f"{say_number(one.mean_residual_ms, decimals=1)} ms"
            if one.mean_residual_ms is not None
            else _("niet bekend")
        ),
        matched=(
            _("%(n)s van %(all)s") % {"n": one.matched, "all": one.expected}
            if one.expected
            else _("nog niets te zeggen")
        ),
    )
