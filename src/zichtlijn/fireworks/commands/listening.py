"""Between a broker and the tables: read each message, keep a batch, answer each receiver."""

from collections.abc import Callable, Sequence
from datetime import datetime
from time import perf_counter

from django.db import Error, connection

from zichtlijn.fireworks.operations.receivers import list_numbers
from zichtlijn.fireworks.operations.receiving import keep_messages
from zichtlijn.fireworks.policies.pace import Pace
from zichtlijn.fireworks.sources.broker import BrokerLine, BrokerPlace, Delivery, NoBrokerPart
from zichtlijn.fireworks.sources.messages import read_message
from zichtlijn.fireworks.terms import Message, Refused
from zichtlijn.fireworks.terms.messages import write_receipt, write_refusal

__all__ = ["BrokerPlace", "NoBrokerPart", "listen_to"]

AT_ONCE, PER_SECOND = 200, 40
_UNKNOWN = "Deze ontvanger is hier niet bekend of mag niets meer sturen."
_TOO_OFTEN = "Te veel berichten na elkaar; stuur ze later nog eens."


def listen_to(
    place: BrokerPlace,
    *,
    read_clock: Callable[[], datetime],
    wait: Callable[[float], bool],
    say: Callable[[str], None],
) -> None:
    """Keep what comes in from a broker until `wait` says to stop. Raises NoBrokerPart."""
    desk = _Desk(read_clock)
    BrokerLine(place, say=say).run(desk.keep, wait=wait)


class _Desk:
    """Takes messages in; knows how often each receiver came."""

    def __init__(self, read_clock: Callable[[], datetime]) -> None:
        self._read_clock = read_clock
        self._pace = Pace(at_once=AT_ONCE, per_second=PER_SECOND)

    def keep(self, deliveries: Sequence[Delivery]) -> list[bytes]:
        """Keep a batch in one go; return what each receiver is told. Raises OSError."""
        try:
            return self._keep(deliveries)
        except Error as problem:
            connection.close()
            raise OSError from problem

    def _keep(self, deliveries: Sequence[Delivery]) -> list[bytes]:
        numbers = list_numbers()
        answers: list[bytes] = [b""] * len(deliveries)
        read: dict[int, tuple[int, Message]] = {}
        for at, one in enumerate(deliveries):
            try:
                read[at] = self._read(one, numbers)
            except Refused as refusal:
                answers[at] = write_refusal(str(refusal))
        receipts = keep_messages(tuple(read.values()), moment=self._read_clock())
        for at, receipt in zip(read, receipts, strict=True):
            answers[at] = write_receipt(receipt)
        return answers

    def _read(self, delivery: Delivery, numbers: dict[str, int]) -> tuple[int, Message]:
        if delivery.code not in numbers:
            raise Refused(_UNKNOWN)
        if not self._pace.lets_in(delivery.code, at_s=perf_counter()):
            raise Refused(_TOO_OFTEN)
        return numbers[delivery.code], read_message(delivery.content)
