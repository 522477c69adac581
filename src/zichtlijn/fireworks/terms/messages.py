"""What a receiver may say: times, levels and a few figures about the shape. Never sound (G22)."""

import json
from typing import NamedTuple

MOST_SHAPE_FIGURES = 20
MOST_PICKS = 500  # in one message
MOST_PICKS_A_SECOND = 20  # a receiver is deaf for 50 ms after a pick
MOST_BYTES = 128_000


class Heard(NamedTuple):
    """One pick."""

    at_us: int  # microseconds since 1970, UTC
    level_db: float | None = None
    snr_db: float | None = None
    clock_ms: float | None = None  # how sure the receiver is of its own clock
    shape: tuple[float, ...] = ()


class Message(NamedTuple):
    """What one receiver sends at once; without picks it is a heartbeat."""

    number: int  # the receiver's own; comes back in the confirmation
    picks: tuple[Heard, ...] = ()
    clock_ms: float | None = None


class Receipt(NamedTuple):
    """What became of a message; once it is given, the picks are on the disk."""

    number: int
    kept: int  # doubled ones included
    too_late: int  # older than an hour: they can change nothing any more
    ahead: int  # from the future: the receiver's clock is wrong
    too_many: int = 0  # in one second more than a receiver can have


def write_receipt(receipt: Receipt) -> bytes:
    """Return a receipt as its receiver gets it.

    >>> write_receipt(Receipt(number=7, kept=2, too_late=0, ahead=1))
    b'{"message":7,"kept":2,"too_late":0,"ahead":1,"too_many":0}'
    """
    told = {"message" if name == "number" else name: n for name, n in receipt._asdict().items()}
    return json.dumps(told, separators=(",", ":")).encode()


def write_refusal(reason: str) -> bytes:
    """Return a refusal as its receiver gets it: a sentence, nothing of what was sent."""
    return json.dumps({"refused": reason}, ensure_ascii=False, separators=(",", ":")).encode()
