"""What the floor costs: forty people on a page, and what one account saw in a long log."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.bars import Bar

PROJECT = Path(__file__).resolve().parents[2]
REQUESTS = 200
OVERHEAD_MS = 15
_RUN = (
    "import django; django.setup(); from benchmarks.privacy.floor_measure import main; main({}, {})"
)


def rows() -> Iterator[Bar]:
    """Yield the bars of issue 3 on the cost of the floor."""
    yield from _measure(requests=REQUESTS, lines=1_000_000, seconds_allowed=2)


def night_rows() -> Iterator[Bar]:
    """Yield them over a log ten times as long."""
    yield from _measure(requests=5 * REQUESTS, lines=10_000_000, seconds_allowed=10)


def _measure(*, requests: int, lines: int, seconds_allowed: int) -> Iterator[Bar]:
    with tempfile.TemporaryDirectory() as home:
        told = _run(Path(home), requests, lines)
    yield _judge_page(told, requests)
    for span, (seconds, deeds, codes) in told["reads_by"].items():
        yield Bar(
            f"what one account saw in {span}",
            f"log of {told['log_lines']:,} lines, slowest of three",
            f"{seconds:.2f} s for {deeds:,} deeds with {codes:,} codes opened",
            f"{seconds_allowed} s",
            seconds <= seconds_allowed and told["log_lines"] == lines and codes > 0,
        )


def _judge_page(told: dict[str, Any], requests: int) -> Bar:
    parts = ", ".join(f"{part} {ms}" for part, ms in told["parts_p50_ms"].items() if ms >= 0.05)
    rounds = ", ".join(f"{ms:.1f}" for ms in told["rounds_p95_ms"])
    return Bar(
        "access, log and decrypting on a page of forty people",
        f"{told['requests']} requests, the quietest of three rounds ({rounds}), each with its "
        f"line, {told['log_lines']:,} lines before it; medians in ms: {parts}",
        f"{told['overhead_p95_ms']:.1f} ms p95 as the sum of its parts, "
        f"{told['difference_p95_ms']:.1f} ms p95 as difference; the page "
        f"{told['whole_p50_ms']:.0f} ms median, {told['whole_p95_ms']:.0f} ms p95",
        f"{OVERHEAD_MS} ms",
        told["overhead_p95_ms"] <= OVERHEAD_MS
        and told["requests"] == requests
        and told["lines"] >= 3 * requests,
        f"the same page without them: {told['bare_p50_ms']:.0f} ms median, "
        f"{told['bare_p95_ms']:.0f} ms p95",
    )


def _run(home: Path, requests: int, lines: int) -> dict[str, Any]:
    words = {
        "ZICHTLIJN_HOME": str(home),
        "ZICHTLIJN_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", _RUN.format(requests, lines)],
        cwd=PROJECT,
        env=os.environ | words,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))
