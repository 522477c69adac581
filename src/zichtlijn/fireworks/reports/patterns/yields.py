"""What was found on the spot, nothing included: the honest measure of going there."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.queries import (
    fetch_bang,
    fetch_bangs,
    fetch_newest_moment,
    fetch_yields,
)
from zichtlijn.fireworks.reports.looking import Look, read_looking
from zichtlijn.fireworks.reports.night.controls import Controls, offer_controls, say_window
from zichtlijn.fireworks.reports.words import (
    FINDING_WORDS,
    say_bangs,
    say_moment,
    say_number,
    say_second,
)
from zichtlijn.fireworks.terms import Finding


class YieldRow(NamedTuple):
    """One find."""

    at: str
    words: str
    by: str
    recorded: str
    url: str


@dataclass(frozen=True)
class YieldPage:
    """What was found in a window, and the form for the next find."""

    window: str
    say: str
    counts: tuple[tuple[str, str, str], ...]  # words, number, width of its bar
    rows: tuple[YieldRow, ...]
    bang_id: int | None
    bang_words: str
    findings: tuple[tuple[str, str], ...]
    controls: Controls


def yield_page(asked: Mapping[str, str], *, access: Access) -> YieldPage:
    """Return the finds of the window that was asked for. Raises NotFound, LogUnavailable."""
    newest = fetch_newest_moment() or access.moment
    looking = read_looking(asked, newest=newest)
    found = fetch_yields(since=looking.since, until=looking.until, access=access)
    bangs = fetch_bangs(since=looking.since, until=looking.until, access=access).height
    number = asked.get("knal", "")
    bang_id = int(number) if number.isdecimal() and len(number) < 12 else None
    counts = Counter(one.finding for one in found)
    return YieldPage(
        window=say_window(looking),
        say=_say_yield(len(found), counts[Finding.NOTHING], bangs),
        counts=tuple(
            (str(FINDING_WORDS[one]), str(counts[one]), f"{200 * counts[one] / len(found):.0f}")
            for one in Finding
            if found
        ),
        rows=tuple(
            YieldRow(
                say_second(one.moment),
                str(FINDING_WORDS[one.finding]),
                one.recorded_by,
                say_moment(one.recorded_at),
                reverse("fireworks:bang", args=[one.bang]),
            )
            for one in reversed(found)
        ),
        bang_id=bang_id,
        bang_words=say_moment(fetch_bang(bang_id, access=access).moment) if bang_id else "",
        findings=tuple((one.value, str(FINDING_WORDS[one])) for one in Finding),
        controls=offer_controls(
            looking, look=Look.POINTS, newest=newest, moment=access.moment, page="yields"
        ),
    )


def _say_yield(visits: int, nothing: int, bangs: int) -> str:
    if not visits:
        return _("Er is in dit venster nog niets vastgelegd over een bezoek aan een plek.")
    return _(
        "%(visits)s keer ter plaatse gekeken bij %(bangs)s; %(nothing)s keer niets gevonden."
    ) % {
        "visits": say_number(visits),
        "bangs": say_bangs(bangs),
        "nothing": say_number(nothing),
    }
