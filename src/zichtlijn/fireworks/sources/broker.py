"""A message broker (MQTT) between receivers and us, with paho-mqtt.

At least once, both ways: the broker gets its acknowledgement, and the receiver its confirmation,
only after what it sent is on the disk. A broker that dies gives again what was not acknowledged;
what it had lost itself, the receiver sends again because it had no confirmation.
"""

import queue
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from types import ModuleType
from typing import Any, NamedTuple

TOPIC = "zichtlijn/ontvangers/{code}/tijden"
CONFIRMED = "zichtlijn/ontvangers/{code}/bevestigd"
CLIENT = "zichtlijn-luistert"
MOST_AT_ONCE = 500
LINGER_S = 0.01  # so long others may join a batch: one sync of the disk for all
LOOK_S = 0.2
KEEP_ALIVE_S = 15
AFTER_FAILURE_S = 1.0


class NoBrokerPart(Exception):
    """The part of Zichtlijn that speaks with a broker is not installed."""


@dataclass(frozen=True)
class BrokerPlace:
    """Where the broker is, and as whom we come."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = True
    certificate: str | None = None  # of who signed the broker's; None: those of the system


class Delivery(NamedTuple):
    """What one receiver sent."""

    code: str
    content: bytes


Keep = Callable[[Sequence[Delivery]], Sequence[bytes]]
"""Put a batch on the disk; return for each delivery what its receiver is told. May raise."""


class _Arrived(NamedTuple):
    delivery: Delivery
    number: int
    quality: int
    connection: int


class BrokerLine:
    """The line to one broker: open as long as the program runs."""

    def __init__(self, place: BrokerPlace, *, say: Callable[[str], None]) -> None:
        self._place = place
        self._say = say
        self._arrived: queue.SimpleQueue[_Arrived] = queue.SimpleQueue()
        self._connection = 0  # a number that an older connection gave is worth nothing now
        self._client = self._make_client(_import_paho())

    def run(self, keep: Keep, *, wait: Callable[[float], bool]) -> None:
        """Listen until `wait` says to stop; a broker that is away is called again and again."""
        self._client.connect_async(self._place.host, self._place.port, KEEP_ALIVE_S)
        self._client.loop_start()
        try:
            while not wait(0.0):
                batch = self._gather()
                while batch and not self._keep(batch, keep):
                    if wait(AFTER_FAILURE_S):
                        return
        finally:
            self._client.disconnect()
            self._client.loop_stop()

    def _make_client(self, paho: ModuleType) -> Any:
        client = paho.Client(
            paho.CallbackAPIVersion.VERSION2,
            client_id=CLIENT,
            clean_session=False,  # the broker keeps for us what comes while we are away
            manual_ack=True,
        )
        client.reconnect_delay_set(min_delay=1, max_delay=30)
        client.max_queued_messages_set(0)
        if self._place.user:
            client.username_pw_set(self._place.user, self._place.password)
        if self._place.tls:
            client.tls_set_context(ssl.create_default_context(cafile=self._place.certificate))
        client.on_connect = self._note_connected
        client.on_disconnect = self._note_gone
        client.on_message = self._note_arrival
        return client

    def _note_connected(self, client: Any, *told: Any) -> None:
        reason = told[2]
        if reason.is_failure:
            self._say(f"De broker laat ons niet toe: {reason}.")
            return
        self._connection += 1
        client.subscribe(TOPIC.format(code="+"), qos=1)
        self._say("Verbonden met de broker.")

    def _note_gone(self, *_: Any) -> None:
        self._connection += 1
        self._say("De broker is weg; opnieuw proberen.")

    def _note_arrival(self, _client: Any, _data: Any, message: Any) -> None:
        code = message.topic.split("/")[2]
        delivery = Delivery(code, bytes(message.payload))
        self._arrived.put(_Arrived(delivery, message.mid, message.qos, self._connection))

    def _gather(self) -> list[_Arrived]:
        """Return what came in; waits a moment for the first, and hardly for the others."""
        batch: list[_Arrived] = []
        until = perf_counter() + LOOK_S
        while len(batch) < MOST_AT_ONCE:
            left = until - perf_counter()
            try:
                batch.append(self._arrived.get(timeout=max(left, 0.0)))
            except queue.Empty:
                break
            if len(batch) == 1:
                until = perf_counter() + LINGER_S
        return batch

    def _keep(self, batch: list[_Arrived], keep: Keep) -> bool:
        """Put a batch on the disk, then confirm it; return whether that succeeded."""
        try:
            answers = keep([one.delivery for one in batch])
        except OSError:
            self._say("De schijf of de database is bezet; nog eens.")
            return False
        for one, answer in zip(batch, answers, strict=True):
            self._client.publish(CONFIRMED.format(code=one.delivery.code), answer, qos=0)
            if one.connection == self._connection:
                self._client.ack(one.number, one.quality)
        return True


def _import_paho() -> ModuleType:
    try:
        import paho.mqtt.client as paho  # noqa: PLC0415 - an extra: not every installation has it
    except ImportError as problem:
        raise NoBrokerPart(
            "Voor een broker is een extra onderdeel nodig: pip install 'zichtlijn[mqtt]'"
        ) from problem
    return paho
