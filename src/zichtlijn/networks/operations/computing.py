"""From the observations of a delivery to the tables of an edition."""

from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256

import polars as pl
from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.analysis.evidence import derive_meetings, derive_without_source
from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.layout import derive_homes, derive_layout
from zichtlijn.networks.analysis.study import analyse
from zichtlijn.networks.analysis.study_groups import Progress
from zichtlijn.networks.models import Edition, EditionFrame
from zichtlijn.networks.queries import fetch_edition, fetch_presences
from zichtlijn.networks.queries.admission import is_ruled, name_scope
from zichtlijn.networks.queries.frames import pack_frame
from zichtlijn.networks.terms import Analysis, WrongData

Analyse = Callable[..., Analysis]


def compute_edition(
    edition_id: int, *, access: Access, progress: Progress, analyse: Analyse = analyse
) -> None:
    """Derive an edition and keep all of its tables, or none; its state is the caller's to set.

    Raises WrongData, NotFound, NotAllowed, LogUnavailable, and what `progress` raises.
    """
    edition = fetch_edition(edition_id, access=access)
    settings = edition.settings
    presences = fetch_presences(edition.delivery_id, access=access)
    study = analyse(
        presences,
        settings=settings,
        progress=lambda words, share: progress(words, 0.9 * share),
    )
    progress("waarnemingen bij de banden zoeken", 0.9)
    incidence = build_incidence(
        presences, as_of=settings.as_of, gathering_size=settings.gathering_size
    )
    frames = {
        "ties": study.ties,
        "groups": study.groups,
        "group_windows": study.group_windows,
        "life_lines": study.life_lines,
        "signals": study.signals,
        "sightings": study.sightings,
        "meetings": derive_meetings(incidence, study.ties),
    }
    progress("rekenen zonder elke bron", 0.93)
    frames["without_source"] = derive_without_source(presences, settings=settings)
    progress("de tekening maken", 0.97)
    homes = derive_homes(study.groups)
    frames["layout"] = derive_layout(study.ties, homes, seed=settings.seed)
    with transaction.atomic():
        _log(edition_id, presences, access=access)
        _keep(edition_id, frames, study, presences)


def _log(edition_id: int, presences: pl.DataFrame, *, access: Access) -> None:
    """Write the line, with everybody counted where they are under our care (Logboek)."""
    row = Edition.objects.select_related("delivery").filter(pk=edition_id).first()
    ruled = row is not None and is_ruled(row.delivery, access=access)
    scope = f"edition:{edition_id}"
    log.record(
        "networks.edition.compute",
        scope=name_scope(row.delivery, scope) if row else scope,
        access=access,
        count=presences.height,
        subjects=tuple(presences["person"].unique().sort()) if ruled else (),
    )


def _keep(
    edition_id: int, frames: dict[str, pl.DataFrame], study: Analysis, presences: pl.DataFrame
) -> None:
    EditionFrame.objects.filter(edition=edition_id).delete()
    EditionFrame.objects.bulk_create(
        EditionFrame(
            edition_id=edition_id, name=name, rows=frame.height, parquet=pack_frame(name, frame)
        )
        for name, frame in frames.items()
    )
    kept = Edition.objects.filter(pk=edition_id).update(
        figures=asdict(study.figures), input_hash=hash_presences(presences)
    )
    if not kept:
        raise WrongData("De levering is ingetrokken terwijl er gerekend werd.")


def hash_presences(presences: pl.DataFrame) -> str:
    """Return the SHA-256 of PRESENCES as CSV in order of observation and person."""
    rows = presences.sort("observation_id", "person").write_csv()
    return sha256(rows.encode()).hexdigest()
