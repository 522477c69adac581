"""All that a page of an edition rests on, cut to one window: read once, drawn many ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from zichtlijn.audit.access import Access
from zichtlijn.networks.analysis.layout import derive_homes
from zichtlijn.networks.queries import (
    DeliveryRecord,
    EditionRecord,
    fetch_delivery,
    fetch_edition,
    fetch_frames,
    fetch_observations,
)
from zichtlijn.networks.reports.names import name_groups, number_dots
from zichtlijn.networks.reports.windows import choose_window
from zichtlijn.networks.terms import Figures, NotAllowed, Window

FRAMES = [
    "ties",
    "groups",
    "group_windows",
    "life_lines",
    "signals",
    "sightings",
    "meetings",
    "without_source",
    "layout",
]


@dataclass(frozen=True)
class Scene:
    """An edition as seen through one window.

    observations: all up to the as-of day; seen: those in the window.
    ties: TIES with `tie` (row in TIES), `dot_a`, `dot_b`, only those met in the window, with
    `met` (observations in the window) and `by` (list of their sources).
    groups_in: the window of the analysis whose groups are shown; None where there are none.
    members: person, group in it, one row each; dots: person, dot, x, y, home, group of
    everyone on the drawing who was seen in the window or is in a group in it.
    layout: x, y of everyone, whatever the window: the page is set by it, so that nothing moves.
    """

    delivery: DeliveryRecord
    edition: EditionRecord
    figures: Figures
    period: Window
    window: Window
    observations: pl.DataFrame
    seen: pl.DataFrame
    ties: pl.DataFrame
    meetings: pl.DataFrame
    groups_in: Window | None
    members: pl.DataFrame
    dots: pl.DataFrame
    layout: pl.DataFrame
    sightings: pl.DataFrame
    names: dict[str, str]
    group_windows: pl.DataFrame
    life_lines: pl.DataFrame
    signals: pl.DataFrame
    without_source: pl.DataFrame


def load_scene(edition_id: int, *, asked: Mapping[str, str], access: Access) -> Scene:
    """Read an edition and cut it to the window that was asked for.

    Raises NotFound, NotAllowed (also when it is not finished), LogUnavailable.
    """
    edition = fetch_edition(edition_id, access=access)
    frames = fetch_frames(edition_id, FRAMES, access=access)
    if edition.figures is None:
        raise NotAllowed("Deze editie is niet afgemaakt. Start de berekening opnieuw.")
    delivery = fetch_delivery(edition.delivery_id, access=access)
    observations = fetch_observations(edition.delivery_id, access=access).filter(
        pl.col("observed_on") <= edition.settings.as_of
    )
    period = _period(observations, edition.settings.as_of)
    window = choose_window(asked, period=period)
    seen = observations.filter(pl.col("observed_on").is_between(window.start, window.end))
    meetings = frames["meetings"].join(
        seen.select("observation_id", "source", "observed_on"), on="observation_id"
    )
    numbered = number_dots(_everyone(frames), dot_seed=edition.dot_seed)
    ties = _ties_met(frames["ties"], meetings, numbered)
    groups_in = _last_window(frames["groups"], window)
    members = _members_in(frames["groups"], groups_in)
    return Scene(
        delivery=delivery,
        edition=edition,
        figures=edition.figures,
        period=period,
        window=window,
        observations=observations,
        seen=seen,
        ties=ties,
        meetings=meetings,
        groups_in=groups_in,
        members=members,
        dots=_dots_shown(frames, numbered, members, ties),
        layout=frames["layout"].select("x", "y"),
        sightings=frames["sightings"],
        names=name_groups(
            frames["groups"]["group"].unique().to_list(),
            sightings=frames["sightings"],
            observations=observations,
        ),
        group_windows=frames["group_windows"],
        life_lines=frames["life_lines"],
        signals=frames["signals"],
        without_source=frames["without_source"],
    )


def _period(observations: pl.DataFrame, as_of: date) -> Window:
    first = observations["observed_on"].min()
    return Window(first if isinstance(first, date) else as_of, as_of)


def _everyone(frames: dict[str, pl.DataFrame]) -> pl.Series:
    ties = frames["ties"]
    return pl.concat([ties["person_a"], ties["person_b"], frames["groups"]["person"]])


def _ties_met(ties: pl.DataFrame, meetings: pl.DataFrame, dots: pl.DataFrame) -> pl.DataFrame:
    met = meetings.group_by("tie").agg(
        met=pl.len().cast(pl.Int64),
        by=pl.col("source").sort(),
        met_last=pl.col("observed_on").max(),
    )
    numbered = ties.with_row_index("tie").with_columns(pl.col("tie").cast(pl.Int64))
    named = (
        numbered.join(met, on="tie")
        .join(dots.rename({"dot": "dot_a"}), left_on="person_a", right_on="person")
        .join(dots.rename({"dot": "dot_b"}), left_on="person_b", right_on="person")
    )
    # the lower number first, whoever comes first in the alphabet
    return named.with_columns(
        dot_a=pl.min_horizontal("dot_a", "dot_b"), dot_b=pl.max_horizontal("dot_a", "dot_b")
    ).sort("dot_a", "dot_b")


def _last_window(groups: pl.DataFrame, window: Window) -> Window | None:
    """Return the last window of the analysis that touches the window of the reader."""
    touching = groups.filter(
        (pl.col("window_start") <= window.end) & (pl.col("window_end") >= window.start)
    )
    if touching.is_empty():
        return None
    last = touching.sort("window_start").tail(1)
    return Window(last["window_start"].item(), last["window_end"].item())


def _members_in(groups: pl.DataFrame, groups_in: Window | None) -> pl.DataFrame:
    if groups_in is None:
        return groups.clear().select("person", "group")
    here = groups.filter(pl.col("window_start") == groups_in.start)
    return here.select("person", "group").sort("person")


def _dots_shown(
    frames: dict[str, pl.DataFrame],
    numbered: pl.DataFrame,
    members: pl.DataFrame,
    ties: pl.DataFrame,
) -> pl.DataFrame:
    homes = derive_homes(frames["groups"]).rename({"group": "home"})
    shown = pl.concat([members["person"], ties["person_a"], ties["person_b"]]).unique()
    return (
        frames["layout"]
        .join(pl.DataFrame({"person": shown}), on="person", how="semi")
        .join(numbered, on="person")
        .join(homes, on="person", how="left")
        .join(members, on="person", how="left")
        .sort("dot")
    )
