"""What is left of the contact groups when one source is taken away."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from zichtlijn.networks.analysis.contacts.following import ContactGroups, follow_contact_groups
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import Window


def leave_one_contact_source_out(
    incidence: Incidence,
    found: ContactGroups,
    *,
    windows: Sequence[Window],
    half_life_days: float,
    seed: int,
) -> dict[str, float] | None:
    """Return for each source the agreement of the groups without it; None with one source.

    Agreement is the mean over groups and windows of the best Jaccard overlap with a group
    of the same window, 0 where nothing overlaps (guard rail G12).
    """
    sources = sorted(incidence.observations["source"].unique().to_list())
    if len(sources) < 2:
        return None
    return {
        source: derive_agreement(
            found.groups,
            follow_contact_groups(
                drop_source(incidence, source=source),
                windows=windows,
                half_life_days=half_life_days,
                bootstraps=0,
                seed=seed,
            ).groups,
        )
        for source in sources
    }


def derive_agreement(groups: pl.DataFrame, other: pl.DataFrame) -> float:
    """Return the mean best Jaccard overlap of GROUPS with other GROUPS, window by window.

    >>> import datetime as dt
    >>> day = dt.date(2025, 1, 31)
    >>> def rows(names):
    ...     people = ["a", "b", "c"]
    ...     return pl.DataFrame({"window_end": [day] * 3, "group": names, "person": people})
    >>> derive_agreement(rows(["x", "x", "x"]), rows(["y", "y", "z"])).__round__(3)
    0.667
    """
    if groups.is_empty():
        return 0.0
    sizes = groups.group_by("window_end", "group").agg(size=pl.len())
    others = other.group_by("window_end", "group").agg(other_size=pl.len())
    best = (
        groups.select("window_end", "group", "person")
        .join(other.select("window_end", "person", other="group"), on=["window_end", "person"])
        .group_by("window_end", "group", "other")
        .agg(shared=pl.len())
        .join(sizes, on=["window_end", "group"])
        .join(others, left_on=["window_end", "other"], right_on=["window_end", "group"])
        .with_columns(
            overlap=pl.col("shared") / (pl.col("size") + pl.col("other_size") - pl.col("shared"))
        )
        .group_by("window_end", "group")
        .agg(pl.col("overlap").max())
    )
    return float(best["overlap"].sum() / sizes.height)


def drop_source(incidence: Incidence, *, source: str) -> Incidence:
    """Return the incidence without the observations of one source; people stay."""
    keep = (incidence.observations["source"] != source).to_numpy()
    sizes = np.diff(incidence.starts)
    starts = np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64)
    return Incidence(
        incidence.people,
        incidence.observations.filter(pl.Series(keep)),
        starts,
        incidence.members[np.repeat(keep, sizes)],
        incidence.gatherings,
    )
