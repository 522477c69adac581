"""What a receiver sends with its key is on the disk before it is confirmed, and twice is once."""

import json
from datetime import UTC, datetime, timedelta
from time import time_ns
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks import models
from zichtlijn.fireworks.operations import receivers
from zichtlijn.fireworks.operations.receiving import keep_messages
from zichtlijn.fireworks.policies.pace import Pace
from zichtlijn.fireworks.terms import Heard, Message, NotAllowed, NotFound, to_us
from zichtlijn.fireworks.views import receiving

PLACE = "/vuurwerk/ontvanger/"


@pytest.fixture
def key(db: None, access: Access) -> str:
    receiving._STRANGERS = Pace(at_once=20, per_second=1)
    return "kade-4." + receivers.add_receiver("kade-4", x=1.0, y=2.0, z=3.0, access=access)


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def _send(
    client: Client, key: str, *, picks: list[dict[str, Any]] | None = None, **more: Any
) -> Any:
    content = json.dumps({"message": 7, "picks": picks or [], **more})
    return client.post(
        PLACE, content, "application/json", headers={"Authorization": f"Bearer {key}"}
    )


def _now_us() -> int:
    return time_ns() // 1_000


def test_a_pick_is_kept_and_confirmed(client: Client, key: str) -> None:
    at = _now_us()
    answer = _send(client, key, picks=[{"t": at, "level_db": 101.5, "shape": [1.5, 2.0]}])
    assert answer.status_code == 200
    assert answer.json() == {"message": 7, "kept": 1, "too_late": 0, "ahead": 0, "too_many": 0}
    pick = models.Pick.objects.get()
    assert (pick.at_us, pick.level_db, pick.shape) == (at, 101.5, [1.5, 2.0])
    assert models.ReceiverHour.objects.count() == 1


def test_the_same_message_twice_is_one_pick(client: Client, key: str) -> None:
    at = _now_us()
    for _ in range(2):
        assert _send(client, key, picks=[{"t": at}]).json()["kept"] == 1
    assert models.Pick.objects.count() == 1


def test_a_heartbeat_says_that_a_receiver_lives(client: Client, key: str) -> None:
    assert _send(client, key, clock_ms=0.2).status_code == 200
    receiver = models.Receiver.objects.get()
    assert receiver.heard_at is not None
    assert receiver.clock_ms == 0.2


def test_older_than_an_hour_and_from_the_future_are_told_and_not_kept(
    client: Client, key: str
) -> None:
    now = _now_us()
    picks = [{"t": now - 3_700_000_000}, {"t": now}, {"t": now + 60_000_000}]
    answer = _send(client, key, picks=picks).json()
    assert (answer["kept"], answer["too_late"], answer["ahead"]) == (1, 1, 1)
    assert models.Pick.objects.count() == 1


@pytest.mark.parametrize("wrong", ["", "kade-4.", "kade-4.abc", "kade-5.abc", "KADE;--.x", "."])
def test_without_its_key_nobody_gets_in(client: Client, key: str, wrong: str) -> None:
    answer = _send(client, wrong, picks=[{"t": _now_us()}])
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert not models.Pick.objects.exists()


def test_who_keeps_guessing_is_asked_to_wait(client: Client, key: str) -> None:
    answers = [_send(client, "kade-4.abc").status_code for _ in range(25)]
    assert answers.count(401) == 20
    assert answers[-1] == 429
    assert _send(client, key).status_code == 200


def test_a_new_key_ends_the_old_one_and_a_revoked_receiver_sends_nothing(
    client: Client, key: str, access: Access
) -> None:
    new = "kade-4." + receivers.rotate_key("kade-4", access=access)
    assert _send(client, key).status_code == 401
    assert _send(client, new).status_code == 200
    receivers.revoke_receiver("kade-4", access=access)
    assert _send(client, new).status_code == 401
    done = LogLine.objects.filter(action__startswith="fireworks.receiver.")
    assert set(done.values_list("action", flat=True)) == {
        "fireworks.receiver.add",
        "fireworks.receiver.rotate",
        "fireworks.receiver.revoke",
    }


def test_only_a_hash_of_a_key_is_kept(key: str) -> None:
    kept = models.Receiver.objects.get()
    assert key.partition(".")[2] not in repr(vars(kept))
    assert len(kept.key_hash) == 64


def test_a_message_that_is_none_is_refused_in_a_sentence(client: Client, key: str) -> None:
    answer = _send(client, key, picks=[{"t": _now_us(), "audio": "UklGR"}])
    assert answer.status_code == 422
    assert answer.json()["refused"].startswith("Nodig: t.")
    assert not models.Pick.objects.exists()


def test_a_message_too_large_is_not_read(client: Client, key: str) -> None:
    content = b" " * 200_000
    answer = client.post(
        PLACE, content, "application/json", headers={"Authorization": f"Bearer {key}"}
    )
    assert answer.status_code == 413


def test_what_could_not_be_written_is_not_confirmed(
    client: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(models.ReceiverHour.objects, "bulk_create", refuse)
    answer = _send(client, key, picks=[{"t": _now_us()}])
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert not models.Pick.objects.exists()


def test_a_page_cannot_be_asked_here(client: Client, key: str) -> None:
    assert client.get(PLACE).status_code == 405


def test_a_batch_is_kept_whole_or_not_at_all(db: None, key: str, moment: datetime) -> None:
    number = models.Receiver.objects.get().pk
    good = (number, Message(1, (Heard(to_us(moment)),)))
    stranger = (number + 1, Message(2, (Heard(to_us(moment)),)))
    with pytest.raises(DatabaseError):
        _keep_and_check([good, stranger], moment)
    assert not models.Pick.objects.exists()


def _keep_and_check(messages: list[tuple[int, Message]], moment: datetime) -> None:
    with transaction.atomic():
        keep_messages(messages, moment=moment)
        connection.check_constraints()


@pytest.mark.parametrize("code", ["", "Kade", "a" * 40, "kade.4", "kade 4", "-kade"])
def test_a_code_that_cannot_be_one_is_refused(db: None, access: Access, code: str) -> None:
    with pytest.raises(NotAllowed):
        receivers.add_receiver(code, x=1.0, y=2.0, z=3.0, access=access)


def test_a_code_is_given_once_and_an_unknown_one_is_said(key: str, access: Access) -> None:
    with pytest.raises(NotAllowed, match="al een ontvanger"):
        receivers.add_receiver("kade-4", x=1.0, y=2.0, z=3.0, access=access)
    with pytest.raises(NotFound):
        receivers.rotate_key("kade-9", access=access)


def test_who_knocks_too_often_waits_and_may_come_back() -> None:
    pace = Pace(at_once=3, per_second=2)
    assert [pace.lets_in("a", at_s=0.0) for _ in range(5)] == [True, True, True, False, False]
    assert pace.lets_in("b", at_s=0.0)
    assert pace.lets_in("a", at_s=0.5)
    assert not pace.lets_in("a", at_s=0.6)
    small = Pace(at_once=1, per_second=1, most_known=2)
    for name in "abcd":
        small.lets_in(name, at_s=0.0)
    assert len(small._known) == 2


def test_a_moment_comes_back_to_the_microsecond() -> None:
    moment = datetime(2026, 12, 31, 23, 59, 59, 123456, tzinfo=UTC)
    assert to_us(moment + timedelta(microseconds=1)) == to_us(moment) + 1
