"""What was brought in: the list, one delivery, and a file that was refused."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.networks.queries import (
    Agreements,
    DeliveryRecord,
    EditionRecord,
    fetch_agreements,
    fetch_deliveries,
    fetch_delivery,
    fetch_editions,
    fetch_exports,
)
from zichtlijn.networks.reports.agreements import AskedRow, list_asked
from zichtlijn.networks.reports.exports import write_csv
from zichtlijn.networks.reports.stamp import say_settings
from zichtlijn.networks.reports.words import (
    capitalise,
    say_day,
    say_moment,
    say_number,
    say_short_day,
)
from zichtlijn.networks.terms import AgreementKind, DeliveryKind, EditionState, Verdict

MOST_REFUSED_SHOWN = 20  # on the page; the file for download has all


class EditionRow(NamedTuple):
    """One edition of a delivery."""

    words: str
    state: str
    is_done: bool
    url: str
    made: str
    outcome: str


class DeliveryRow(NamedTuple):
    """One delivery in the list."""

    id: int
    title: str
    kind: str
    is_public: bool
    what: str
    period: str
    source_note: str
    expires: str
    purpose: str
    url: str
    newest: EditionRow | None


@dataclass(frozen=True)
class DeliveriesPage:
    """The list of deliveries."""

    rows: tuple[DeliveryRow, ...]
    latest_day: date  # the last day until which an upload may be kept, by default


class ExportRow(NamedTuple):
    """A file that left."""

    what: str
    made: str
    reader: str
    purpose: str
    expires: str
    recipient: str


@dataclass(frozen=True)
class DeliveryPage:
    """One delivery with its editions, and what would go if it is withdrawn."""

    row: DeliveryRow
    file_name: str
    sha256: str
    imported: str
    rejected: str
    rejected_url: str | None
    editions: tuple[EditionRow, ...]
    exports: tuple[ExportRow, ...]
    last_on: date | None
    going: tuple[str, ...]
    is_waiting: bool  # for somebody of another organisation
    asked: tuple[AskedRow, ...]
    needs_second: bool  # to destroy it, now


class RefusedRow(NamedTuple):
    """One row of a file that was refused."""

    line: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Refusal:
    """Why a file was not taken in, as the form shows it."""

    sentence: str
    rows: tuple[RefusedRow, ...]
    total: str
    download: str  # a data: address of rejected.csv, so that nothing of it is kept here


def deliveries_page(*, access: Access) -> DeliveriesPage:
    """Return the list of deliveries with the newest edition of each. Raises LogUnavailable."""
    rows = []
    for delivery in fetch_deliveries(access=access):
        editions = fetch_editions(delivery.id, access=access)
        newest = _describe_edition(editions[0]) if editions else None
        rows.append(_describe(delivery, newest))
    today = access.moment.date()
    return DeliveriesPage(tuple(rows), today.replace(year=today.year + 1, day=min(today.day, 28)))


def delivery_page(delivery_id: int, *, access: Access) -> DeliveryPage:
    """Return one delivery. Raises NotFound, NotAllowed, LogUnavailable."""
    delivery = fetch_delivery(delivery_id, access=access)
    editions = fetch_editions(delivery_id, access=access)
    exports = fetch_exports(delivery_id, access=access)
    agreements = fetch_agreements(delivery_id, access=access)
    rows = tuple(_describe_edition(edition) for edition in editions)
    return DeliveryPage(
        row=_describe(delivery, rows[0] if rows else None),
        file_name=delivery.file_name,
        sha256=delivery.sha256,
        imported=_("%(moment)s door %(who)s")
        % {"moment": say_moment(delivery.imported_at), "who": delivery.imported_by},
        rejected=say_number(delivery.rejected_rows),
        rejected_url=reverse("networks:rejected", kwargs={"delivery_id": delivery_id})
        if delivery.rejected_rows
        else None,
        editions=rows,
        exports=tuple(
            ExportRow(
                export.form,
                say_moment(export.made_at),
                export.reader,
                export.purpose,
                say_day(export.expires_on) if export.expires_on else "",
                export.recipient,
            )
            for export in exports
        ),
        last_on=delivery.last_on,
        going=_say_going(delivery, len(editions), len(exports)),
        is_waiting=delivery.is_waiting,
        asked=list_asked(agreements),
        needs_second=_needs_second(agreements),
    )


def describe_refusal(sentence: str, rejected: pl.DataFrame | None = None) -> Refusal:
    """Return a refusal for the form. Takes REJECTED, where rows were judged one by one."""
    if rejected is None or rejected.is_empty():
        return Refusal(sentence, (), "", "")
    rows = tuple(
        RefusedRow(str(line) if line is not None else "", column or "", value or "", reason)
        for line, column, value, reason in rejected.head(MOST_REFUSED_SHOWN).iter_rows()
    )
    packed = b64encode(write_csv(rejected)).decode()
    return Refusal(
        sentence, rows, say_number(rejected.height), f"data:text/csv;charset=utf-8;base64,{packed}"
    )


def _needs_second(agreements: Agreements) -> bool:
    is_agreed = any(kind is AgreementKind.DESTROY for kind, _what in agreements.ready)
    return agreements.is_shared and not (agreements.may_take_back or is_agreed)


def _describe(delivery: DeliveryRecord, newest: EditionRow | None) -> DeliveryRow:
    period = (
        f"{say_short_day(delivery.first_on)} – {say_short_day(delivery.last_on)}"
        if delivery.first_on and delivery.last_on
        else ""
    )
    return DeliveryRow(
        delivery.id,
        capitalise(delivery.title),
        {
            DeliveryKind.EXAMPLE: _("openbaar"),
            DeliveryKind.INVENTED: _("verzonnen"),
            DeliveryKind.UPLOAD: _("eigen levering"),
        }[delivery.kind],
        delivery.kind is not DeliveryKind.UPLOAD,
        _("%(observations)s waarnemingen, %(rows)s regels")
        % {"observations": say_number(delivery.observations), "rows": say_number(delivery.rows)},
        period,
        delivery.source_note,
        say_short_day(delivery.expires_on) if delivery.expires_on else "",
        delivery.purpose,
        reverse("networks:delivery", kwargs={"delivery_id": delivery.id}),
        newest,
    )


def _describe_edition(edition: EditionRecord) -> EditionRow:
    state = {
        EditionState.QUEUED: _("wacht op zijn beurt"),
        EditionState.RUNNING: _("wordt berekend, %(share)s%%")
        % {"share": round(100 * edition.progress_share)},
        EditionState.DONE: _("klaar"),
        EditionState.FAILED: _("mislukt"),
        EditionState.INTERRUPTED: _("afgebroken"),
        EditionState.CANCELLED: _("gestopt"),
    }[edition.state]
    return EditionRow(
        say_settings(edition.settings),
        state,
        edition.state is EditionState.DONE,
        reverse("networks:edition", kwargs={"edition_id": edition.id}),
        say_moment(edition.finished_at or edition.requested_at),
        _say_outcome(edition),
    )


def _say_outcome(edition: EditionRecord) -> str:
    if edition.figures is None:
        return edition.failure
    if edition.figures.verdict is Verdict.NOT_ENOUGH_OBSERVATIONS:
        return _("te weinig gezien om groepen te tonen")
    return _("%(groups)s groepen") % {"groups": say_number(edition.figures.groups)}


def _say_going(delivery: DeliveryRecord, editions: int, exports: int) -> tuple[str, ...]:
    """What is destroyed when a delivery is withdrawn."""
    return (
        _("%(n)s waarnemingen met %(rows)s regels over mensen")
        % {"n": say_number(delivery.observations), "rows": say_number(delivery.rows)},
        _("%(n)s edities met al hun banden, groepen en tekeningen") % {"n": say_number(editions)},
        _("de lijst van %(n)s bestanden die hiervan zijn gemaakt: haal ze eerst terug")
        % {"n": say_number(exports)},
    )
