"""An edition of a planted town whose groups are the planted ones: for drawings of any size."""

import numpy as np
import polars as pl
from tests.networks.stand_in import sum_up

from zichtlijn.audit.access import Access
from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.planted import PlantedStream, derive_presences, plant_stream
from zichtlijn.networks.analysis.ties import derive_ties
from zichtlijn.networks.analysis.windows import cut_windows
from zichtlijn.networks.operations import (
    Arrival,
    Workshop,
    compute_edition,
    import_delivery,
    request_edition,
)
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    SIGHTINGS,
    SIGNALS,
    Analysis,
    AnalysisSettings,
    DeliveryKind,
)

PLACED = 0.75  # share of people who could be placed


def bring_in_planted_town(nominal: int, *, access: Access) -> int:
    """Return the number of a finished edition."""
    town = plant_stream(3, nominal=nominal)
    presences = derive_presences(town)
    arrival = Arrival(DeliveryKind.INVENTED, f"proef: {town.people} mensen", "proef.csv", "0" * 64)
    delivery = import_delivery(presences, arrival=arrival, access=access)
    last_day = presences["observed_on"].max()
    edition = request_edition(delivery, settings=AnalysisSettings(as_of=last_day), access=access)

    def compute(edition_id: int, *, access: Access, progress: object) -> None:
        compute_edition(
            edition_id,
            access=access,
            progress=progress,
            analyse=lambda rows, **words: _analyse(town, rows, words["settings"]),
        )

    assert Workshop(compute=compute).compute_all() == 1
    return edition


def _analyse(town: PlantedStream, presences: pl.DataFrame, settings: AnalysisSettings) -> Analysis:
    incidence = build_incidence(presences, as_of=settings.as_of)
    ties = derive_ties(incidence, as_of=settings.as_of)
    first = presences["observed_on"].min()
    windows = cut_windows(first_on=first, last_on=settings.as_of, step=settings.step)
    rng = np.random.default_rng(0)
    seen = set(presences["person"])
    groups = pl.concat(
        [
            _members(town.truth[min(i, len(town.truth) - 1)], window, rng, seen)
            for i, window in enumerate(windows)
        ]
    )
    rows = groups.group_by("window_end", "group").len("size").sort("window_end", "group")
    size = pl.col("size").cast(pl.Int64)
    windows_of_groups = rows.select(
        "window_end",
        "group",
        people_low=size - 1,
        people_high=size + 2,
        observations=pl.lit(3, pl.Int64),
        sources=pl.lit(1, pl.Int64),
        places=pl.lit(0, pl.Int64),
        stability=pl.lit(0.8),
        fluidity=pl.lit("unknown"),
    )
    lines = rows.select(
        "window_end", "group", event=pl.lit("seen"), from_groups=pl.lit(""), size=size
    )
    sightings = pl.DataFrame(
        {
            "observation_id": [f"e{event:08d}" for event in range(len(town.groups))],
            "group": [f"G{group:04d}" for group in town.groups],
        }
    )
    return Analysis(
        settings,
        sum_up(presences, ties, groups["group"].n_unique()),
        ties,
        groups,
        GROUP_WINDOWS.keep(windows_of_groups),
        LIFE_LINES.keep(lines),
        SIGNALS.empty(),
        SIGHTINGS.keep(sightings),
    )


def _members(
    truth: np.ndarray, window: object, rng: np.random.Generator, seen: set[str]
) -> pl.DataFrame:
    placed = np.flatnonzero(rng.random(len(truth)) < PLACED)
    people = pl.DataFrame(
        {
            "person": [f"p{person:08d}" for person in placed],
            "group": [f"G{group:04d}" for group in truth[placed]],
        }
    ).filter(pl.col("person").is_in(list(seen)))
    return GROUPS.keep(
        people.with_columns(window_start=pl.lit(window.start), window_end=pl.lit(window.end))
    )
