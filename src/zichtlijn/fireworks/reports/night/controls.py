"""The window and the filters, as buttons and fields; all of it stands in the address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from zichtlijn.fireworks.reports.looking import Look, Looking, find_night, write_local
from zichtlijn.fireworks.reports.words import say_day

SPANS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=12), timedelta(days=1))
LOUD = (None, 120, 130, 135)


class Choice(NamedTuple):
    """One way to look, and whether it is the present one."""

    words: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Controls:
    """Everything above and below the map that changes what is looked at."""

    since: str
    until: str
    words: str
    earlier_url: str
    later_url: str
    spans: tuple[Choice, ...]
    louds: tuple[Choice, ...]
    looks: tuple[Choice, ...]
    night_url: str
    night_words: str
    now_url: str  # the night of this moment, to follow it


def offer_controls(
    looking: Looking, *, look: Look, newest: datetime, moment: datetime, page: str
) -> Controls:
    """Return the controls of a page."""
    first, last = find_night(newest)
    begin, end = find_night(moment)
    return Controls(
        since=write_local(looking.since),
        until=write_local(looking.until),
        words=say_window(looking),
        earlier_url=looking.move(-looking.span).address(page),
        later_url=looking.move(looking.span).address(page),
        spans=tuple(_offer_span(span, looking, page=page) for span in SPANS),
        louds=tuple(
            Choice(
                _("alle") if level is None else _("vanaf %(n)s dB") % {"n": level},
                looking.to(loud_db=level).address(page),
                looking.loud_db == level,
            )
            for level in LOUD
        ),
        looks=tuple(
            Choice(str(words), looking.to(look=one).address(page), one is look)
            for one, words in (
                (Look.POINTS, _("Knallen")),
                (Look.CELLS, _("Vakken")),
                (Look.AREAS, _("Buurten")),
            )
        ),
        night_url=looking.to(since=first, until=last).address(page),
        night_words=say_day(timezone.localtime(first).date()),
        now_url=looking.to(since=begin, until=end).address(page),
    )


def say_window(looking: Looking) -> str:
    """Say a window: wo 31 dec 2025, 18:00 tot do 1 jan 2026, 06:00."""
    since, until = timezone.localtime(looking.since), timezone.localtime(looking.until)
    if since.date() == until.date():
        return _("%(day)s, %(since)s tot %(until)s") % {
            "day": say_day(since.date()),
            "since": f"{since:%H:%M}",
            "until": f"{until:%H:%M}",
        }
    return _("%(first)s, %(since)s tot %(last)s, %(until)s") % {
        "first": say_day(since.date()),
        "since": f"{since:%H:%M}",
        "last": say_day(until.date()),
        "until": f"{until:%H:%M}",
    }


def _offer_span(span: timedelta, looking: Looking, *, page: str) -> Choice:
    """Return a window of another length that begins where this one does."""
    hours = span.total_seconds() / 3600
    words = _("%(n)s minuten") % {"n": int(hours * 60)} if hours < 1 else _("%(n)s uur") % {
        "n": int(hours)
    }  # fmt: skip
    address = looking.to(until=looking.since + span).address(page)
    return Choice(words, address, looking.span == span)
