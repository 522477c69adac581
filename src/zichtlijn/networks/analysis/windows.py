"""The period cut into windows of days, weeks or calendar months."""

from collections.abc import Sequence
from datetime import date, timedelta

from zichtlijn.networks.terms import Step, Window, WrongStep

MOST_WINDOWS = 1_000  # more could not be drawn or read, and each costs a place per person


def cut_windows(*, first_on: date, last_on: date, step: Step) -> Sequence[Window]:
    """Return the windows of `step` from the first day to the last, both included.

    Months and weeks begin where the calendar has them begin, so that a window keeps its name
    when older observations expire; the last one ends on `last_on`. Raises WrongStep when
    the step is so small that more than 1,000 windows would come of it.

    >>> [w.end.isoformat() for w in
    ...  cut_windows(first_on=date(2025, 1, 20), last_on=date(2025, 3, 5), step=Step.MONTH)]
    ['2025-01-31', '2025-02-28', '2025-03-05']
    """
    if step is Step.ALL:
        return [Window(first_on, last_on)]
    windows = []
    start = _start_of(first_on, step)
    while start <= last_on:
        following = _following(start, step)
        windows.append(Window(start, min(following - timedelta(days=1), last_on)))
        if len(windows) > MOST_WINDOWS:
            raise WrongStep(
                f"stap {step} geeft meer dan {MOST_WINDOWS} vensters; kies een grotere stap"
            )
        start = following
    return windows


def count_unit_days(step: Step) -> float:
    """Return the days in the unit of time that belongs to a step; a month has 30."""
    return {Step.DAY: 1.0, Step.WEEK: 7.0}.get(step, 30.0)


def _start_of(day: date, step: Step) -> date:
    if step is Step.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step is Step.WEEK else day


def _following(start: date, step: Step) -> date:
    if step is Step.MONTH:
        return (start + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=7 if step is Step.WEEK else 1)
