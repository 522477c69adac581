"""Who looked at me, and what did this account see."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.audit import log, operations, queries
from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import shred
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine, LogSegment

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(access: Access) -> Access:
    return replace(access, reader="j.visser@buurtwerk", organisation="Buurtwerk Oeverdam",
                   role="jongerenwerker", purpose="plan voorbereiden", reason="overleg van dinsdag")  # fmt: skip


def test_a_person_sees_who_looked_when_and_why_but_no_account(
    access: Access, worker: Access
) -> None:
    later = replace(worker, moment=worker.moment + timedelta(hours=2))
    log.record(
        "networks.presences.read", scope="group:3", access=worker, subjects=["p1", "p2", "p1"]
    )
    log.record(
        "networks.presences.read", scope="group:3", access=later, subjects=["p1"], decision="masked"
    )
    log.record("networks.presences.read", scope="group:4", access=later, subjects=["p2"])
    mine, *rest = reversed(queries.fetch_reads_of(["p1", "kaart-9"], access=access))
    assert (mine.organisation, mine.role, mine.purpose) == (
        "Buurtwerk Oeverdam",
        "jongerenwerker",
        "plan voorbereiden",
    )
    assert (mine.moment, mine.records, mine.action) == (worker.moment, 2, "networks.presences.read")
    assert (mine.reason, mine.decision, mine.emergency) == ("overleg van dinsdag", "allowed", False)
    assert [(one.records, one.decision) for one in rest[:1]] == [(1, "masked")]
    assert not any("visser" in str(one) for one in (mine, *rest))
    assert "reader" not in queries.Read._fields


def test_two_codes_of_one_person_in_one_deed_are_one_read(access: Access, worker: Access) -> None:
    log.record(
        "networks.presences.read", scope="group:3", access=worker, subjects=["p1", "kaart-9"]
    )
    newest, read = queries.fetch_reads_of(["p1", "kaart-9"], access=access)
    assert (newest.action, read.records) == ("audit.reads.read", 2)


def test_asking_who_looked_is_itself_a_look(access: Access) -> None:
    queries.fetch_reads_of(["p1"], access=access)
    line = LogLine.objects.get()
    assert (line.action, line.count) == ("audit.reads.read", 1)
    (again, first) = queries.fetch_reads_of(["p1"], access=access)
    assert first.moment == again.moment == access.moment


def test_what_an_account_saw_between_two_moments(access: Access, worker: Access) -> None:
    for hours in range(4):
        at = replace(worker, moment=worker.moment + timedelta(hours=hours))
        log.record(
            "networks.presences.read",
            scope=f"group:{hours}",
            access=at,
            subjects=[f"p{hours}", "q"],
        )
        log.record(
            "networks.presences.read", scope="group:9", access=replace(at, reader="een ander")
        )
    log.record(
        "networks.deliveries.list",
        scope="deliveries",
        access=replace(worker, moment=worker.moment + timedelta(hours=1)),
    )
    seen = queries.fetch_reads_by(
        worker.reader,
        since=worker.moment + timedelta(hours=1),
        until=worker.moment + timedelta(hours=3),
        access=access,
    )
    assert [(one.deed.scope, one.codes) for one in seen] == [
        ("group:1", ("p1", "q")), ("group:2", ("p2", "q")), ("deliveries", ())]  # fmt: skip
    assert {one.deed.reader for one in seen} == {worker.reader}
    assert LogLine.objects.last().action == "audit.account.read"  # type: ignore[union-attr]


def test_after_the_key_of_a_month_went_the_log_no_longer_says_about_whom(
    access: Access, worker: Access
) -> None:
    log.record("networks.presences.read", scope="group:3", access=worker, subjects=["p1"])
    shred([LogSegment.objects.get().key_id])
    with pytest.raises(LogUnavailable):  # nor can anybody be added under it
        log.record("networks.presences.read", scope="group:3", access=worker, subjects=["p1"])
    (seen,) = queries.fetch_reads_by(
        worker.reader, since=worker.moment, until=worker.moment + timedelta(hours=1), access=access
    )
    assert (seen.deed.scope, seen.codes) == ("group:3", ())


@settings(max_examples=15)
@given(
    reads=st.lists(st.lists(st.sampled_from("abcd"), max_size=6), max_size=6),
    of=st.sampled_from("abcd"),
)
def test_every_look_at_a_person_is_told_and_no_other(reads: list[list[str]], of: str) -> None:
    """A slow twin: count in a plain list."""
    access = _make_access()
    before = len(queries.fetch_reads_of([of], access=access))
    for subjects in reads:
        log.record("networks.presences.read", scope="group:3", access=access, subjects=subjects)
    told = queries.fetch_reads_of([of], access=access)
    expected = [subjects.count(of) for subjects in reads if of in subjects]
    assert [read.records for read in told[1 : len(told) - before]] == expected[::-1]


def _make_access() -> Access:
    moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    return Access(
        "account", "gemeente", "jongerenwerker", "doel", "grond", "group:3", moment, "0" * 32
    )


def test_a_line_read_back_says_what_was_written(access: Access) -> None:
    given_ = replace(access, reason="spoed", emergency=True, origin="command")
    log.record(
        "networks.edition.export",
        scope="edition:1",
        count=7,
        access=given_,
        recipient="politie",
        rule="R12",
    )
    deed = queries.fetch_newest_deeds(most=2, access=access).deeds[1]
    assert (deed.seq, deed.reason, deed.recipient, deed.rule) == (1, "spoed", "politie", "R12")
    assert (deed.emergency, deed.origin, deed.count, deed.decision) == (
        True,
        "command",
        7,
        "allowed",
    )
    assert {field.name for field in fields(deed)} >= {"moment", "reader", "purpose", "legal_ground"}


def test_how_far_the_chain_is_signed_is_told(access: Access) -> None:
    assert queries.fetch_chain_state() == queries.ChainState(0, 0, None, 0, 0, "")
    log.record("networks.deliveries.list", scope="deliveries", access=access)
    assert queries.fetch_chain_state().unsigned == 1
    operations.sign_newest(moment=access.moment)
    log.record("networks.deliveries.list", scope="deliveries", access=access)
    state = queries.fetch_chain_state()
    assert state.checkpoint
    assert (state.broken, state.signed_at) == (0, access.moment)
    assert (state.total, state.first, state.checkpoint.seq, state.unsigned) == (2, 1, 1, 1)


def test_checkpoints_that_cannot_be_read_are_said_to_be_so(access: Access, own_keys: Path) -> None:
    log.record("networks.deliveries.list", scope="deliveries", access=access)
    folder = own_keys / "checkpoints"
    folder.mkdir(parents=True)
    (folder / "checkpoints.jsonl").write_text("stuk")
    assert "beschadigd" in queries.fetch_chain_state().trouble


def _rewrite(access: Access, seq: int) -> None:
    """What only who owns the file can do: take the lock off and change a line."""
    for number in range(4):
        log.record("networks.deliveries.list", scope=f"deliveries:{number}", access=access)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_no_update")
        cursor.execute("UPDATE audit_logline SET reader = 'een ander' WHERE seq = %s", [seq])


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_the_page_on_the_log_sees_a_changed_line_behind_the_newest_checkpoint(
    seq: int, access: Access
) -> None:
    _rewrite(access, seq)
    assert queries.fetch_chain_state().broken == seq


def test_a_log_that_ends_before_its_checkpoint_was_cut(access: Access, own_keys: Path) -> None:
    log.record("networks.deliveries.list", scope="deliveries", access=access)
    operations.sign_newest(moment=access.moment)
    file = own_keys / "checkpoints" / "checkpoints.jsonl"
    file.write_text(file.read_text().replace('"seq": 1', '"seq": 9'))
    state = queries.fetch_chain_state()
    assert (state.broken, state.unsigned) == (2, 0)


def test_a_log_that_was_written_anew_does_not_fit_its_checkpoint(
    access: Access, own_keys: Path
) -> None:
    line = None
    for number in range(2):
        log.record("networks.deliveries.list", scope=f"deliveries:{number}", access=access)
        line = operations.sign_newest(moment=access.moment) or line
    assert line
    file = own_keys / "checkpoints" / "checkpoints.jsonl"
    file.write_text(file.read_text().replace(line.hash, "0" * 64))
    assert queries.fetch_chain_state().broken == 2


def test_looks_since_a_moment_tell_people_apart_and_name_none(
    access: Access, worker: Access
) -> None:
    assert queries.fetch_looks(since=access.moment, access=access) == ()
    before = replace(worker, moment=worker.moment - timedelta(days=40))
    log.record("networks.presences.read", scope="group:3", access=before, subjects=["p1"])
    log.record("networks.presences.read", scope="group:3", access=worker, subjects=["p1", "p2"])
    one, other = queries.fetch_looks(since=worker.moment, access=access)
    assert (one.account, one.role, one.scope) == (worker.reader, "jongerenwerker", "group:3")
    assert one.person != other.person
    assert len(one.person) == 64
