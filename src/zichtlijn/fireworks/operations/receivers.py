"""Receivers are added, given a key, and taken away; each with its line in the log."""

import secrets

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Receiver
from zichtlijn.fireworks.policies.keys import KEY_BYTES, check_code, fits, hash_key
from zichtlijn.fireworks.terms import NotAllowed, NotFound, State
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.terms.taking import Again, TakenKind


def add_receiver(code: str, *, x: float, y: float, z: float, access: Access) -> str:
    """Add a receiver at a place in metres RD; return its key, which is told only now.

    Raises NotAllowed where the code cannot be one or is taken, LogUnavailable.
    """
    check_code(code)
    key = secrets.token_urlsafe(KEY_BYTES)
    with transaction.atomic():
        if Receiver.objects.filter(code=code).exists():
            raise NotAllowed("Er is al een ontvanger met deze code.")
        log.record("fireworks.receiver.add", scope=f"receiver:{code}", access=access, count=1)
        Receiver.objects.create(
            code=code,
            x=x,
            y=y,
            z=z,
            key_hash=hash_key(key),
            key_since=access.moment,
            state=State.NEW,
            state_since=access.moment,
        )
    return key


def rotate_key(code: str, *, access: Access) -> str:
    """Give a receiver a new key, which is told only now; the old one fits no more.

    Raises NotFound, LogUnavailable.
    """
    key = secrets.token_urlsafe(KEY_BYTES)
    with transaction.atomic():
        receiver = _find(code)
        log.record("fireworks.receiver.rotate", scope=f"receiver:{code}", access=access, count=1)
        receiver.key_hash, receiver.key_since = hash_key(key), access.moment
        receiver.active = True
        receiver.save(update_fields=["key_hash", "key_since", "active"])
        note_taken(TakenKind.RECEIVER, str(receiver.pk), moment=access.moment)
    return key


def revoke_receiver(code: str, *, access: Access) -> None:
    """Let a receiver send nothing any more. Raises NotFound, LogUnavailable."""
    with transaction.atomic():
        receiver = _find(code)
        log.record("fireworks.receiver.revoke", scope=f"receiver:{code}", access=access, count=1)
        receiver.key_hash, receiver.active = "", False
        receiver.save(update_fields=["key_hash", "active"])
        note_taken(TakenKind.RECEIVER, str(receiver.pk), moment=access.moment)


def take_key_again(number: int, *, since: str, access: Access) -> Again:
    """Take a key away that an older copy of the database brought back; since when is in UTC, ISO.

    The receiver then sends nothing until it is given a new key.
    """
    row = Receiver.objects.filter(pk=number).exclude(key_hash="").first()
    if row is None or (row.key_since and row.key_since.isoformat() >= since):
        return Again.ALREADY
    log.record("fireworks.receiver.revoke", scope=f"receiver:{row.code}", access=access, count=1)
    row.key_hash, row.active = "", False
    row.save(update_fields=["key_hash", "active"])
    return Again.DONE


def recognise(code: str, key: str) -> int | None:
    """Return the number of the receiver whose key this is, None where it is nobody's."""
    row = Receiver.objects.filter(code=code, active=True).values_list("pk", "key_hash").first()
    pk, key_hash = row or (None, "")
    return pk if fits(key, key_hash=key_hash) else None


def list_numbers() -> dict[str, int]:
    """Return the number of each receiver in use, by its code; for what a broker lets through."""
    return dict(Receiver.objects.filter(active=True).values_list("code", "pk"))


def _find(code: str) -> Receiver:
    receiver = Receiver.objects.select_for_update().filter(code=code).first()
    if receiver is None:
        raise NotFound("Er is geen ontvanger met deze code.")
    return receiver
