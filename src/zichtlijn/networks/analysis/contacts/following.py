"""The contacts method as one walk through the windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from zichtlijn.networks.analysis.contacts.frames import (
    frame_group_windows,
    frame_groups,
    frame_life_lines,
)
from zichtlijn.networks.analysis.contacts.names import name_groups
from zichtlijn.networks.analysis.contacts.window_contacts import gather_window
from zichtlijn.networks.analysis.contacts.window_groups import locate_groups
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import Window


@dataclass(frozen=True)
class ContactGroups:
    """Groups per window; the monthly change stays unknown, see docs/explanation/contacts.md.

    coverage: mean over the windows of the share of all people that is in a group.
    modularity: of the partition found, mean over the windows with a tie; None without.
    """

    groups: pl.DataFrame  # GROUPS
    group_windows: pl.DataFrame  # GROUP_WINDOWS
    life_lines: pl.DataFrame  # LIFE_LINES
    coverage: float
    modularity: float | None


def follow_contact_groups(
    incidence: Incidence,
    *,
    windows: Sequence[Window],
    half_life_days: float = 90.0,
    bootstraps: int = 200,
    seed: int = 1,
) -> ContactGroups:
    """Find the groups of every window and follow them from window to window.

    In each window the ties weigh what TIES of that window alone would weigh on its last
    day; Leiden looks for the partition of highest modularity; redrawing the observations
    tells how firm each group is. For dense contact sensors only: in sparse observations a
    change of label is mostly chance, so no rate of change is given here at all.

    With `bootstraps` 0 nothing is redrawn: groups show without stability (null) and nobody
    is left out for being unsure. Same input and seed give the same bits.
    """
    found = []
    for number, window in enumerate(windows):
        contacts = gather_window(incidence, window=window, half_life_days=half_life_days)
        rng = np.random.default_rng([seed, number])
        found.append(locate_groups(contacts, bootstraps=bootstraps, rng=rng))
    names = name_groups(
        [[frozenset(group.people.tolist()) for group in window.groups] for window in found]
    )
    groups = frame_groups(incidence.people, windows, found, names)
    known = [window.modularity for window in found if window.modularity is not None]
    room = len(incidence.people) * len(windows)
    return ContactGroups(
        groups,
        frame_group_windows(windows, found, names),
        frame_life_lines(windows, found, names),
        groups.height / room if room else 0.0,
        float(np.mean(known)) if known else None,
    )
