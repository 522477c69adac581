"""Measure the floor in a home of its own; prints what it found as JSON. Started by bench_floor."""

import json
import statistics
import sys
import time
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks.privacy.floor_home import ACCOUNT, PEOPLE, begin_hour, furnish
from benchmarks.privacy.floor_log import fill_log, time_reads_by
from benchmarks.privacy.floor_parts import Doing, Floor

PAGE = "/personen/bekend/"
_WARM_UP = 10
_ROUNDS = 3
"""The quietest counts: what others do on this machine only ever adds."""


def main(requests: int, lines: int) -> None:
    """Fill the log, and measure the page of forty and the log over it."""
    call_command("migrate", verbosity=0)
    browser = furnish(moment=datetime.now(UTC))  # noqa: TID251  # the page has the real clock
    written = fill_log(lines)
    rounds = [measure_page(browser, requests) for _ in range(_ROUNDS)]
    told = min(rounds, key=itemgetter("overhead_p95_ms"))
    told["rounds_p95_ms"] = [one["overhead_p95_ms"] for one in rounds]
    told |= {"lines": _count_lines(), "log_lines": written, "reads_by": time_reads_by()}
    print(json.dumps(told))


def measure_page(browser: Client, requests: int) -> dict[str, Any]:
    """Ask for the page by turns whole and without the floor."""
    floor = Floor()
    whole, bare, parts = [], [], []
    with floor.laid():
        for turn in range(_WARM_UP + requests):
            begin_hour()
            seconds = _ask(browser, floor, Doing.TIMED)
            measured = dict(floor.seconds)
            without = _ask(browser, floor, Doing.LEFT_OUT)
            if turn >= _WARM_UP:
                whole.append(seconds)
                bare.append(without)
                parts.append(measured)
    return {
        "requests": len(whole),
        "overhead_p95_ms": _p95([sum(one.values()) for one in parts]),
        "whole_p50_ms": 1000 * statistics.median(whole),
        "whole_p95_ms": _p95(whole),
        "bare_p50_ms": 1000 * statistics.median(bare),
        "bare_p95_ms": _p95(bare),
        "difference_p95_ms": _p95([one - other for one, other in zip(whole, bare, strict=True)]),
        "commit_p95_ms": _p95([one["commit"] for one in parts]),
        "parts_p50_ms": {
            part: round(1000 * statistics.median(one[part] for one in parts), 2)
            for part in parts[0]
        },
    }


def _ask(browser: Client, floor: Floor, doing: Doing) -> float:
    floor.begin(doing)
    started = time.perf_counter()
    page = browser.get(PAGE)
    seconds = time.perf_counter() - started
    shown = page.content.decode().count('<th scope="row">')
    if (page.status_code, shown) != (200, PEOPLE):
        raise SystemExit(f"the page answered {page.status_code} and showed {shown} people")
    return seconds


def _count_lines() -> int:
    with connection.cursor() as cursor:
        asked = "SELECT count(*) FROM audit_logline WHERE reader = %s AND count = %s"
        return int(cursor.execute(asked, [ACCOUNT, PEOPLE]).fetchone()[0])


def _p95(seconds: list[float]) -> float:
    return 1000 * statistics.quantiles(seconds, n=20)[18]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
