"""The lines form one chain in months, and what it had come to is signed and leaves the machine."""

import hashlib
import json
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from django.db import DatabaseError, connection, transaction
from tests.audit.worlds import run_code, write_log

from zichtlijn.audit import log, operations, verify_log
from zichtlijn.audit.access import Access
from zichtlijn.audit.chain import checkpoints, signing
from zichtlijn.audit.chain.checkpoints import read_checkpoints
from zichtlijn.audit.chain.signing import CheckpointsUnavailable
from zichtlijn.audit.keys import KeyShredded, unseal
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import ALWAYS_FILLED, LogLine, LogSegment, LogSubject

pytestmark = pytest.mark.django_db

OnCommit = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def folder(own_keys: Path) -> Path:
    return own_keys / "checkpoints"


def _record(access: Access, *, minutes: float = 0, **more: object) -> LogLine:
    later = replace(access, moment=access.moment + timedelta(minutes=minutes))
    log.record("networks.presences.read", scope="dataset:3", access=later, **more)  # type: ignore[arg-type]
    line = LogLine.objects.last()
    assert line
    return line


def _record_and_stumble(access: Access) -> None:
    _record(access, minutes=60)
    raise ValueError("halverwege")


def _rows() -> list[dict[str, str]]:
    names = [field.attname for field in LogLine._meta.concrete_fields]
    return [
        {name: str(cell) for name, cell in zip(names, row, strict=True) if cell not in ("", None)}
        for row in LogLine.objects.values_list(*names)
    ]


def _subject_rows() -> list[dict[str, str]]:
    return [
        {
            "line_id": str(one.line_id), "place": str(one.place), "index": one.index,
            "times": str(one.times), "sealed_hex": bytes(one.sealed).hex().upper(),
        }
        for one in LogSubject.objects.order_by("line", "place")
    ]  # fmt: skip


def _verify(folder: Path | None = None) -> tuple[int, int, int]:
    points = (
        verify_log.read_points(folder / "checkpoints.jsonl", folder / "public_key.pem")
        if folder
        else []
    )
    rows, named = _rows(), _subject_rows()
    return verify_log.verify(lambda: iter(rows), lambda: iter(named), points)


def test_a_line_is_hashed_over_the_hash_before_it_its_number_and_its_words(access: Access) -> None:
    """The sum by hand, as the page on the log has it."""
    first, second = _record(access), _record(access, subjects=["p1"], count=4)
    words = {row["seq"]: row for row in _rows()}["2"]
    said = {name: cell for name, cell in words.items() if name not in ("seq", "prev", "hash")}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert second.prev == first.hash
    assert second.hash == hashlib.sha256(f"{first.hash}2{text}".encode()).hexdigest()
    assert first.prev == "0" * 64
    assert _verify() == (0, 2, 0)


def test_every_line_holds_what_bio2_the_wpg_and_nen_7513_ask(access: Access) -> None:
    given = replace(
        access, reason="voorbereiding van het overleg", emergency=True, origin="command"
    )
    log.record(
        "networks.presences.read", scope="group:3", access=given, decision="masked", rule="R07"
    )
    log.record(
        "networks.edition.export", scope="edition:1", access=given, recipient="politie", count=3
    )
    log.record("persons.record.read", scope="group:3", access=given, decision="refused", rule="R01")
    lines = LogLine.objects.all()
    empty = [
        (line.seq, name) for line in lines for name in ALWAYS_FILLED if not getattr(line, name)
    ]
    print(
        f"fields asked of a log line: {len(lines) * len(ALWAYS_FILLED)} cells, {len(empty)} empty"
    )
    assert (len(lines), empty) == (3, [])
    read, exported, refused = lines
    assert (read.reason, read.emergency, read.origin) == (
        "voorbereiding van het overleg",
        1,
        "command",
    )
    assert (read.decision, read.rule, read.status) == ("masked", "R07", "OK")
    assert (exported.recipient, exported.count) == ("politie", 3)
    assert (refused.decision, refused.status) == ("refused", "UNSET")
    assert read.activity == "urn:zichtlijn:verwerking:networks:1"
    assert len(read.operation_id) == 16
    assert len({line.operation_id for line in lines}) == 3


@pytest.mark.parametrize("name", ["reader", "purpose", "legal_ground", "role", "organisation"])
def test_a_line_that_does_not_say_who_or_why_is_refused(name: str, access: Access) -> None:
    with pytest.raises(LogUnavailable), transaction.atomic():
        _record(replace(access, **{name: ""}))  # type: ignore[arg-type]
    assert not LogLine.objects.exists()


def test_each_person_in_a_deed_becomes_one_sealed_line(access: Access) -> None:
    line = _record(access, subjects=["p1", "p2", "p1"])
    one, other = LogSubject.objects.all()
    key_id = LogSegment.objects.get().key_id
    assert (line.count, one.times, other.times) == (3, 2, 1)
    assert b"p1" not in bytes(one.sealed)
    assert unseal(key_id, one.sealed, bound_to=log.bind_subject(line.operation_id, 0)) == "p1"
    assert one.index != other.index
    assert len(line.subjects) == 64


def test_a_deed_whose_persons_cannot_be_sealed_is_not_done(
    access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise KeyShredded

    monkeypatch.setattr(log, "seal_many", refuse)
    with pytest.raises(LogUnavailable):
        _record(access, subjects=["p1"])
    assert not LogLine.objects.exists()


@pytest.mark.parametrize("rewrite", ["UPDATE audit_logsubject SET times = 9",
    "DELETE FROM audit_logsubject", "REPLACE INTO audit_logsubject SELECT * FROM audit_logsubject"])  # fmt: skip
def test_the_database_refuses_to_rewrite_who_a_line_was_about(rewrite: str, access: Access) -> None:
    _record(access, subjects=["p1"])
    before = _subject_rows()
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(rewrite)
    assert _subject_rows() == before


def test_a_month_begins_with_the_last_hash_of_the_month_before(
    access: Access, folder: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        october = _record(replace(access, moment=datetime(2026, 10, 31, 22, 59, tzinfo=UTC)))
        november = _record(replace(access, moment=datetime(2026, 11, 1, tzinfo=UTC)))
        clock_ran_back = _record(replace(access, moment=datetime(2026, 10, 31, 23, 59, tzinfo=UTC)))
    assert (october.segment, november.segment, clock_ran_back.segment) == (
        "2026-10",
        "2026-11",
        "2026-11",
    )
    assert november.prev == october.hash
    assert [segment.first_seq for segment in LogSegment.objects.all()] == [1, 2]
    closing = next(read_checkpoints())
    assert (closing.seq, closing.hash, closing.segment) == (1, october.hash, "2026-10")
    assert _verify(folder) == (0, 3, 1)


def test_a_checkpoint_is_signed_after_a_quarter_of_an_hour_or_a_thousand_lines(
    access: Access,
    folder: Path,
    django_capture_on_commit_callbacks: OnCommit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for minutes in (0, 14.9):
        with django_capture_on_commit_callbacks(execute=True):
            _record(access, minutes=minutes)
    assert [point.seq for point in read_checkpoints()] == [1]
    with django_capture_on_commit_callbacks(execute=True):
        _record(access, minutes=15)
    assert [point.seq for point in read_checkpoints()] == [1, 3]
    assert checkpoints.MOST_LINES == 1000
    monkeypatch.setattr(checkpoints, "MOST_LINES", 2)
    for minutes in (16, 17, 18):
        with django_capture_on_commit_callbacks(execute=True):
            _record(access, minutes=minutes)
    assert [point.seq for point in read_checkpoints()] == [1, 3, 5]
    assert _verify(folder) == (0, 6, 5)


def test_a_line_that_was_taken_back_leaves_no_checkpoint(
    access: Access, django_capture_on_commit_callbacks: OnCommit
) -> None:
    _record(access)
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ValueError, match="halverwege"), transaction.atomic():
            _record_and_stumble(access)
        assert LogLine.objects.count() == 1
    assert list(read_checkpoints()) == []


def test_a_checkpoint_on_command_signs_what_is_new_and_nothing_twice(
    access: Access, folder: Path
) -> None:
    assert operations.sign_newest(moment=access.moment) is None
    _record(access)
    made = operations.sign_newest(moment=access.moment)
    assert made
    assert (made.seq, made.time) == (1, "2026-11-22T09:00:00.000000Z")
    assert operations.sign_newest(moment=access.moment) is None
    key = folder.parent / "checkpoint_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"PRIVATE" not in (folder / "public_key.pem").read_bytes()


def test_a_checkpoint_that_cannot_be_written_is_told_and_the_deed_goes_on(
    access: Access,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("een bestand waar een map hoort")
    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        _record(access)
        _record(access, minutes=20)
    assert LogLine.objects.count() == 2
    assert "de map is niet te schrijven" in caplog.text


def test_a_lost_key_is_not_replaced_in_silence(access: Access, folder: Path) -> None:
    _record(access)
    operations.sign_newest(moment=access.moment)
    key = folder.parent / "checkpoint_key"
    key.unlink()
    _record(access)
    with pytest.raises(CheckpointsUnavailable, match="ontbreekt"):
        operations.sign_newest(moment=access.moment)
    key.write_text("geen sleutel")
    with pytest.raises(CheckpointsUnavailable, match="niet te lezen"):
        operations.sign_newest(moment=access.moment)
    other = Ed448PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key.write_bytes(other)
    with pytest.raises(CheckpointsUnavailable, match="Ed25519"):
        operations.sign_newest(moment=access.moment)


def test_two_first_checkpoints_at_once_end_with_one_key(access: Access, folder: Path) -> None:
    key = folder.parent / "checkpoint_key"
    signing._make_key(key)
    first = key.read_bytes()
    signing._make_key(key)
    assert key.read_bytes() == first
    assert [file.name for file in folder.parent.iterdir() if "checkpoint" in file.name] == [
        key.name
    ]


def test_a_damaged_file_of_checkpoints_is_not_an_empty_one(access: Access, folder: Path) -> None:
    _record(access)
    operations.sign_newest(moment=access.moment)
    (folder / "checkpoints.jsonl").write_text('{"seq": 1}\n')
    with pytest.raises(CheckpointsUnavailable, match="beschadigd"):
        operations.sign_newest(moment=access.moment)


def test_a_whole_month_goes_after_its_term_and_the_chain_still_holds(
    access: Access, folder: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    months = [datetime(2024, month, 5, tzinfo=UTC) for month in (9, 10, 11)]
    with django_capture_on_commit_callbacks(execute=True):
        for moment in [*months, access.moment]:
            _record(replace(access, moment=moment), subjects=["p1", "p2"])
    old_key = LogSegment.objects.get(name="2024-09").key_id
    with django_capture_on_commit_callbacks(execute=True):
        dropped = operations.drop_months_before("2024-11", access=access)
    assert dropped == 2
    assert [row["seq"] for row in _rows()] == ["3", "4", "5", "6"]
    assert {one.line_id for one in LogSubject.objects.all()} == {3, 4}
    assert [line.scope for line in LogLine.objects.filter(action="audit.segment.drop")] == [
        "segment:2024-09", "segment:2024-10"]  # fmt: skip
    with pytest.raises(KeyShredded):
        unseal(old_key, b"\x01\x00\x00\x00\x01" + bytes(40), bound_to="")
    assert _verify(folder)[:2] == (2, 6)
    assert operations.drop_months_before("2024-11", access=access) == 0


def test_the_newest_month_never_goes_and_an_empty_log_has_none(access: Access) -> None:
    assert operations.drop_months_before("2030-01", access=access) == 0
    _record(access)
    assert operations.drop_months_before("2030-01", access=access) == 0
    assert LogLine.objects.count() == 1


def test_a_month_is_signed_before_it_goes(access: Access, folder: Path) -> None:
    """Without callbacks no checkpoint was made when the month closed."""
    _record(replace(access, moment=datetime(2024, 9, 5, tzinfo=UTC)))
    _record(access)
    assert operations.drop_months_before("2024-10", access=access) == 1
    assert [point.segment for point in read_checkpoints()] == ["2024-09"]
    assert _verify(folder)[0] == 1


def test_lines_dropped_without_a_word_in_the_log_are_missed(
    access: Access, folder: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _record(replace(access, moment=datetime(2024, 9, 5, tzinfo=UTC)))
        _record(access)
    rows = [row for row in _rows() if row["seq"] != "1"]
    points = verify_log.read_points(folder / "checkpoints.jsonl", folder / "public_key.pem")
    with pytest.raises(verify_log.Bad) as caught:
        verify_log.verify(lambda: iter(rows), lambda: iter(()), points)
    assert caught.value.first == 1


def test_four_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    write_log(tmp_path, lines=1)
    code = """
import django; django.setup()
from datetime import UTC, datetime
from zichtlijn.audit import log
from zichtlijn.audit.access import Access
access = Access("a", "o", "r", "p", "g", "s", datetime(2026, 11, 22, tzinfo=UTC), "0" * 32)
for number in range(15):
    log.record("networks.presences.read", scope="group:3", access=access, subjects=[f"p{number}"])
"""
    env = {
        **os.environ,
        "ZICHTLIJN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings",
    }
    writers = [subprocess.Popen([sys.executable, "-c", code], env=env) for _ in range(4)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * 4
    read = partial(verify_log.read_table, tmp_path / "zichtlijn.sqlite3")
    found = verify_log.verify(partial(read, verify_log.LINES), partial(read, verify_log.NAMED), [])
    assert found[:2] == (0, 61)


def test_lines_of_before_the_chain_are_chained_in_their_order(tmp_path: Path) -> None:
    done = run_code(OLD_LOG, home=tmp_path)
    assert done.returncode == 0, done.stderr
    read = partial(verify_log.read_table, tmp_path / "zichtlijn.sqlite3")
    found = verify_log.verify(partial(read, verify_log.LINES), partial(read, verify_log.NAMED), [])
    assert found == (0, 3, 0)
    lines = list(read(verify_log.LINES))
    assert [line["time"][:10] for line in lines] == ["2026-10-30", "2026-10-31", "2026-11-02"]
    assert [line["segment"] for line in lines] == ["2026-10", "2026-10", "2026-11"]
    assert lines[2]["legal_ground"] == "onbekend"


OLD_LOG = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "audit", "0001", verbosity=0)
with connection.cursor() as cursor:
    for day, ground in (("2026-10-30", "g"), ("2026-10-31", "g"), ("2026-11-02", "")):
        cursor.execute(
            "INSERT INTO audit_logline (moment, trace_id, action, scope, count, reader, organisation,"
            " role, purpose, legal_ground) VALUES (%s, 't', 'networks.delivery.read', 'delivery:1',"
            " NULL, 'r', 'o', 'r', 'p', %s)", [day + " 09:00:00", ground])
call_command("migrate", "audit", verbosity=0)
from zichtlijn.audit.models import LogLine
try:
    LogLine.objects.all().delete()
except Exception as problem:
    assert "never changed" in str(problem), problem
else:
    raise AssertionError("deleted")
"""
