"""A log as it stands on a disk, for tests that tamper with it or kill who writes it."""

import os
import subprocess
import sys
from pathlib import Path

WRITE = """
import django
django.setup()
from datetime import UTC, datetime, timedelta
from django.core.management import call_command
from django.db import transaction
call_command("migrate", "audit", verbosity=0)
from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.audit.exports import write_export
from zichtlijn.audit.operations import sign_newest
start = datetime(2026, 10, 31, 20, 0, tzinfo=UTC)
for number in range({lines}):
    moment = start + timedelta(minutes=7 * number)
    access = Access(
        reader=f"account-{{number % 5}}", organisation="gemeente Oeverdam", role="jongerenwerker",
        purpose="vroegsignalering", legal_ground="Gemeentewet artikel 172", scope="group:3",
        moment=moment, trace_id=f"{{number:032x}}", reason="=overleg, \\"morgen\\"\\nvroeg",
    )
    with transaction.atomic():
        log.record("networks.presences.read", scope="group:3", access=access,
                   subjects=[f"p{{number}}", "p0", "p0"] if number % 3 else ())
sign_newest(moment=moment)
"""


def run_code(code: str, *, home: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with an installation of its own."""
    settings = {"ZICHTLIJN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
    )


def write_log(home: Path, *, lines: int, after: str = "") -> None:
    """Write a log of two months with subjects and checkpoints, signed to its end."""
    home.mkdir(parents=True, exist_ok=True)
    done = run_code(WRITE.format(lines=lines) + after, home=home)
    assert done.returncode == 0, done.stderr
