"""What `zichtlijn retention` does, as lines to print. Imported once Django is ready."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils import timezone

from zichtlijn.audit.access import Access
from zichtlijn.desk import door
from zichtlijn.desk.door.timers import KEEPING_GROUND, KEEPING_PURPOSE, open_timer_access
from zichtlijn.kernel.runs.failures import BROKEN_DOWN
from zichtlijn.privacy.operations import retention, stopping
from zichtlijn.privacy.queries.retention import list_stays, read_retention_table
from zichtlijn.privacy.queries.scopes import fetch_grants
from zichtlijn.privacy.reports.retention import count_past_term, prove_destruction
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.proof import Link, Proof

_MAY_DECIDE = frozenset({"process_director", "data_protection_officer"})  # R17 of the rule table


def run() -> Iterator[str]:
    """Destroy what is past its term today, and tell how many."""
    access = open_timer_access()
    gone = retention.run_retention(today=tell_today(access), access=access)
    for one in gone:
        yield f"Vernietigd: {one.records} van {one.room} ({one.data_class}). {one.ground}."
    yield f"Klaar: {sum(one.records for one in gone)} vernietigd."


def tell_due(on: date | None) -> Iterator[str]:
    """Tell how many records are past their term, and what stays longer."""
    access = open_timer_access()
    today = on or tell_today(access)
    table = read_retention_table()
    yield f"Bewaartermijnen versie {table.version}, {len(table.rules)} regels."
    yield f"Stand op {today:%d-%m-%Y}."
    for room in count_past_term(today=today):
        yield f"{room.room}: {room.past_term} voorbij de termijn."
    stays = list_stays(today=today, access=access)
    for stay in stays:
        yield (
            f"Langer bewaard: {stay.room} {stay.record}, {stay.kind} {stay.state},"
            f" tot {stay.until:%d-%m-%Y}, code {stay.code}."
        )


def extend(room: str, record: str, until: date, reason: str, by: str) -> Iterator[str]:
    """Ask to keep one record longer."""
    code = retention.propose_extension(room, record, until=until, reason=reason, access=_open(by))
    yield "Gevraagd. Laat een tweede persoon dit goedkeuren:"
    yield f"  zichtlijn retention confirm {code} --by ACCOUNT"


def confirm(code: str, by: str) -> Iterator[str]:
    """Agree as the second person."""
    retention.confirm_extension(code, access=_open(by))
    yield "Goedgekeurd."


def hold(room: str, record: str, until: date, reason: str, by: str) -> Iterator[str]:
    """Keep one record from destruction."""
    code = retention.place_hold(room, record, until=until, reason=reason, access=_open(by))
    yield f"Tegengehouden tot {until:%d-%m-%Y}. Eerder beëindigen:"
    yield f"  zichtlijn retention lift {code} --by ACCOUNT"


def lift(code: str, by: str) -> Iterator[str]:
    """End a hold."""
    retention.lift_hold(code, access=_open(by))
    yield "Beëindigd. Is de termijn voorbij, dan wordt het vannacht vernietigd."


def stop(room: str, reason: str, by: str, second: str) -> Iterator[str]:
    """Stop a module and tell what went."""
    _open(second)
    gone = stopping.stop_module(room, reason=reason, second=second, access=_open(by))
    yield f"Gestopt: {room}. Vernietigd: {sum(one.records for one in gone)}."
    yield "Het bewijs: zichtlijn retention proof"


def tell_proof() -> Iterator[str]:
    """Tell what was destroyed, and end with 1 where something is not as it should be."""
    proof = _prove()
    for link in proof.links:
        yield _tell_link(link)
    for room in proof.rooms:
        yield f"{room.room}: {room.past_term} voorbij de termijn en nog aanwezig."
    yield f"Nog op te ruimen: {proof.waiting}."
    yield f"Op de lijst van vernietigde nummers: {proof.tombstones}."
    yield _tell_chain(proof)
    _leave(proof)


def tell_proof_as_json() -> Iterator[str]:
    """Give the proof as JSON, so that anyone can do the sum of the chain again."""
    proof = _prove()
    yield json.dumps(
        {
            "sound": proof.is_sound,
            "first_break": proof.first_break,
            "past_term": {room.room: room.past_term for room in proof.rooms},
            "waiting": proof.waiting,
            "destroyed_ids": proof.tombstones,
            "destructions": [
                {
                    "number": link.number,
                    **link.destruction._asdict(),
                    "destroyed_on": link.destruction.destroyed_on.isoformat(),
                    "previous": link.previous,
                    "hash": link.hash,
                }
                for link in proof.links
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
    _leave(proof)


def tell_today(access: Access) -> date:
    """Return the day in the time of the municipality: terms end at its midnight."""
    return timezone.localdate(access.moment)


def _prove() -> Proof:
    access = open_timer_access()
    return prove_destruction(today=tell_today(access), access=access)


def _leave(proof: Proof) -> None:
    if not proof.is_sound:
        raise SystemExit(BROKEN_DOWN)


def _tell_link(link: Link) -> str:
    told = link.destruction
    return (
        f"{link.number}. {told.destroyed_on:%d-%m-%Y} {told.room} {told.data_class}:"
        f" {told.records}, {told.ground}. {link.hash[:16]}"
    )


def _tell_chain(proof: Proof) -> str:
    if proof.first_break is None:
        return f"De keten van {len(proof.links)} verklaringen is heel."
    return f"De keten is gebroken bij verklaring {proof.first_break}. Meld dit als incident."


def _open(account: str) -> Access:
    """Return the access of an account that may decide on terms. Raises NotAllowed."""
    opened = door.open_command_access(scope="retention")
    grants = fetch_grants(account, moment=opened.moment)
    held = sorted({grant.role for grant in grants} & _MAY_DECIDE)
    if not held:
        raise NotAllowed(
            "Dit account heeft geen rol die hierover besluit. Nodig is procesregisseur of"
            " functionaris gegevensbescherming; zie: zichtlijn accounts list",
            rule="R17",
        )
    return replace(
        opened, reader=account, role=held[0], purpose=KEEPING_PURPOSE, legal_ground=KEEPING_GROUND
    )
