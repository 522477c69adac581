"""Checks of what is kept: do the keys open, and is nothing there that should be gone."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import DatabaseError

from zichtlijn.audit import queries as audit
from zichtlijn.audit.keys import KeysUnavailable, SealBroken, count_keys
from zichtlijn.desk.doctor.terms import Finding, good, mind, wrong
from zichtlijn.privacy.queries.retention import count_remains
from zichtlijn.privacy.reports.retention import count_past_term

OLDEST_CHECKPOINT = timedelta(hours=1)  # each quarter of an hour one is due


def check_checkpoints(now: datetime) -> Finding:
    """Look whether the newest lines of the log are signed, and not long ago."""
    subject = "controlepunten"
    try:
        state = audit.fetch_chain_state()
    except DatabaseError:
        return mind(subject, "Het logboek is nog niet te lezen.", "Zie: tabellen.")
    if state.trouble:
        return wrong(subject, f"Niet te lezen: {state.trouble}.", "Zie: zichtlijn log verify")
    if not state.unsigned:
        return good(subject, "Alles in het logboek is ondertekend.")
    to_do = "Laat dit elk kwartier doen: zichtlijn log checkpoint"
    if state.signed_at is None:
        return mind(subject, f"{state.unsigned} regels, nog niet ondertekend.", to_do)
    hours = (now - state.signed_at) // timedelta(hours=1)
    if now - state.signed_at > OLDEST_CHECKPOINT:
        return mind(subject, f"{state.unsigned} regels, het laatste is {hours} uur oud.", to_do)
    return good(subject, f"Ondertekend tot op {state.unsigned} regels na, minder dan een uur oud.")


def check_keys(folder: Path) -> Finding:
    """Look whether the key store opens, and for nobody else."""
    subject = "sleutels"
    if not folder.exists():
        return good(subject, "Nog niet nodig: er is nog niets verzegeld.")
    try:
        number = count_keys()
    except (KeysUnavailable, SealBroken):
        return wrong(
            subject,
            "De sleutelkluis gaat niet open, of de hoofdsleutel hoort er niet bij.",
            f"Zet {folder} terug uit de nieuwste reservekopie: zichtlijn restore ... --keys",
        )
    is_open = [one.name for one in folder.iterdir() if one.is_file() and one.stat().st_mode & 0o077]
    if is_open:
        return wrong(
            subject,
            f"Ook open voor andere accounts: {', '.join(sorted(is_open))}.",
            f"Typ: chmod -R go-rwx {folder}",
        )
    return good(subject, f"{number} sleutels, alleen voor dit account.")


def check_terms(today: date) -> Finding:
    """Look whether anything is past its term and still there."""
    subject = "bewaartermijnen"
    try:
        late = {room.room: room.past_term for room in count_past_term(today=today)}
        waiting = count_remains()
    except DatabaseError:
        return mind(subject, "De tabellen zijn nog niet te lezen.", "Zie: tabellen.")
    if sum(late.values()) or waiting:
        told = ", ".join(f"{room} {number}" for room, number in sorted(late.items()) if number)
        return wrong(
            subject,
            f"Voorbij de termijn en nog aanwezig: {told or 'resten van een vernietiging'}.",
            "Typ: zichtlijn retention run",
        )
    return good(subject, "Niets is voorbij zijn termijn.")
