"""Oeverdam: an invented municipality, so that every screen can be seen without anyone in it.

Everything is drawn by a seeded generator (guard rail G28). The groups, their movers and who met
whom come from the planted streams the method is tested on; places, sources and parts are added.
"""

from datetime import date, timedelta

import numpy as np
import polars as pl

from zichtlijn.networks.analysis.planted import derive_presences, plant_stream
from zichtlijn.networks.terms import PRESENCES, Part

LAST_DAY = date(2026, 10, 31)
PLACES = [
    "Kolkplein",
    "Speeltuin Elzen",
    "Skatebaan",
    "Sluiskade",
    "Station Noord",
    "Winkelstrip",
    "Parkeerdek",
    "Weteringpark",
    "Havenhoofd",
    "Sportpark Oost",
    "Veerstoep",
    "Molentuin",
    "Busplein",
]
NEW_PLACE = "Kadehal"  # where one group is seen in the last month only: something to notice
SOURCES = ["jongerenwerk", "wijkagent", "handhaving", "woningcorporatie"]
SOURCE_SHARE = [0.56, 0.20, 0.15, 0.09]
KINDS = ["rustig", "gezellig", "vroeg om hulp", "gespannen", "overlast"]
KIND_SHARE = [0.40, 0.28, 0.08, 0.13, 0.11]
PARTS = [Part.PRESENT, Part.ACTIVE, Part.CALMING, Part.UNKNOWN]
PART_SHARE = [0.80, 0.09, 0.07, 0.04]
CERTAINTY = [0.5, 0.75, 1.0]
CERTAINTY_SHARE = [0.15, 0.50, 0.35]
EVENING = [16, 17, 18, 19, 20, 21, 22]

TITLE = "voorbeeld: Oeverdam (verzonnen gemeente)"
NOTE = (
    "Alle mensen, plekken en waarnemingen zijn verzonnen en met een vast begingetal getrokken. "
    "De groepen zijn geplant, zodat het antwoord bekend is."
)


def make_oeverdam(*, seed: int = 15, nominal: int = 900, observed: float = 1.6) -> pl.DataFrame:
    """Return the PRESENCES of Oeverdam: two years, about `nominal` x `observed` rows.

    Every tenth time a group is seen it is by chance that someone else stands there; one in
    thirty observations is written down twice, by two sources, as happens in real towns.
    """
    rng = np.random.default_rng(seed)
    town = plant_stream(seed, nominal=nominal, observed=observed)
    events = pl.DataFrame(
        {"event": np.arange(town.days.size), "group": town.groups, "day": town.days}
    )
    events = _move_one_group(events.with_columns(_draw_circumstances(town.groups, rng=rng)))
    shift = LAST_DAY - derive_presences(town)["observed_on"].max()  # type: ignore[operator]  # rows exist
    seen = derive_presences(town).with_columns(
        event=pl.col("observation_id").str.slice(1).cast(pl.Int64),
        observed_on=pl.col("observed_on") + shift,
    )
    rows = seen.select("event", "observed_on", "person").join(events, on="event")
    rows = rows.with_columns(_draw_parts(rows.height, rng=rng))
    rows = pl.concat([rows, _bystanders(rows, rng=rng), _written_twice(rows, rng=rng)])
    return PRESENCES.keep(_name(rows)).sort("observed_at", "observation_id", "person")


def _draw_circumstances(groups: np.ndarray, *, rng: np.random.Generator) -> list[pl.Series]:
    """Place, source, kind, certainty and time of each event; each group has its own two places."""
    count = groups.size
    homes = rng.permutation(np.arange(groups.max() + 1)) % len(PLACES)
    second = rng.integers(len(PLACES), size=homes.size)
    where = rng.choice(3, size=count, p=[0.72, 0.20, 0.08])
    place = np.select(
        [where == 0, where == 1],
        [homes[groups], second[groups]],
        rng.integers(len(PLACES), size=count),
    )
    return [
        pl.Series("place", [PLACES[i] for i in place]),
        pl.Series("source", rng.choice(SOURCES, size=count, p=SOURCE_SHARE)),
        pl.Series("kind", rng.choice(KINDS, size=count, p=KIND_SHARE)),
        pl.Series("reliability", rng.choice(CERTAINTY, size=count, p=CERTAINTY_SHARE)),
        pl.Series(
            "minute", rng.choice(EVENING, size=count) * 60 + 5 * rng.integers(12, size=count)
        ),
    ]


def _move_one_group(events: pl.DataFrame) -> pl.DataFrame:
    """Let the group that is seen most in the last month be seen at a new place, by two sources."""
    late = pl.col("day") > pl.col("day").max() - 30
    counted = events.filter(late).group_by("group").len()
    busiest = counted.sort(["len", "group"], descending=[True, False])["group"][0]
    moved = late & (pl.col("group") == busiest)
    by = pl.when(pl.col("event") % 2 == 0).then(pl.lit(SOURCES[0])).otherwise(pl.lit(SOURCES[1]))
    return events.with_columns(
        place=pl.when(moved).then(pl.lit(NEW_PLACE)).otherwise("place"),
        source=pl.when(moved).then(by).otherwise("source"),
    )


def _draw_parts(count: int, *, rng: np.random.Generator) -> pl.Series:
    return pl.Series("part", [str(PARTS[i]) for i in rng.choice(len(PARTS), count, p=PART_SHARE)])


def _bystanders(rows: pl.DataFrame, *, rng: np.random.Generator) -> pl.DataFrame:
    """Someone else, written down as witness or victim in one observation out of twenty."""
    once = rows.unique("event", maintain_order=True)
    chosen = once.filter(pl.Series(rng.random(once.height) < 0.05))
    victim = rng.random(chosen.height) < 0.3
    return chosen.with_columns(
        person=pl.Series([f"b{i:08d}" for i in range(chosen.height)]),
        part=pl.Series([str(Part.VICTIM if hurt else Part.WITNESS) for hurt in victim]),
    )


def _written_twice(rows: pl.DataFrame, *, rng: np.random.Generator) -> pl.DataFrame:
    """The same people at the same place, written down a day later by another source."""
    events = rows["event"].unique().sort()
    again = events.filter(pl.Series(rng.random(events.len()) < 0.03))
    last = pl.col("observed_on") < LAST_DAY
    twice = rows.filter(pl.col("event").is_in(again.implode()) & last)
    following = dict(zip(SOURCES, SOURCES[1:] + SOURCES[:1], strict=True))
    return twice.with_columns(
        event=pl.col("event") + events.len(),
        observed_on=pl.col("observed_on") + timedelta(days=1),
        source=pl.col("source").replace_strict(following),
    )


def _name(rows: pl.DataFrame) -> pl.DataFrame:
    """Give codes that nobody can take for a person."""
    return rows.with_columns(
        observation_id=pl.format("OEV-{}", pl.col("event").cast(pl.String).str.zfill(4)),
        person=pl.format("verzonnen-{}", pl.col("person").str.replace("0{5}", "")),
        observed_at=pl.col("observed_on").cast(pl.Datetime("us"))
        + pl.duration(minutes=pl.col("minute")),
    )
