"""What the commands of receivers do, as lines to print. Imported once Django is ready."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from django.utils import timezone

from zichtlijn.audit.access import Access
from zichtlijn.desk import door
from zichtlijn.desk.bangs.turn import TakenByAnother, take_turn
from zichtlijn.desk.clock import read_clock
from zichtlijn.desk.door.timers import open_timer_access
from zichtlijn.desk.environment import locate_home
from zichtlijn.fireworks.commands.listening import BrokerPlace, NoBrokerPart, listen_to
from zichtlijn.fireworks.operations import live as living
from zichtlijn.fireworks.operations import receivers as keeping
from zichtlijn.fireworks.queries import ReceiverRecord, fetch_receivers
from zichtlijn.fireworks.reports.words import STATE_WORDS
from zichtlijn.fireworks.terms import LIVE
from zichtlijn.kernel.runs.failures import BrokenInput

WITH_TLS, WITHOUT_TLS = 8883, 1883


def add(code: str, *, x: float, y: float, z: float) -> Iterator[str]:
    """Add a receiver and tell its key."""
    key = keeping.add_receiver(code, x=x, y=y, z=z, access=_open())
    yield from _tell_key(code, key)


def rotate(code: str) -> Iterator[str]:
    """Give a receiver a new key and tell it."""
    key = keeping.rotate_key(code, access=_open())
    yield from _tell_key(code, key)


def revoke(code: str) -> Iterator[str]:
    """Let a receiver send nothing any more."""
    keeping.revoke_receiver(code, access=_open())
    yield f"Ontvanger {code} mag niets meer sturen."


def list_all() -> Iterator[str]:
    """Tell how each receiver is."""
    known = fetch_receivers(access=_open())
    if not known:
        yield "Er zijn nog geen ontvangers. Voeg er een toe: zichtlijn fireworks receivers add"
    for one in known:
        yield _tell_receiver(one)


def live(*, temperature_c: float | None, until_input_ends: bool) -> Iterator[str]:
    """Locate until somebody stops it."""
    stopping = _make_stop(until_input_ends=until_input_ends)
    try:
        with take_turn(locate_home() / "knallen.lock", wait=stopping.wait):
            yield "Klaarmaken ..."
            listening = replace(LIVE, temperature_c=temperature_c)
            living.warm_up(listening=listening)
            around = living.Surroundings(read_clock, stopping.wait, open_timer_access, _say)
            living.run_live(listening=listening, around=around)
    except TakenByAnother:
        return


def listen(
    *,
    broker: str,
    port: int | None,
    user: str,
    password_file: str | None,
    tls: bool,
    ca: str | None,
) -> Iterator[str]:
    """Keep what a broker brings until somebody stops it."""
    password = Path(password_file).read_text(encoding="utf-8").strip() if password_file else ""
    place = BrokerPlace(broker, port or (WITH_TLS if tls else WITHOUT_TLS), user, password, tls, ca)
    yield f"Luisteren naar {broker}, poort {place.port}. Stoppen: Ctrl-C"
    try:
        listen_to(place, read_clock=read_clock, wait=Event().wait, say=_say)
    except NoBrokerPart as problem:
        raise BrokenInput(str(problem)) from problem


def _open() -> Access:
    return door.open_command_access(scope="receivers")


def _tell_key(code: str, key: str) -> Iterator[str]:
    yield f"Ontvanger {code} stuurt voortaan met deze sleutel. U ziet hem alleen nu:"
    yield f"{code}.{key}"


def _tell_receiver(one: ReceiverRecord) -> str:
    use = "in gebruik" if one.active and one.has_key else "niet in gebruik"
    return f"{one.code}: {use}, {STATE_WORDS[one.state]}, {_tell_heard(one.heard_at)}"


def _tell_heard(heard_at: datetime | None) -> str:
    if heard_at is None:
        return "nog nooit gehoord"
    return f"laatst gehoord {timezone.localtime(heard_at):%d-%m-%Y %H:%M:%S}"


def _make_stop(*, until_input_ends: bool) -> Event:
    """Return what is set when the one who started us is gone; Ctrl-C rises by itself."""
    stopping = Event()
    if until_input_ends:
        Thread(target=_wait_for_end, args=(stopping,), name="einde", daemon=True).start()
    return stopping


def _wait_for_end(stopping: Event) -> None:
    while sys.stdin.read(1):
        pass
    stopping.set()


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
