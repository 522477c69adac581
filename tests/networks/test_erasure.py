"""After a withdrawal the pseudonym can be read in no file of the home folder."""

import os
import subprocess
import sys
from pathlib import Path

MARKER = "pseudoniem-dat-weg-moet"

BRING_IN_AND_WITHDRAW = """
import datetime as dt, django, polars as pl, sys
django.setup()
from django.core.management import call_command
from zichtlijn.audit.access import Access
from zichtlijn.networks import operations
from zichtlijn.networks.terms import PRESENCES, DeliveryKind
call_command("migrate", verbosity=0)
moment = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
purpose = "vroegsignalering"
access = Access("lezer", "gemeente", "rol", purpose, "grond", "deliveries", moment, "0" * 32)
day = dt.datetime(2026, 10, 1)
rows = [
    (f"o{n}", day, day.date(), f"{sys.argv[1]}-{p}", "bron", "present", None, None, 1.0)
    for n in range(300) for p in range(4)
]
presences = pl.DataFrame(rows, schema=dict(PRESENCES.columns), orient="row")
arrival = operations.Arrival(
    DeliveryKind.UPLOAD, "titel", "bestand.csv", "0" * 64, expires_on=dt.date(2027, 1, 1)
)
number = operations.import_delivery(presences, arrival=arrival, access=access)
print("kept", flush=True)
if sys.argv[2] == "withdraw":
    operations.withdraw_delivery(number, access=access)
print("done", flush=True)
import os; os._exit(0)  # as if killed: no tidy closing of the database
"""


def _read_everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def _run(home: Path, deed: str) -> bytes:
    home.mkdir()
    settings = {"ZICHTLIJN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", BRING_IN_AND_WITHDRAW, MARKER, deed],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )
    assert ended.stdout.split() == ["kept", "done"], ended.stderr
    return _read_everything(home)


def test_what_is_kept_can_be_found_on_the_disk(tmp_path: Path) -> None:
    """The search below finds something where there is something."""
    assert MARKER.encode() in _run(tmp_path / "thuis", "keep")


def test_what_is_withdrawn_cannot_be_found_on_the_disk(tmp_path: Path) -> None:
    assert MARKER.encode() not in _run(tmp_path / "thuis", "withdraw")
