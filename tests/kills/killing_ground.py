"""A real program that is killed again and again in the middle of its deeds.

    python killing_ground.py KILLS SEED

Prints one JSON object: how often each deed was under way when it was killed, and everything that
was then half, lost or doubled. ZICHTLIJN_HOME is the folder it may spoil.
"""

import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

django.setup()

import polars as pl  # noqa: E402 - the rooms can be imported once Django stands
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: E402

from zichtlijn.audit.access import Access  # noqa: E402
from zichtlijn.desk.backup.contents import DATABASE, check_database, unpack  # noqa: E402
from zichtlijn.desk.backup.locks import PrivateKey, PublicKey  # noqa: E402
from zichtlijn.desk.backup.making import make_backup  # noqa: E402
from zichtlijn.desk.backup.terms import KEYS_ENDING, What, WrongBackup  # noqa: E402
from zichtlijn.networks import holdings, models  # noqa: E402
from zichtlijn.networks.operations import (  # noqa: E402
    Arrival,
    import_delivery,
    withdraw_delivery,
)
from zichtlijn.networks.terms import PRESENCES, DeliveryKind  # noqa: E402

ROWS = 240  # presences in one delivery: enough to be killed in the middle of
DAY = date(2026, 11, 2)
MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ACCESS = Access(
    reader="proef",
    organisation="gemeente Oeverdam",
    role="informatieanalist",
    purpose="vroegsignalering",
    legal_ground="AVG artikel 6 lid 1 onder e",
    scope="proef",
    moment=MOMENT,
    trace_id="0" * 32,
)


def import_one() -> None:
    """Bring a delivery in."""
    rows = [
        (f"w{i // 4}", datetime(2026, 11, 2, 20), DAY, f"p{i % 60}", "jw", "present", "plein", None, 0.75)
        for i in range(ROWS)
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=dict(PRESENCES.columns), orient="row")
    arrival = Arrival(
        DeliveryKind.UPLOAD, "proef", "p.csv", "0" * 64, expires_on=DAY + timedelta(days=90)
    )
    import_delivery(frame, arrival=arrival, access=ACCESS)


def write_one() -> None:
    """Write on what is there: contest a presence, and let another count again."""
    row = models.Presence.objects.order_by("?").first()
    if row is not None:
        (holdings.settle if row.contested else holdings.contest)(str(row.pk), access=ACCESS)


def destroy_one() -> None:
    """Destroy an observation, or a whole delivery where there are many."""
    delivery = models.Delivery.objects.order_by("?").first()
    if delivery is None:
        return
    if models.Delivery.objects.count() > 3:
        withdraw_delivery(delivery.pk, access=ACCESS)
    else:
        row = models.Presence.objects.filter(delivery=delivery).order_by("?").first()
        if row is not None:
            holdings.destroy((str(row.pk),), access=ACCESS)


def back_up_one() -> None:
    """Make a backup beside those that are there."""
    file = BACKUPS / f"{len(list(BACKUPS.iterdir()))}-{os.getpid()}.zlb"
    make_backup(file, home=HOME, closing=PublicKey(LOCK.public_key()), today=DAY, access=ACCESS)


HOME = Path(os.environ["ZICHTLIJN_HOME"])
BACKUPS = HOME / "backups"
LOCK = X25519PrivateKey.generate()

DEEDS: dict[str, Callable[[], None]] = {
    "backup": back_up_one,
    "import": import_one,
    "write": write_one,
    "destroy": destroy_one,
}


def main(kills: int, seed: int) -> None:
    """Kill, look, and go on."""
    call_command("migrate", verbosity=0)
    BACKUPS.mkdir(exist_ok=True)
    rng = random.Random(seed)  # noqa: S311 - moments of killing, no secrets
    database = Path(str(connections["default"].settings_dict["NAME"]))
    under_way: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(kills):
        connections.close_all()
        under_way[kill_one(number, rng)] += 1
        wrong += look(database) + look_at_backups()
    print(json.dumps({"kills": kills, "under_way": dict(under_way), "wrong": wrong}))


def kill_one(number: int, rng: random.Random) -> str:
    """Start a child that works, kill it at a random moment; return what it was doing."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _work(number, write_end)
    os.close(write_end)
    said = os.read(read_end, 1)  # it has begun
    time.sleep(rng.expovariate(1 / 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(read_end, 4096):
        said += part
    os.close(read_end)
    names = {name[0]: name for name in DEEDS}
    return names[chr(said[-1])]  # a "?" is a deed that failed by itself: KeyError


def _work(number: int, tell: int) -> None:
    """Do deeds until killed; a letter is told before each."""
    rng = random.Random(number)  # noqa: S311 - which deed comes next
    try:
        while True:
            name = rng.choice(list(DEEDS))
            os.write(tell, name[0].encode())
            DEEDS[name]()
    except BaseException as problem:  # noqa: BLE001 - the parent must see it
        os.write(tell, b"?")
        print(repr(problem), file=sys.stderr)
    finally:
        os._exit(1)


def look(database: Path) -> list[str]:
    """Return what is half, lost or doubled, read straight from the file."""
    with sqlite3.connect(database) as file:
        ask = file.execute
        wrong = [] if ask("PRAGMA quick_check").fetchone()[0] == "ok" else ["file is broken"]
        for delivery, rows in ask("SELECT id, rows FROM networks_delivery").fetchall():
            kept = ask(
                "SELECT count(*) FROM networks_presence WHERE delivery_id = ?", (delivery,)
            ).fetchone()[0]
            if rows != kept or kept > ROWS:
                wrong.append(f"delivery {delivery}: {kept} of {rows} rows")
        orphans = ask(
            "SELECT count(*) FROM networks_observation o WHERE NOT EXISTS"
            " (SELECT 1 FROM networks_presence p WHERE p.observation_id = o.id)"
        ).fetchone()[0]
        if orphans:
            wrong.append(f"{orphans} observations without anybody")
        told = Counter(action for (action,) in ask("SELECT action FROM audit_logline"))
        there = ask("SELECT count(*) FROM networks_delivery").fetchone()[0]
        if told["networks.delivery.import"] - told["networks.delivery.withdraw"] != there:
            wrong.append("deliveries and their lines in the log differ")
    file.close()
    return wrong


def look_at_backups() -> list[str]:
    """Return which backups that bear their name cannot be opened; whole ones are cleared away."""
    wrong = []
    for file in BACKUPS.glob("*.zlb"):
        keys = file.with_name(file.name + KEYS_ENDING)
        try:
            with tempfile.TemporaryDirectory() as folder:
                unpack(file, Path(folder), what=What.DATABASE, opening=PrivateKey(LOCK))
                check_database(Path(folder) / DATABASE)
                unpack(keys, Path(folder), what=What.KEYS, opening=PrivateKey(LOCK))
        except (WrongBackup, OSError) as problem:
            wrong.append(f"backup: {problem}")
    for file in BACKUPS.iterdir():
        file.unlink()
    return wrong


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
