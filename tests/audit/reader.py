"""One who reads in a loop and tells what it shows; it is killed while it does. Run by test_kills.

It is set up once; after each death a child takes its place, so that two hundred deaths cost no two
hundred starts. What is shown goes down a pipe after the transaction, as a page does.
"""

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from zichtlijn.audit import log  # noqa: E402
from zichtlijn.audit.access import Access  # noqa: E402
from zichtlijn.audit.models import LogSegment  # noqa: E402

START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
PLACES = ("before the line", "between line and commit", "between commit and show", "after showing")


def read_and_show(number: int, *, dies_at: str) -> None:
    access = Access(
        reader="account-1", organisation="gemeente Oeverdam", role="jongerenwerker",
        purpose="vroegsignalering", legal_ground="Gemeentewet artikel 172", scope="group:3",
        moment=START + timedelta(seconds=number), trace_id=f"{number:032x}",
    )  # fmt: skip
    _die_if(dies_at, "before the line")
    with transaction.atomic():
        log.record(
            "networks.presences.read", scope="group:3", access=access, subjects=[f"p{number}"]
        )
        person = LogSegment.objects.values_list("name", flat=True).first()  # stands for the record
        _die_if(dies_at, "between line and commit")
    _die_if(dies_at, "between commit and show")
    os.write(1, f"{number} {person}\n".encode())
    _die_if(dies_at, "after showing")


def _die_if(dies_at: str, place: str) -> None:
    if dies_at == place:
        os.kill(os.getpid(), signal.SIGKILL)


def live(first: int, *, reads: int, dies_at: str) -> None:
    """Read on; at the last read die at the place chosen for it, or go on until killed."""
    for number in range(first, first + reads):
        is_last = number == first + reads - 1
        read_and_show(number, dies_at=dies_at if is_last else "")
    signal.pause()


def main() -> None:
    reads, kills = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", "audit", verbosity=0)
    each = 2 * reads // kills + 1
    for life in range(kills):
        rng = random.Random(life)  # noqa: S311  # nothing secret
        connection.close()
        child = os.fork()
        if child == 0:
            live(life * each, reads=each, dies_at=PLACES[life // 2 % 4] if life % 2 else "")
        if life % 2 == 0:  # the other half is killed wherever it is
            time.sleep(rng.uniform(0, 0.06))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, status
    connection.close()


if __name__ == "__main__":
    main()
