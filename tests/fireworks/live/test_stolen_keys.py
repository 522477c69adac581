"""What somebody can do who has the key of one receiver: speak for that one, and not too much."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import time_ns
from typing import Any

import numpy as np
import polars as pl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fireworks.live.towns import build_town, find_true, hang, invent, live_through

from zichtlijn.fireworks import models
from zichtlijn.fireworks.analysis.simulation.night import NightPlan
from zichtlijn.fireworks.commands.listening import AT_ONCE, BrokerPlace, listen_to
from zichtlijn.fireworks.operations.receiving import keep_messages
from zichtlijn.fireworks.policies.pace import Pace
from zichtlijn.fireworks.sources.broker import BrokerLine, Delivery, Keep
from zichtlijn.fireworks.terms import PICKS, Heard, Message, Noise, Stage, to_us
from zichtlijn.fireworks.views import receiving

SECOND_US = 1_000_000
TWENTY = 20


@pytest.fixture
def receivers(db: None) -> dict[str, int]:
    """Receivers, each with the key `geheim`; nobody has knocked yet."""
    receiving._STRANGERS = Pace(at_once=20, per_second=1)
    receiving._RECEIVERS = Pace(at_once=200, per_second=40)
    return hang(invent().receivers, key="geheim")


def _keep(receiver: int, moments: list[int], *, moment: datetime) -> tuple[int, int]:
    """Return how many were kept, and how many were too many."""
    message = Message(1, tuple(Heard(at) for at in moments))
    (receipt,) = keep_messages([(receiver, message)], moment=moment)
    return receipt.kept, receipt.too_many


def test_a_second_of_a_receiver_has_room_for_twenty_in_however_many_messages(
    receivers: dict[str, int], moment: datetime
) -> None:
    one, other = receivers["r01"], receivers["r02"]
    second = to_us(moment) // SECOND_US * SECOND_US - 5 * SECOND_US
    first = [second + 10_000 * at for at in range(15)]
    assert _keep(one, first, moment=moment) == (15, 0)
    assert _keep(one, [at + 5_000 for at in first], moment=moment) == (5, 10)
    assert _keep(one, first, moment=moment) == (15, 0)  # told again that it is kept
    assert _keep(one, [second + 999_999], moment=moment) == (0, 1)
    assert _keep(one, [second + SECOND_US], moment=moment) == (1, 0)
    assert _keep(other, [second + 999_999], moment=moment) == (1, 0)
    assert models.Pick.objects.filter(receiver=one).count() == TWENTY + 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.integers(0, 4_000_000), max_size=40), min_size=1, max_size=6))
def test_no_order_of_messages_keeps_more_than_twenty_a_second_or_drops_what_had_room(
    receivers: dict[str, int], moment: datetime, parts: list[list[int]]
) -> None:
    models.Pick.objects.all().delete()
    zero = to_us(moment) // SECOND_US * SECOND_US - 10 * SECOND_US
    told = 0
    for part in parts:
        kept, too_many = _keep(receivers["r01"], [zero + at for at in part], moment=moment)
        assert kept + too_many == len(part)
        told += kept
    there = np.array(models.Pick.objects.values_list("at_us", flat=True), dtype=np.int64) - zero
    sent = {at for part in parts for at in part}
    for second in range(5):
        asked = {at for at in sent if at // SECOND_US == second}
        assert (there // SECOND_US == second).sum() == min(len(asked), TWENTY)
    assert told >= len(there)


def test_thirty_messages_of_the_same_second_leave_twenty_picks(
    receivers: dict[str, int], client: Client
) -> None:
    second = time_ns() // 1_000 // SECOND_US * SECOND_US - SECOND_US
    header = {"Authorization": "Bearer r01.geheim"}
    for number in range(30):
        picks = [{"t": second + number * 1_000 + at * 50_000} for at in range(10)]
        content = json.dumps({"message": number, "picks": picks})
        answer = client.post(
            "/vuurwerk/ontvanger/", content, "application/json", headers=header
        ).json()
        assert answer["kept"] + answer["too_many"] == 10
    kept = models.Pick.objects.filter(at_us__gte=second, at_us__lt=second + SECOND_US)
    assert kept.count() == TWENTY
    assert set(models.Pick.objects.values_list("receiver__code", flat=True)) == {"r01"}


def test_who_sends_without_end_is_slowed_down_and_the_others_are_not(
    receivers: dict[str, int], client: Client
) -> None:
    receiving._RECEIVERS = Pace(at_once=5, per_second=0.001)

    def send(code: str) -> int:
        header = {"Authorization": f"Bearer {code}.geheim"}
        answer = client.post(
            "/vuurwerk/ontvanger/", b'{"message": 1}', "application/json", headers=header
        )
        return answer.status_code

    assert [send("r01") for _ in range(7)] == [200] * 5 + [429] * 2
    assert send("r02") == 200


def test_a_key_opens_no_page(receivers: dict[str, int], client: Client) -> None:
    header = {"Authorization": "Bearer r01.geheim"}
    with_key = client.get("/vuurwerk/", REMOTE_ADDR="192.0.2.7", headers=header)
    without = client.get("/vuurwerk/", REMOTE_ADDR="192.0.2.7")
    assert (with_key.status_code, without.status_code) == (403, 403)


def test_what_was_overheard_and_sent_again_changes_nothing(db: None, moment: datetime) -> None:
    town = build_town(moment)
    picks = town.night.picks
    arrivals = picks["at_us"].to_numpy() / 1e6 + 0.1
    live_through(town, arrivals, picks, seconds=25)
    before = list(models.Bang.objects.filter(stage=Stage.FINAL).values_list("moment", "x", "y"))
    count = models.Pick.objects.count()
    again = [(town.numbers[code], Heard(to_us(moment) + at)) for code, at in
             picks.select("receiver", "at_us").rows()]  # fmt: skip
    later = moment + timedelta(minutes=30)
    for receiver in set(town.numbers.values()):
        mine = [heard for number, heard in again if number == receiver]
        for at in range(0, len(mine), 400):
            keep_messages([(receiver, Message(9, tuple(mine[at : at + 400])))], moment=later)
    assert models.Pick.objects.count() == count > 100
    found = models.Bang.objects.filter(stage=Stage.FINAL).values_list("moment", "x", "y")
    assert list(found) == before
    hours_on = moment + timedelta(hours=2)
    kept, _ = _keep(next(iter(town.numbers.values())), [to_us(moment)], moment=hours_on)
    assert kept == 0


def test_a_receiver_that_lies_makes_no_bang_and_hides_none(db: None, moment: datetime) -> None:
    town = build_town(moment, NightPlan(16, 1_500, Noise.MID, minutes=1.0))
    lies = np.arange(25_000, 60_000_000, 50_000)  # twenty a second, all it has room for
    false = pl.DataFrame(
        {"receiver": "r01", "at_us": lies, "level_db": 95.0, "snr_db": 40.0, "clock_ms": 0.1},
        schema=dict(PICKS.columns),
    )
    picks = pl.concat([town.night.picks, false])
    live_through(town, picks["at_us"].to_numpy() / 1e6 + 0.1, picks, seconds=70)
    found = find_true(town)
    bangs = models.Bang.objects.filter(stage=Stage.FINAL).count()
    print(f"{sum(found)} of {len(found)} found, {bangs} rows, with one receiver lying")
    assert len(found) > 20
    assert sum(found) >= 0.9 * len(found)
    assert bangs <= 1.1 * len(found)


class _Broker:
    """A broker of which only what it delivers is known."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._kept: list[Keep] = []
        monkeypatch.setattr(BrokerLine, "__init__", lambda *_, **__: None)
        monkeypatch.setattr(BrokerLine, "run", lambda _, keep, **__: self._kept.append(keep))

    def deliver(self, *deliveries: Delivery, moment: datetime) -> list[dict[str, Any]]:
        if not self._kept:
            listen_to(
                BrokerPlace("x", 1883), read_clock=lambda: moment, wait=lambda _: True, say=print
            )
        return [json.loads(answer) for answer in self._kept[0](deliveries)]


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Broker]:
    return _Broker(monkeypatch)


def _say(number: int, *, moment: datetime) -> bytes:
    picks = [{"t": to_us(moment) - number * SECOND_US}]
    return json.dumps({"message": number, "picks": picks}).encode()


def test_over_a_broker_too_a_bad_message_holds_up_no_other(
    receivers: dict[str, int], moment: datetime, broker: _Broker
) -> None:
    models.Receiver.objects.filter(code="r03").update(active=False)
    answers = broker.deliver(
        Delivery("r01", _say(1, moment=moment)),
        Delivery("r02", b"RIFF\x24\x08\x00\x00WAVEfmt "),
        Delivery("r02", b" " * 200_000),
        Delivery("r03", _say(2, moment=moment)),  # taken out of use
        Delivery("onbekend", _say(3, moment=moment)),
        Delivery("r04", _say(4, moment=moment)),
        moment=moment,
    )
    assert ["refused" in answer for answer in answers] == [False, True, True, True, True, False]
    assert set(models.Pick.objects.values_list("receiver__code", flat=True)) == {"r01", "r04"}


def test_over_a_broker_too_who_sends_without_end_is_slowed_down(
    receivers: dict[str, int], moment: datetime, broker: _Broker
) -> None:
    flood = [Delivery("r01", b'{"message": 1}')] * (AT_ONCE + 50)
    answers = broker.deliver(*flood, Delivery("r02", b'{"message": 2}'), moment=moment)
    refused = sum("refused" in answer for answer in answers[:-1])
    assert 30 <= refused <= 50
    assert "refused" not in answers[-1]
