"""A table of four organisations' professions with a delivery that two of them brought in."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

import polars as pl
from tests.networks.stand_in import analyse_as_stand_in
from tests.privacy.town import NOW, TODAY, hold, set_table, work

from zichtlijn.audit.access import Access
from zichtlijn.networks import operations
from zichtlijn.networks.operations import Arrival, Workshop, compute_edition
from zichtlijn.networks.queries import fetch_agreements
from zichtlijn.networks.terms import PRESENCES, AnalysisSettings, DeliveryKind
from zichtlijn.privacy.models import Scope

MONDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 6)
SEATS = ("youth_worker", "neighbourhood_officer", "process_director", "analyst", "safety_adviser",
         "enforcement_officer")  # fmt: skip
ROWS = [
    ("w1", MONDAY, "ana", "present"),
    ("w1", MONDAY, "bo", "calming"),
    ("w1", MONDAY, "cem", "present"),
    ("w2", FRIDAY, "ana", "present"),
    ("w2", FRIDAY, "bo", "active"),
    ("w2", FRIDAY, "cem", "active"),
    ("w2", FRIDAY, "dia", "witness"),
]
PICTURED = {"ana", "bo", "cem"}


class Seats(NamedTuple):
    """Who sit at the table, each with his own access, and what lies on it."""

    table: Scope
    youth: Access
    police: Access
    director: Access
    analyst: Access
    adviser: Access
    enforcement: Access
    stranger: Access
    guard: Access
    delivery: int
    edition: int


def sit_down(*, gate: str = "step_3") -> Seats:
    """Bring a file to the table, let another organisation confirm it, and compute it."""
    askers = [hold(role) for role in SEATS]
    table = set_table(*askers, gate=gate)
    elsewhere = hold("neighbourhood_officer")
    youth, police, *others = (work(asker, table) for asker in askers)
    stranger = work(elsewhere, set_table(elsewhere))
    guard = work(hold("data_protection_officer"))
    delivery = bring(youth)
    confirm(delivery, police)
    edition = compute(delivery, police)
    return Seats(table, youth, police, *others, stranger, guard, delivery, edition)


def bring(access: Access, rows: list[tuple[str, date, str, str]] = ROWS) -> int:
    """Bring a file in, and return the number of the delivery."""
    full = [
        (code, datetime(day.year, day.month, day.day, 20), day, person, "wijkagent", part, "plein",
         None, 0.75)
        for code, day, person, part in rows
    ]  # fmt: skip
    arrival = Arrival(
        DeliveryKind.UPLOAD, "pleinen", "pleinen.csv", "0" * 64,
        rejected_rows=1, rejected_csv=b"line,column\n7,Jorrit",
        expires_on=TODAY + timedelta(days=90),
    )  # fmt: skip
    presences = pl.DataFrame(full, schema=dict(PRESENCES.columns), orient="row")
    return operations.import_delivery(presences, arrival=arrival, access=access)


def confirm(delivery: int, access: Access) -> None:
    """Be the second person for what waits at a delivery."""
    (asked,) = fetch_agreements(delivery, access=access).asked
    operations.agree(delivery, asked.code, access=access)


def compute(delivery: int, access: Access, *, seed: int = 1) -> int:
    """Compute an edition at once and return its number."""
    settings = AnalysisSettings(as_of=NOW.date(), seed=seed)
    edition = operations.request_edition(delivery, settings=settings, access=access)
    assert Workshop(compute=_compute).compute_all() == 1
    return edition


def _compute(edition_id: int, *, access: Access, progress: object) -> None:
    compute_edition(edition_id, access=access, progress=progress, analyse=analyse_as_stand_in)
