"""Editions, their frames, and the files that were made of them."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Edition, EditionFrame, Export
from zichtlijn.networks.policies import check_can_read, check_can_show, check_has_not_expired
from zichtlijn.networks.queries.frames import unpack_frame
from zichtlijn.networks.queries.records import EditionRecord, ExportRecord
from zichtlijn.networks.terms import (
    AnalysisSettings,
    DeliveryKind,
    EditionState,
    Figures,
    Interval,
    Method,
    NotFound,
    NullModel,
    Step,
    TieCounts,
    Verdict,
)


def fetch_editions(delivery_id: int, *, access: Access) -> tuple[EditionRecord, ...]:
    """Return the editions of a delivery, newest first. Raises NotAllowed."""
    log.record("networks.editions.list", scope=f"delivery:{delivery_id}", access=access)
    rows = Edition.objects.select_related("delivery").filter(delivery=delivery_id).order_by("-pk")
    return tuple(_record(row) for row in rows if _may_see(row, access))


def fetch_edition(edition_id: int, *, access: Access) -> EditionRecord:
    """Return one edition with its figures. Raises NotFound, NotAllowed."""
    log.record("networks.edition.read", scope=f"edition:{edition_id}", access=access)
    return _record(_find(edition_id, access=access))


def fetch_progress(edition_id: int, *, access: Access) -> EditionRecord:
    """Return how far an edition is. No line in the log: nothing of its contents is read."""
    row = _find(edition_id, access=access)
    row.figures = None
    return _record(row)


def fetch_frames(
    edition_id: int, names: Sequence[str], *, access: Access
) -> dict[str, pl.DataFrame]:
    """Return these frames of a finished edition by name. Raises NotFound, NotAllowed."""
    edition = _find(edition_id, access=access)
    check_can_show(EditionState(edition.state))
    rows = list(EditionFrame.objects.filter(edition=edition, name__in=names))
    log.record(
        "networks.frames.read",
        scope=f"edition:{edition_id}",
        access=access,
        count=sum(row.rows for row in rows),
    )
    return {row.name: unpack_frame(row.name, bytes(row.parquet)) for row in rows}


def fetch_exports(delivery_id: int, *, access: Access) -> tuple[ExportRecord, ...]:
    """Return the files made of any edition of a delivery, so that they can be called back."""
    log.record("networks.exports.list", scope=f"delivery:{delivery_id}", access=access)
    rows = Export.objects.filter(edition__delivery=delivery_id)
    return tuple(
        ExportRecord(row.form, row.made_at, row.reader, row.purpose, row.expires_on) for row in rows
    )


def _find(edition_id: int, *, access: Access) -> Edition:
    row = Edition.objects.select_related("delivery").filter(pk=edition_id).first()
    if row is None:
        raise NotFound("Deze editie is er niet, of niet meer.")
    check_has_not_expired(row.delivery.expires_on, today=access.moment.date())
    check_can_read(
        DeliveryKind(row.delivery.kind), recorded_for=row.delivery.purpose, purpose=access.purpose
    )
    return row


def _record(row: Edition) -> EditionRecord:
    return EditionRecord(
        id=row.pk,
        delivery_id=row.delivery_id,
        settings=AnalysisSettings(
            as_of=row.as_of,
            half_life_days=row.half_life_days,
            step=Step(row.step),
            method=Method(row.method),
            gathering_size=row.gathering_size,
            fdr=row.fdr,
            bootstraps=row.bootstraps,
            seed=row.seed,
        ),
        code_version=row.code_version,
        input_hash=row.input_hash,
        dot_seed=row.dot_seed,
        state=EditionState(row.state),
        progress_words=row.progress_words,
        progress_share=row.progress_share,
        failure=row.failure,
        requested_at=row.requested_at,
        finished_at=row.finished_at,
        figures=read_figures(row.figures) if row.figures else None,
    )


def read_figures(stored: dict[str, Any]) -> Figures:
    """Return figures as they were kept (operations.computing writes them by dataclasses.asdict)."""
    interval = stored["monthly_change_interval"]
    return Figures(
        **{
            **stored,
            "ties": TieCounts(**stored["ties"]),
            "method": Method(stored["method"]),
            "verdict": Verdict(stored["verdict"]),
            "null_model": NullModel(stored["null_model"]),
            "monthly_change_interval": Interval(**interval) if interval else None,
        }
    )


def _may_see(row: Edition, access: Access) -> bool:
    kind = DeliveryKind(row.delivery.kind)
    return kind is not DeliveryKind.UPLOAD or row.delivery.purpose == access.purpose
