"""The address of a page of an edition: what was chosen stands in it, so that it can be sent on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from zichtlijn.networks.terms import Window

DOTS, PLACES = "stippen", "plekken"
ALL, OFTEN, FIRM = "alle", "vaker", "toeval"
EVERY_GROUP = "alle"


@dataclass(frozen=True)
class Address:
    """What the reader has chosen on the page of an edition; None: the page's own choice."""

    edition_id: int
    window: Window | None = None  # None: the whole period
    group: str | None = None
    picture: str | None = None
    lines: str | None = None
    sheet: int = 1
    group_sheet: int = 1

    def to(self, **changes: object) -> "Address":
        """Return the address with another choice; a table begins again at its first sheet."""
        return replace(self, **{"sheet": 1, "group_sheet": 1, **changes})  # type: ignore[arg-type]  # names are checked by replace

    @property
    def query(self) -> str:
        """Return what stands after the question mark, in a fixed order."""
        chosen = {
            "van": self.window.start.isoformat() if self.window else None,
            "tot": self.window.end.isoformat() if self.window else None,
            "beeld": self.picture,
            "lijnen": self.lines,
            "groep": self.group,
            "blad": str(self.sheet) if self.sheet > 1 else None,
            "groepenblad": str(self.group_sheet) if self.group_sheet > 1 else None,
        }
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def url(self) -> str:
        """Return the address of the page itself."""
        return self.of("networks:edition")

    def of(self, name: str, **arguments: object) -> str:
        """Return the address of another view of this edition with the same choices."""
        path = reverse(name, kwargs={"edition_id": self.edition_id, **arguments})
        return f"{path}?{self.query}" if self.query else path


def read_address(
    edition_id: int, asked: Mapping[str, str], *, window: Window, period: Window
) -> Address:
    """Return the address of what was asked for, with the window as it was kept in the period."""
    return Address(
        edition_id,
        window if window != period else None,
        asked.get("groep") or None,
        _one_of(asked.get("beeld"), {DOTS, PLACES}),
        _one_of(asked.get("lijnen"), {ALL, OFTEN, FIRM}),
        _read_sheet(asked.get("blad", "")),
        _read_sheet(asked.get("groepenblad", "")),
    )


def _read_sheet(asked: str) -> int:
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def _one_of(asked: str | None, known: set[str]) -> str | None:
    return asked if asked in known else None
