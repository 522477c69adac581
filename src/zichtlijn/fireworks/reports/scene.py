"""What a page of this room begins with: the bangs of the window, each in its neighbourhood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from zichtlijn.areas.queries import fetch_outlines
from zichtlijn.areas.terms import AreaKind, Outline
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.analysis.patterns.neighbourhoods import name_areas
from zichtlijn.fireworks.queries import (
    ReceiverRecord,
    fetch_bangs,
    fetch_newest_moment,
    fetch_receivers,
)
from zichtlijn.fireworks.reports.looking import Looking, read_looking


@dataclass(frozen=True)
class Scene:
    """The bangs of a window with `area`, `area_name` and `at_us`, and what lies round them.

    `heard` holds all of the window; `bangs` those as loud as asked for.
    """

    looking: Looking
    bangs: pl.DataFrame
    heard: pl.DataFrame
    outlines: tuple[Outline, ...]
    receivers: tuple[ReceiverRecord, ...]
    newest: datetime

    @property
    def counted(self) -> pl.DataFrame:
        """Return the bangs that count: not those of which somebody said they were none."""
        return self.bangs.filter(~pl.col("marked_false"))


def load_scene(asked: Mapping[str, str], *, access: Access) -> Scene:
    """Return the scene for what was asked. Raises LogUnavailable."""
    newest = fetch_newest_moment() or access.moment
    looking = read_looking(asked, newest=newest)
    outlines = fetch_outlines(AreaKind.NEIGHBOURHOOD)
    heard = place_bangs(
        fetch_bangs(since=looking.since, until=looking.until, access=access), outlines
    )
    return Scene(
        looking=looking,
        bangs=keep_loud(heard, least_db=looking.loud_db),
        heard=heard,
        outlines=outlines,
        receivers=fetch_receivers(access=access),
        newest=newest,
    )


def place_bangs(bangs: pl.DataFrame, outlines: tuple[Outline, ...]) -> pl.DataFrame:
    """Add to BANGS the neighbourhood each lies in, and the moment as microseconds."""
    rings = {one.code: one.rings for one in outlines}
    names = {one.code: one.name for one in outlines}
    area = name_areas(bangs["x"].to_numpy(), bangs["y"].to_numpy(), outlines=rings)
    return bangs.with_columns(
        area,
        area.replace_strict(names, default="", return_dtype=pl.String).alias("area_name"),
        at_us=pl.col("moment").dt.epoch("us"),
    )


def keep_loud(bangs: pl.DataFrame, *, least_db: int | None) -> pl.DataFrame:
    """Return the bangs of at least this level at ten metres; without a level asked, all."""
    return bangs if least_db is None else bangs.filter(pl.col("level_at_10m") >= least_db)
