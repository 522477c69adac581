"""The contacts method as one walk through the windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import Window


@dataclass(frozen=True)
class ContactGroups:
    """Groups per window; the monthly change stays unknown, see docs/explanation/contacts.md.

    coverage: mean over the windows of the share of all people that is in a group.
    modularity: of the partition found, mean over the windows with a tie; null without.
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
    """Find the groups of every window and follow them from window to window."""
    raise NotImplementedError
