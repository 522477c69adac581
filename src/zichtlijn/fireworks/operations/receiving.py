"""What receivers send is on the disk before it is confirmed.

No line in the log for each message: a machine reports times, nobody reads anything, and
what came in stands in the tables themselves. Who adds a receiver or a key does leave a line.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from zichtlijn.fireworks.models import Pick, Receiver, ReceiverHour
from zichtlijn.fireworks.operations.seconds import find_overflow
from zichtlijn.fireworks.terms import LATEST, Heard, Message, Receipt, to_us

AHEAD_US = 2_000_000  # further in the future than the ways of a network explain
BATCH = 500


def keep_messages(
    messages: Sequence[tuple[int, Message]], *, moment: datetime
) -> tuple[Receipt, ...]:
    """Keep the messages of receivers (number of the receiver, message), all or none.

    Twice the same is once. A receipt is in the order of the messages; only once it is there
    may a receiver be told that its picks are safe. In one second a receiver keeps at most twenty
    picks, in however many messages: what a stolen key can add is what a receiver can hear.
    """
    newest = to_us(moment) + AHEAD_US
    oldest = newest - AHEAD_US - LATEST // timedelta(microseconds=1)
    with transaction.atomic():
        in_time = [
            (receiver, [one for one in message.picks if oldest <= one.at_us <= newest])
            for receiver, message in messages
        ]
        over = find_overflow(in_time)
        kept = [
            [one for one in picks if (receiver, one.at_us) not in over]
            for receiver, picks in in_time
        ]
        rows = zip((receiver for receiver, _ in messages), kept, strict=True)
        Pick.objects.bulk_create(_make_picks(rows), batch_size=BATCH, ignore_conflicts=True)
        _note_heard(messages, moment=moment)
    return tuple(
        _write_receipt(message, oldest, newest, kept=len(picks))
        for (_, message), picks in zip(messages, kept, strict=True)
    )


def _make_picks(kept: Iterable[tuple[int, Sequence[Heard]]]) -> Iterable[Pick]:
    for receiver, picks in kept:
        for heard in picks:
            yield Pick(
                receiver_id=receiver,
                at_us=heard.at_us,
                level_db=heard.level_db,
                snr_db=heard.snr_db,
                clock_ms=heard.clock_ms,
                shape=list(heard.shape) or None,
            )


def _note_heard(messages: Sequence[tuple[int, Message]], *, moment: datetime) -> None:
    """Write down that these receivers live, and in which hour they listened."""
    clocks = {receiver: message.clock_ms for receiver, message in messages}
    for receiver, clock_ms in clocks.items():
        told = {} if clock_ms is None else {"clock_ms": clock_ms}
        Receiver.objects.filter(pk=receiver).update(heard_at=moment, **told)
    hour = moment.replace(minute=0, second=0, microsecond=0)
    ReceiverHour.objects.bulk_create(
        (ReceiverHour(receiver_id=receiver, hour=hour) for receiver in clocks),
        ignore_conflicts=True,
    )


def _write_receipt(message: Message, oldest: int, newest: int, *, kept: int) -> Receipt:
    too_late = sum(one.at_us < oldest for one in message.picks)
    ahead = sum(one.at_us > newest for one in message.picks)
    too_many = len(message.picks) - too_late - ahead - kept
    return Receipt(message.number, kept, too_late, ahead, too_many)
