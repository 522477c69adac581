"""What a first start finds: published research data, and a municipality that does not exist."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import polars as pl
from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.networks.examples.oeverdam import LAST_DAY, NOTE, TITLE, make_oeverdam
from zichtlijn.networks.operations import Arrival, import_delivery, request_edition
from zichtlijn.networks.queries import fetch_deliveries
from zichtlijn.networks.sources.contact_lists import derive_spells, read_contacts
from zichtlijn.networks.sources.examples import Example, locate_examples
from zichtlijn.networks.terms import AnalysisSettings, DeliveryKind, Method, Step

PUBLISHED = "voorbeeld: openbare onderzoeksgegevens"
GAP_SECONDS = 60  # as `zichtlijn networks from-contacts` has it by default


def prepare_examples(*, access: Access) -> Iterator[str]:
    """Bring in each example that is not there yet and ask for its edition, telling what was done.

    The editions are computed by the server, in the background of the first visit.
    """
    there = {delivery.sha256 for delivery in fetch_deliveries(access=access)}
    smallest, *larger = locate_examples()
    yield _prepare_published(smallest, PUBLISHED, there, access=access)
    yield _prepare_oeverdam(there, access=access)
    for example in larger:
        yield _prepare_published(example, f"{PUBLISHED} (groter)", there, access=access)


def _prepare_oeverdam(there: set[str], *, access: Access) -> str:
    presences = make_oeverdam()
    fingerprint = sha256(presences.write_csv().encode()).hexdigest()
    if fingerprint in there:
        return f"Er al: {TITLE}"
    arrival = Arrival(
        kind=DeliveryKind.INVENTED,
        title=TITLE,
        file_name="oeverdam",
        sha256=fingerprint,
        source_note=NOTE,
    )
    _bring_in(presences, arrival, AnalysisSettings(as_of=LAST_DAY), access=access)
    return f"Klaargezet: {TITLE}"


def _prepare_published(example: Example, title: str, there: set[str], *, access: Access) -> str:
    """Bring in a contact list of sensors; two weeks, dense: the method for contacts, by week."""
    found = read_contacts(example.path)
    if found.file.sha256 in there:
        return f"Er al: {title}"
    presences = derive_spells(found.contacts, gap_seconds=GAP_SECONDS, start=example.start)
    arrival = Arrival(
        kind=DeliveryKind.EXAMPLE,
        title=title,
        file_name=example.path.name,
        sha256=found.file.sha256,
        source_note=f"{example.title}. {example.source}",
    )
    last_day: date = presences["observed_on"].max()  # type: ignore[assignment]  # rows exist
    settings = AnalysisSettings(as_of=last_day, step=Step.WEEK, method=Method.CONTACTS)
    _bring_in(presences, arrival, settings, access=access)
    return f"Klaargezet: {title}"


def _bring_in(
    presences: pl.DataFrame, arrival: Arrival, settings: AnalysisSettings, *, access: Access
) -> None:
    with transaction.atomic():  # killed between the two, an example would never get its edition
        delivery_id = import_delivery(presences, arrival=arrival, access=access)
        request_edition(delivery_id, settings=settings, access=access)
