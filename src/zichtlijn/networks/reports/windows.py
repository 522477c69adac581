"""The window a reader looks through: two days, in the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.networks.analysis.windows import cut_windows
from zichtlijn.networks.reports.words import say_day, say_number, say_short_day
from zichtlijn.networks.terms import Step, Window

DAYS_BY_DAY = 31  # shorter periods go by day
DAYS_BY_WEEK = 420  # longer ones by month
SPANS = {Step.DAY: (1, 2, 7), Step.WEEK: (4, 8, 13), Step.MONTH: (1, 3, 6, 12)}


class SpanOption(NamedTuple):
    """One width of the window that can be chosen."""

    value: str
    words: str
    chosen: bool


class Stop(NamedTuple):
    """One place of a slider."""

    start: str
    end: str
    words: str
    within: str  # the words with their preposition: in week 47


@dataclass(frozen=True)
class TimeControls:
    """The two sliders, two dates, span and steps, ready to draw."""

    window: Window
    start: str
    end: str
    first: str
    last: str
    stops: tuple[Stop, ...]
    last_stop: int
    begin_at: int
    end_at: int
    begin_words: str
    end_words: str
    spans: tuple[SpanOption, ...]
    span: str  # the chosen one
    earlier: Window | None
    later: Window | None
    step_words: str
    whole: bool
    words: str


def choose_window(asked: Mapping[str, str], *, period: Window) -> Window:
    """Return the window a reader asked for, kept within the period.

    `van` and `tot` say the days. A slider that was moved (`begin` is not `was_begin`) and a
    span that was chosen (`venster` is not `was_venster`) go before the days they replace.
    What cannot be read is the whole period.
    """
    start = _read_day(asked.get("van"), period.start)
    end = _read_day(asked.get("tot"), period.end)
    stops = _cut(period)
    if asked.get("begin", "") != asked.get("was_begin", ""):
        start = stops[_read_place(asked["begin"], stops)].start
    if asked.get("eind", "") != asked.get("was_eind", ""):
        end = stops[_read_place(asked["eind"], stops)].end
    if asked.get("venster", "") != asked.get("was_venster", ""):
        start, end = _widen(asked["venster"], end, period)
    return _keep_inside(start, end, period)


def describe_time(window: Window, *, period: Window) -> TimeControls:
    """Return the controls as they stand for this window."""
    stops = _cut(period)
    step = _choose_step(period)
    days = (window.end - window.start).days + 1
    begin_at, end_at = _place_of(window.start, stops), _place_of(window.end, stops)
    spans = _spans(window, period, step)
    return TimeControls(
        window=window,
        start=window.start.isoformat(),
        end=window.end.isoformat(),
        first=period.start.isoformat(),
        last=period.end.isoformat(),
        stops=tuple(_describe_stop(s, step) for s in stops),
        last_stop=len(stops) - 1,
        begin_at=begin_at,
        end_at=end_at,
        begin_words=_say_stop(stops[begin_at], step),
        end_words=_say_stop(stops[end_at], step),
        spans=spans,
        span=next((span.value for span in spans if span.chosen), ""),
        earlier=_shift(window, stops, period, -1),
        later=_shift(window, stops, period, 1),
        step_words={Step.DAY: _("dag"), Step.WEEK: _("week")}.get(step, _("maand")),
        whole=window == period,
        words=_("hele periode") if window == period else _say_length(days),
    )


def say_window(window: Window) -> str:
    """Say from which day to which."""
    if window.start == window.end:
        return say_day(window.start)
    return f"{say_short_day(window.start)} – {say_short_day(window.end)}"


def _choose_step(period: Window) -> Step:
    days = (period.end - period.start).days + 1
    if days <= DAYS_BY_DAY:
        return Step.DAY
    return Step.WEEK if days <= DAYS_BY_WEEK else Step.MONTH


def _cut(period: Window) -> list[Window]:
    cut = cut_windows(first_on=period.start, last_on=period.end, step=_choose_step(period))
    return [Window(max(window.start, period.start), window.end) for window in cut]


def _read_day(asked: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(asked or "")
    except ValueError:
        return otherwise


def _read_place(asked: str, stops: list[Window]) -> int:
    return min(max(int(asked), 0), len(stops) - 1) if asked.isdecimal() else 0


def _widen(span: str, end: date, period: Window) -> tuple[date, date]:
    """The window of `span` units that ends where it ended; "alles" is the whole period."""
    if not span.isdecimal():
        return period
    stops = _cut(period)
    last = _place_of(end, stops)
    return stops[max(0, last - int(span) + 1)].start, stops[last].end


def _keep_inside(start: date, end: date, period: Window) -> Window:
    start = min(max(start, period.start), period.end)
    end = min(max(end, period.start), period.end)
    return Window(min(start, end), max(start, end))


def _place_of(day: date, stops: list[Window]) -> int:
    return next((i for i, stop in enumerate(stops) if day <= stop.end), len(stops) - 1)


def _spans(window: Window, period: Window, step: Step) -> tuple[SpanOption, ...]:
    stops = _cut(period)
    first, last = _place_of(window.start, stops), _place_of(window.end, stops)
    fits = window.start == stops[first].start and window.end == stops[last].end
    now = last - first + 1 if fits else 0
    offered = [
        SpanOption(str(n), _say_span(n, step), n == now and window != period)
        for n in SPANS[step]
        if n < len(stops)
    ]
    whole = SpanOption("alles", _("hele periode"), window == period)
    if window != period and not any(option.chosen for option in offered):
        offered.append(SpanOption("", _("eigen keuze"), chosen=True))
    return (*offered, whole)


def _shift(window: Window, stops: list[Window], period: Window, by: int) -> Window | None:
    """The window one stop further, as wide as it is; None at the end of the period."""
    first, last = _place_of(window.start, stops) + by, _place_of(window.end, stops) + by
    if first < 0 or last >= len(stops) or window == period:
        return None
    return Window(stops[first].start, stops[last].end)


def _describe_stop(stop: Window, step: Step) -> Stop:
    words = _say_stop(stop, step)
    within = _("op %(day)s") if step is Step.DAY else _("in %(day)s")
    return Stop(
        stop.start.isoformat(), stop.end.isoformat(), words, within % {"day": words.split(",")[0]}
    )


def _say_stop(stop: Window, step: Step) -> str:
    if step is Step.DAY:
        return say_day(stop.start)
    if step is Step.WEEK:
        return _("week %(week)s, %(day)s") % {
            "week": stop.start.isocalendar().week,
            "day": say_short_day(stop.start),
        }
    return say_short_day(stop.start).split(" ", 1)[1]


def _say_span(count: int, step: Step) -> str:
    words = {
        Step.DAY: ngettext("%(n)s dag", "%(n)s dagen", count),
        Step.WEEK: ngettext("%(n)s week", "%(n)s weken", count),
    }.get(step, ngettext("%(n)s maand", "%(n)s maanden", count))
    return words % {"n": say_number(count)}


def _say_length(days: int) -> str:
    if days <= DAYS_BY_DAY:
        return ngettext("%(n)s dag", "%(n)s dagen", days) % {"n": say_number(days)}
    weeks = round(days / 7)
    if days <= DAYS_BY_WEEK:
        return _("%(n)s weken") % {"n": say_number(weeks)}
    return _("%(n)s maanden") % {"n": say_number(round(days / 30.44))}
