"""Real records in a real home: names and texts that can be searched for, sealed as the desk does.

    python planting.py plant NUMBER DUE      prints what was planted, one JSON object a line
    python planting.py read                  reads such lines, prints how many can be opened now
    python planting.py kill KILLS SEED       destroys, is killed in the middle, goes on; one JSON object

ZICHTLIJN_HOME is the folder it may spoil.
"""

import json
import os
import random
import secrets
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import django
from django.core.management import call_command
from django.db import connections, transaction

django.setup()

import polars as pl  # noqa: E402 - the rooms can be imported once Django stands

from zichtlijn.audit import keys  # noqa: E402
from zichtlijn.audit.access import Access  # noqa: E402
from zichtlijn.networks.operations import Arrival, import_delivery  # noqa: E402
from zichtlijn.networks.terms import PRESENCES, DeliveryKind  # noqa: E402
from zichtlijn.persons.models import (  # noqa: E402
    IdentityRecord,
    IdentityVersion,
    NamedObservation,
)
from zichtlijn.privacy.models import DestructionRecord, Remains  # noqa: E402
from zichtlijn.privacy.operations.retention import run_retention  # noqa: E402
from zichtlijn.privacy.policies.proof import find_first_break  # noqa: E402
from zichtlijn.privacy.queries.retention import fetch_destructions  # noqa: E402

MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ACCESS = Access(
    reader="bewaartermijnen",
    organisation="gemeente Oeverdam",
    role="timer",
    purpose="oversight",
    legal_ground="AVG artikel 5 lid 1 onder e",
    scope="retention",
    moment=MOMENT,
    trace_id="0" * 32,
    origin="timer",
)
Planted = dict[str, str]


def plant(number: int, due: date) -> list[Planted]:
    """Write down so many people with one observation each; return what was sealed and how."""
    made = keys.make_keys(keys.KeyKind.RECORD, 2 * number, moment=MOMENT)
    planted: list[Planted] = []
    with transaction.atomic():
        for one in range(number):
            planted += _plant_one(made[2 * one], made[2 * one + 1], due)
    return planted


def plant_pseudonyms(number: int, due: date) -> list[str]:
    """Bring in a delivery with so many pseudonyms that may be read until the day before `due`."""
    names = [f"pseudoniem-{secrets.token_hex(8)}" for _ in range(number)]
    rows = [
        (f"w{n // 4}", datetime(2026, 10, 2, 20), date(2026, 10, 2), name, "jw", "present", "plein", None, 0.75)
        for n, name in enumerate(names)
    ]  # fmt: skip
    last = due - timedelta(days=1)
    early = datetime.combine(last - timedelta(days=30), MOMENT.timetz())
    import_delivery(
        pl.DataFrame(rows, schema=dict(PRESENCES.columns), orient="row"),
        arrival=Arrival(DeliveryKind.UPLOAD, "proef", "p.csv", "0" * 64, expires_on=last),
        access=replace(ACCESS, moment=early),
    )
    return names


def count_opened(planted: Iterable[Planted]) -> dict[str, int]:
    """Try every sealed text with the keys that are here now."""
    counted = {"tried": 0, "opened": 0, "shredded": 0}
    for one in planted:
        counted["tried"] += 1
        try:
            text = keys.unseal(one["key"], bytes.fromhex(one["sealed"]), bound_to=one["place"])
            counted["opened"] += text == one["marker"]
        except keys.KeyShredded:
            counted["shredded"] += 1
        except keys.KeysUnavailable:
            pass
    return counted


def kill_often(kills: int, seed: int) -> dict[str, object]:
    """Destroy six people at a time; be killed at a random moment; look; finish; look again."""
    rng = random.Random(seed)  # noqa: S311 - moments of killing, no secrets
    wrong: list[str] = []
    under_way, expected = 0, 0
    span = 0.15
    for number in range(kills):
        planted = _in_child(lambda: plant(6, MOMENT.date()), kill_after=None)
        expected += 12
        began = time.monotonic()
        killed = _in_child(_destroy, kill_after=rng.uniform(0, span)) is None
        span = span if killed else min(span, 1.1 * (time.monotonic() - began))
        under_way += killed
        wrong += [f"{number}: {said}" for said in _in_child(_look_after_kill, kill_after=None)]
        _in_child(_destroy, kill_after=None)
        wrong += [
            f"{number}: {said}"
            for said in _in_child(
                lambda seen=planted, total=expected: _look_when_done(seen, total), kill_after=None
            )
        ]
    return {"kills": kills, "under_way": under_way, "destroyed": expected, "wrong": wrong}


def _plant_one(name_key: str, text_key: str, due: date) -> list[Planted]:
    record, seen = secrets.token_hex(16), secrets.token_hex(16)
    name = _seal(name_key, f"persons.record:{record}:1:name", record)
    text = _seal(text_key, f"persons.observation:{seen}:text", seen)
    row = IdentityRecord.objects.create(
        id=record, scope="group:1", written_at=MOMENT, destroy_on=due, retention_rule="B11/1"
    )
    IdentityVersion.objects.create(
        record=row,
        number=1,
        key_id=name_key,
        sealed_name=bytes.fromhex(name["sealed"]),
        sealed_birth_date=keys.seal(name_key, "2008-01-01", bound_to="x"),
        sealed_address=keys.seal(name_key, "Lindelaan 12", bound_to="y"),
        written_at=MOMENT,
    )
    NamedObservation.objects.create(
        id=seen,
        record=row,
        observed_at=MOMENT,
        key_id=text_key,
        sealed_place=keys.seal(text_key, "Kolkplein", bound_to="z"),
        sealed_text=bytes.fromhex(text["sealed"]),
        written_at=MOMENT,
        destroy_on=due,
        retention_rule="B10/1",
    )
    return [name, text]


def _seal(key_id: str, place: str, record: str) -> Planted:
    marker = f"merkteken-{secrets.token_hex(12)}"
    sealed = keys.seal(key_id, marker, bound_to=place)
    return {
        "marker": marker,
        "key": key_id,
        "sealed": sealed.hex(),
        "place": place,
        "record": record,
    }


def _destroy() -> str:
    run_retention(today=MOMENT.date(), access=ACCESS)
    return "done"


def _look_after_kill() -> list[str]:
    """No row without its key; of what is due all or nothing is gone."""
    wrong = []
    versions = list(IdentityVersion.objects.values_list("key_id", "sealed_address"))
    for key_id, sealed in versions:
        try:
            keys.unseal(key_id, bytes(sealed), bound_to="y")
        except (keys.KeyShredded, keys.KeysUnavailable):
            wrong.append("a row without its key")
    if len(versions) not in {0, 6} or NamedObservation.objects.count() != len(versions):
        wrong.append(f"half of the rows: {len(versions)}")
    return wrong


def _look_when_done(planted: list[Planted], total: int) -> list[str]:
    """All is gone, once: rows, keys, nothing waiting; on the list; in the records as often as there was."""
    wrong = []
    if (
        IdentityRecord.objects.exists()
        or NamedObservation.objects.exists()
        or Remains.objects.exists()
    ):
        wrong.append("something is left")
    counted = count_opened(planted)
    if counted["shredded"] != len(planted):
        wrong.append(f"keys left: {counted}")
    stones = set(keys.list_tombstones())
    if any(keys.Tombstone("persons", one["record"]) not in stones for one in planted):
        wrong.append("not on the list")
    recorded = sum(DestructionRecord.objects.values_list("records", flat=True))
    if recorded != total:
        wrong.append(f"recorded {recorded} of {total}")
    if find_first_break(fetch_destructions(access=ACCESS)) is not None:
        wrong.append("the chain is broken")
    return wrong


def _in_child(deed, *, kill_after: float | None):
    """Return what a child answered, or None where it was killed before it had."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        code = 1
        try:
            os.write(write_end, b".")
            answer = json.dumps(deed()).encode()
            connections.close_all()
            with os.fdopen(write_end, "wb") as tell:
                tell.write(answer)
            code = 0
        finally:
            os._exit(code)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as told:
        told.read(1)  # it has begun
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)
        said = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    assert os.WEXITSTATUS(status) == 0, "the deed itself failed"
    return json.loads(said)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    connections.close_all()
    if sys.argv[1] == "plant":
        day = date.fromisoformat(sys.argv[3])
        for line in plant(int(sys.argv[2]) // 2, day):
            print(json.dumps(line))
        for pseudonym in plant_pseudonyms(20, day):
            print(json.dumps({"pseudonym": pseudonym}))
    elif sys.argv[1] == "read":
        print(json.dumps(count_opened(json.loads(line) for line in sys.stdin)))
    else:
        print(json.dumps(kill_often(int(sys.argv[2]), int(sys.argv[3]))))
