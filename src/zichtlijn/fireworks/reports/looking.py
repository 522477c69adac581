"""What the reader looks at: window, loudness, drawing and place on the map, all in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

EVENING, MORNING = time(18), time(6)  # a night is one line in the strip of hours
LONGEST = timedelta(days=62)
SHORTEST = timedelta(minutes=1)
NARROWEST_M, WIDEST_M = 60.0, 50_000.0


class Look(StrEnum):
    """What the map draws."""

    POINTS = "punten"
    CELLS = "vakken"
    AREAS = "buurten"


@dataclass(frozen=True)
class View:
    """The part of the map in sight: its middle in metres RD, and how wide it is."""

    x: float
    y: float
    width_m: float


@dataclass(frozen=True)
class Looking:
    """Everything a reader chose; `address` writes it down again, so that it can be sent on."""

    since: datetime
    until: datetime
    loud_db: int | None = None
    look: Look | None = None  # None: as many points as can be told apart, else cells
    view: View | None = None  # None: all
    sheet: int = 1
    step: int | None = None  # of a replay

    def to(self, **changes: object) -> "Looking":
        """Return the same with another choice; the list begins again at its first sheet."""
        return replace(self, **{"sheet": 1, "step": None, **changes})  # type: ignore[arg-type]  # names are checked by replace

    def move(self, by: timedelta) -> "Looking":
        """Return the window moved in time."""
        return self.to(since=self.since + by, until=self.until + by)

    @property
    def span(self) -> timedelta:
        """Return how long the window is."""
        return self.until - self.since

    @property
    def query(self) -> str:
        """Return what stands after the question mark, in a fixed order."""
        chosen = {
            "van": write_local(self.since),
            "tot": write_local(self.until),
            "hard": str(self.loud_db) if self.loud_db else None,
            "beeld": self.look,
            "x": f"{self.view.x:.0f}" if self.view else None,
            "y": f"{self.view.y:.0f}" if self.view else None,
            "breed": f"{self.view.width_m:.0f}" if self.view else None,
            "blad": str(self.sheet) if self.sheet > 1 else None,
            "stap": str(self.step) if self.step is not None else None,
        }
        return urlencode({name: value for name, value in chosen.items() if value is not None})

    def address(self, name: str, *arguments: object) -> str:
        """Return the address of a page of this room with these choices."""
        return f"{reverse(f'fireworks:{name}', args=arguments)}?{self.query}"


def read_looking(asked: Mapping[str, str], *, newest: datetime) -> Looking:
    """Return what was asked for; without a window the night of the newest bang.

    What cannot be read is left out: an old or mistyped address still shows a page.
    """
    first, last = find_night(newest)
    since = read_local(asked.get("van", "")) or first
    until = read_local(asked.get("tot", "")) or max(last, since + SHORTEST)
    if until <= since:
        until = since + SHORTEST
    return Looking(
        since=since,
        until=min(until, since + LONGEST),
        loud_db=_read_number(asked.get("hard", ""), least=60, most=180),
        look=Look(asked["beeld"]) if asked.get("beeld") in list(Look) else None,
        view=_read_view(asked),
        sheet=_read_number(asked.get("blad", ""), least=1, most=100_000) or 1,
        step=_read_number(asked.get("stap", ""), least=0, most=10_000),
    )


def find_night(moment: datetime) -> tuple[datetime, datetime]:
    """Return the night that a moment belongs to: from six in the evening to six in the morning.

    A bang by day belongs to the evening that follows it in the list, so its day is shown whole.
    """
    local = timezone.localtime(moment)
    if local.time() < MORNING:
        return _at(local.date() - timedelta(days=1), EVENING), _at(local.date(), MORNING)
    if local.time() >= EVENING:
        return _at(local.date(), EVENING), _at(local.date() + timedelta(days=1), MORNING)
    return _at(local.date(), MORNING), _at(local.date(), EVENING)


def write_local(moment: datetime) -> str:
    """Write a moment as the browser's own field for date and time does."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def read_local(text: str) -> datetime | None:
    """Return a moment as written by `write_local`, or a day; None where it is neither."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    if read.tzinfo is not None or not 2000 <= read.year <= 2100:
        return None
    return timezone.make_aware(read)


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def _read_number(text: str, *, least: int, most: int) -> int | None:
    if not re.fullmatch(r"\d{1,6}", text):
        return None
    number = int(text)
    return number if least <= number <= most else None


def _read_view(asked: Mapping[str, str]) -> View | None:
    texts = [asked.get(name, "") for name in ("x", "y", "breed")]
    if not all(re.fullmatch(r"-?\d{1,7}", text) for text in texts):
        return None
    x, y, width = (float(text) for text in texts)
    return View(x, y, min(max(width, NARROWEST_M), WIDEST_M))
