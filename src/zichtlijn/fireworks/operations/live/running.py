"""Locate as long as the program runs; whatever fails, begin again from the tables."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, timedelta
from time import perf_counter
from typing import NamedTuple

from django.db import OperationalError, connection

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Pick
from zichtlijn.fireworks.operations.keeping import tidy
from zichtlijn.fireworks.operations.live.locator import LiveLocator
from zichtlijn.fireworks.operations.live.places import read_layout
from zichtlijn.fireworks.terms import Listening, WrongData

Clock = Callable[[], datetime]
Wait = Callable[[float], bool]
"""Wait so many seconds; return whether it is time to stop."""

LOOK_S = 0.02
QUIET_S = 0.25  # between steps in which nothing new came in
LOOK_AT_RECEIVERS = timedelta(seconds=5)
TIDY = timedelta(minutes=10)
WITHOUT_RECEIVERS_S = 5.0
AFTER_FAILURE_S = 1.0


class Surroundings(NamedTuple):
    """What the door lends to a program that runs on: the clock, a way to stop, and a voice."""

    read_clock: Clock
    wait: Wait
    open_access: Callable[[], Access]
    say: Callable[[str], None]


def run_live(*, listening: Listening, around: Surroundings) -> None:
    """Locate until `wait` says to stop. A busy disk is tried again, from the last kept moment."""
    stopped = False
    with ThreadPoolExecutor(1, thread_name_prefix="vaststellen") as executor:
        while not stopped:
            try:
                stopped = _run_once(listening, around, executor)
            except OperationalError:
                around.say("De database is bezet; opnieuw vanaf het laatst bewaarde moment.")
                connection.close()
                stopped = around.wait(AFTER_FAILURE_S)


def _run_once(listening: Listening, around: Surroundings, executor: Executor) -> bool:
    """Locate with the receivers of now; return whether it is time to stop."""
    read_clock, wait, open_access, say = around
    layout = read_layout()
    try:
        locator = LiveLocator(layout, listening=listening, moment=read_clock(), executor=executor)
    except WrongData as problem:  # too few receivers, or all in a row
        say(str(problem))
        return wait(WITHOUT_RECEIVERS_S)
    say(f"{layout.receivers.height} ontvangers, vanaf nu.")
    looked = read_clock()
    tidied = looked - TIDY
    while not _wait_for_picks(locator, wait):
        locator.step(moment=read_clock())
        now = read_clock()
        if now - tidied >= TIDY:
            tidy(access=open_access())
            tidied = now
        if now - looked >= LOOK_AT_RECEIVERS:
            looked = now
            if read_layout().hash != layout.hash:
                say("De ontvangers zijn veranderd.")
                return False
    return True


def _wait_for_picks(locator: LiveLocator, wait: Wait) -> bool:
    """Wait for picks, a quarter of a second at most; return whether it is time to stop."""
    until = perf_counter() + QUIET_S
    while not wait(LOOK_S):
        if perf_counter() >= until or Pick.objects.filter(pk__gt=locator.seen).exists():
            return False
    return True
