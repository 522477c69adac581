"""Who looked, in words: by role, organisation, purpose and moment; never by account."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from zichtlijn.audit.queries import Read
from zichtlijn.privacy.analysis.letters.days import say_day
from zichtlijn.privacy.analysis.letters.words import begin_sentence, say_purpose, say_who
from zichtlijn.privacy.reports.inspection.terms import Look

_HERE = ZoneInfo("Europe/Amsterdam")
_CHANGING = {
    "add", "approve", "confirm", "contest", "correct", "decide", "destroy", "extend", "import",
    "join", "keep", "postpone", "propose_destruction", "record", "rectify", "register", "reopen",
    "send", "settle", "start", "tell", "waive", "weigh", "withdraw", "write",
}  # fmt: skip
"""The last word of a deed that changed something; every other deed is a look."""

_WHOLE_REPORT = "privacy.inspection.make"
_SHOWN = {"allowed", "masked"}


class _Sitting(NamedTuple):
    moment: datetime
    organisation: str
    role: str
    purpose: str


def describe_looks(reads: tuple[Read, ...]) -> tuple[Look, ...]:
    """Return one row for each time somebody sat down to it, newest first.

    One request for a page leaves several lines, and handling one thing several requests: what
    one role did for one purpose in one minute is one look.
    """
    sittings: dict[_Sitting, list[Read]] = {}
    for read in reads:
        minute = read.moment.replace(second=0, microsecond=0)
        sitting = _Sitting(minute, read.organisation, read.role, read.purpose)
        sittings.setdefault(sitting, []).append(read)
    return tuple(_describe(sitting, lines) for sitting, lines in sittings.items())


def _describe(sitting: _Sitting, lines: list[Read]) -> Look:
    here = sitting.moment.astimezone(_HERE)
    return Look(
        when=f"{say_day(here.date())}, {here:%H:%M}",
        who=begin_sentence(say_who(sitting.role, sitting.organisation)),
        why=begin_sentence(say_purpose(sitting.purpose)),
        what=_say_what(lines),
        was_emergency=any(line.emergency for line in lines),
    )


def _say_what(lines: list[Read]) -> str:
    done = [line for line in lines if line.decision in _SHOWN]
    if not done:
        return "niets: het mocht niet"
    amount = _say_amount(done)
    masked = ", zonder naam" if all(line.decision == "masked" for line in done) else ""
    changed = any(line.action.rpartition(".")[2] in _CHANGING for line in done)
    given = [line.recipient for line in done if line.recipient]
    return f"{amount}{masked}{', bijgewerkt' if changed else ''}" + (
        f", gegeven aan {given[0]}" if given else ""
    )


def _say_amount(done: list[Read]) -> str:
    if any(line.action == _WHOLE_REPORT for line in done):
        return "alles wat hier staat"
    records = max(line.records for line in done)
    return "1 gegeven" if records == 1 else f"{records} gegevens"
