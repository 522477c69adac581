"""From the groups of all windows to the three frames that leave this room."""

from collections.abc import Iterator, Sequence

import polars as pl

from zichtlijn.networks.analysis.contacts.names import SILENT_WINDOWS
from zichtlijn.networks.analysis.contacts.window_groups import ShownGroup, WindowGroups
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    Fluidity,
    LifeEvent,
    Window,
)

Names = Sequence[Sequence[str]]


def frame_groups(
    people: pl.Series, windows: Sequence[Window], found: Sequence[WindowGroups], names: Names
) -> pl.DataFrame:
    """Return GROUPS, by window, group and person."""
    parts = [
        pl.DataFrame(
            {
                "window_start": [window.start] * group.people.size,
                "window_end": [window.end] * group.people.size,
                "group": [name] * group.people.size,
                "person": people.gather(group.people),
            }
        )
        for window, name, group in _walk(windows, found, names)
    ]
    frame = pl.concat([GROUPS.empty(), *parts])
    return GROUPS.keep(frame.sort("window_start", "group", "person"))


def frame_group_windows(
    windows: Sequence[Window], found: Sequence[WindowGroups], names: Names
) -> pl.DataFrame:
    """Return GROUP_WINDOWS; fluidity is unknown: this method estimates no rate."""
    rows = [
        (window.end, name, *group[1:], str(Fluidity.UNKNOWN))
        for window, name, group in _walk(windows, found, names)
    ]
    frame = pl.DataFrame(rows, schema=dict(GROUP_WINDOWS.columns), orient="row")
    return GROUP_WINDOWS.keep(frame.sort("window_end", "group"))


def frame_life_lines(
    windows: Sequence[Window], found: Sequence[WindowGroups], names: Names
) -> pl.DataFrame:
    """Return LIFE_LINES: seen, or not seen until a group has been silent too long.

    Births, merges, splits and ends are left out: no run on planted streams has shown that
    matched labels find them.
    """
    rows = []
    last_seen: dict[str, int] = {}
    for number, window in enumerate(windows):
        sizes = {
            name: group.people.size
            for name, group in zip(names[number], found[number].groups, strict=True)
        }
        for name in sorted(last_seen.keys() | sizes.keys()):
            if name in sizes:
                last_seen[name] = number
                rows.append((window.end, name, str(LifeEvent.SEEN), "", sizes[name]))
            elif number - last_seen[name] <= SILENT_WINDOWS:
                rows.append((window.end, name, str(LifeEvent.NOT_SEEN), "", 0))
    return LIFE_LINES.keep(pl.DataFrame(rows, schema=dict(LIFE_LINES.columns), orient="row"))


def _walk(
    windows: Sequence[Window], found: Sequence[WindowGroups], names: Names
) -> Iterator[tuple[Window, str, ShownGroup]]:
    for window, inside, called in zip(windows, found, names, strict=True):
        for name, group in zip(called, inside.groups, strict=True):
            yield window, name, group
