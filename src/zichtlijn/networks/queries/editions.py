"""Editions, their frames, and the files that were made of them."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Delivery, Edition, EditionFrame, Export
from zichtlijn.networks.policies import check_can_show, check_has_not_expired
from zichtlijn.networks.queries.admission import (
    admit_delivery,
    check_is_open,
    find_delivery,
    find_edition,
    is_ruled,
)
from zichtlijn.networks.queries.frames import unpack_frame
from zichtlijn.networks.queries.looks import admit_picture
from zichtlijn.networks.queries.records import EditionRecord, ExportRecord
from zichtlijn.networks.terms import (
    AnalysisSettings,
    DeliveryKind,
    EditionState,
    Figures,
    Interval,
    Method,
    NullModel,
    Step,
    TieCounts,
    Verdict,
)


def fetch_editions(delivery_id: int, *, access: Access) -> tuple[EditionRecord, ...]:
    """Return the editions of a delivery, newest first; none of one for another purpose.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    action, scope = "networks.editions.list", f"delivery:{delivery_id}"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="find", action=action, access=access)
        if _is_for_another_purpose(delivery, access=access):
            log.record(action, scope=scope, access=access)
            return ()
        admit_delivery("find", delivery, access=access, action=action, scope=scope)
        rows = Edition.objects.filter(delivery=delivery_id).order_by("-pk")
        return tuple(_record(row) for row in rows)


def fetch_edition(edition_id: int, *, access: Access) -> EditionRecord:
    """Return one edition with its figures, which are aggregates. Raises NotFound, NotAllowed."""
    action, scope = "networks.edition.read", f"edition:{edition_id}"
    with transaction.atomic():
        row = _find(edition_id, action=action, access=access)
        admit_delivery("find", row.delivery, access=access, action=action, scope=scope)
        return _record(row)


def fetch_progress(edition_id: int, *, access: Access) -> EditionRecord:
    """Return how far an edition is. No line in the log: nothing of its contents is read."""
    with transaction.atomic():
        row = _find(edition_id, action="networks.edition.read", access=access)
        check_is_open(row.delivery, access=access)
    row.figures = None
    return _record(row)


def fetch_frames(
    edition_id: int, names: Sequence[str], *, access: Access
) -> dict[str, pl.DataFrame]:
    """Return these frames of a finished edition by name. Raises NotFound, NotAllowed."""
    action = "networks.frames.read"
    with transaction.atomic():
        edition = _find(edition_id, action=action, access=access)
        rows = list(EditionFrame.objects.filter(edition=edition, name__in=names))
        count = sum(row.rows for row in rows)
        admit_picture(edition, access=access, action=action, count=count)
        check_can_show(EditionState(edition.state))
    return {row.name: unpack_frame(row.name, bytes(row.parquet)) for row in rows}


def fetch_exports(delivery_id: int, *, access: Access) -> tuple[ExportRecord, ...]:
    """Return the files made of any edition of a delivery, so that they can be called back."""
    action, scope = "networks.exports.list", f"delivery:{delivery_id}"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="find", action=action, access=access)
        admit_delivery("find", delivery, access=access, action=action, scope=scope)
        rows = Export.objects.filter(edition__delivery=delivery_id)
        return tuple(
            ExportRecord(
                row.form, row.made_at, row.reader, row.purpose, row.expires_on, row.recipient
            )
            for row in rows
        )


def _is_for_another_purpose(delivery: Delivery, *, access: Access) -> bool:
    """Return whether the list on the example desk says only that a delivery is there."""
    is_brought = delivery.kind == DeliveryKind.UPLOAD and not is_ruled(delivery, access=access)
    return is_brought and delivery.purpose != access.purpose


def _find(edition_id: int, *, action: str, access: Access) -> Edition:
    row = find_edition(edition_id, verb="find", action=action, access=access)
    if not is_ruled(row.delivery, access=access):
        check_has_not_expired(row.delivery.expires_on, today=access.moment.date())
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
