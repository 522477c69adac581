"""What is brought in is kept whole or not at all, and leaves with all that rested on it."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.networks import models, operations, queries
from zichtlijn.networks.operations import Arrival
from zichtlijn.networks.terms import DeliveryKind, NotAllowed, NotFound


def _deeds() -> list[str]:
    return list(LogLine.objects.order_by("pk").values_list("action", flat=True))


def test_what_was_brought_in_comes_out_the_same(
    delivery: int, three_on_a_bench: pl.DataFrame, access: Access
) -> None:
    back = queries.fetch_presences(delivery, access=access)
    assert back.equals(three_on_a_bench.sort("observation_id", "person"))
    assert _deeds() == ["networks.delivery.import", "networks.presences.read"]
    assert LogLine.objects.get(action="networks.presences.read").count == 6


def test_a_delivery_is_kept_whole_or_not_at_all(
    db: None,
    three_on_a_bench: pl.DataFrame,
    arrival: Arrival,
    access: Access,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class BreakOff:
        def cursor(self) -> None:
            raise KeyboardInterrupt

    break_off = BreakOff()
    monkeypatch.setattr("zichtlijn.networks.operations.deliveries.connection", break_off)
    with pytest.raises(KeyboardInterrupt):
        operations.import_delivery(three_on_a_bench, arrival=arrival, access=access)
    tables = (models.Delivery, models.Observation, models.Presence, LogLine)
    assert [table.objects.count() for table in tables] == [0, 0, 0, 0]


def test_nothing_is_brought_in_without_its_line_in_the_log(
    db: None, three_on_a_bench: pl.DataFrame, arrival: Arrival, access: Access, failing_log: None
) -> None:
    with pytest.raises(LogUnavailable):
        operations.import_delivery(three_on_a_bench, arrival=arrival, access=access)
    assert models.Delivery.objects.count() == 0


def test_nothing_is_read_without_its_line_in_the_log(
    delivery: int, access: Access, failing_log: None
) -> None:
    for read in (queries.fetch_presences, queries.fetch_observations, queries.fetch_delivery):
        with pytest.raises(LogUnavailable):
            read(delivery, access=access)


def test_nothing_is_withdrawn_without_its_line_in_the_log(
    delivery: int, access: Access, failing_log: None
) -> None:
    with pytest.raises(LogUnavailable):
        operations.withdraw_delivery(delivery, access=access)
    with pytest.raises(LogUnavailable):
        operations.withdraw_observation(delivery, "w1", access=access)
    assert models.Presence.objects.count() == 6


def test_another_purpose_opens_nothing(delivery: int, other_purpose: Access) -> None:
    before = _deeds()
    for read in (queries.fetch_presences, queries.fetch_observations, queries.fetch_delivery):
        with pytest.raises(NotAllowed, match="een ander doel"):
            read(delivery, access=other_purpose)
    with pytest.raises(NotAllowed):
        operations.withdraw_delivery(delivery, access=other_purpose)
    assert [deed for deed in _deeds()[len(before) :] if "presences" in deed] == []


def test_published_data_may_be_read_for_every_purpose(
    db: None,
    three_on_a_bench: pl.DataFrame,
    arrival: Arrival,
    access: Access,
    other_purpose: Access,
) -> None:
    public = replace(arrival, kind=DeliveryKind.EXAMPLE, expires_on=None)
    number = operations.import_delivery(three_on_a_bench, arrival=public, access=access)
    assert queries.fetch_presences(number, access=other_purpose).height == 6


def test_an_expired_delivery_is_not_shown_and_then_destroyed(delivery: int, access: Access) -> None:
    late = replace(access, moment=access.moment + timedelta(days=91))
    with pytest.raises(NotAllowed, match="voorbij"):
        queries.fetch_presences(delivery, access=late)
    assert queries.fetch_deliveries(access=late) == ()
    assert operations.destroy_expired(today=late.moment.date(), access=late) == 1
    assert models.Observation.objects.count() == 0
    assert _deeds()[-1] == "networks.delivery.expire"


def test_a_witness_is_counted_apart_from_the_people_seen(delivery: int, access: Access) -> None:
    seen = queries.fetch_observations(delivery, access=access)
    assert seen.select("observation_id", "people", "calming", "others").rows() == [
        ("w1", 3, 1, 0),
        ("w2", 2, 0, 1),
    ]


def test_what_is_gone_is_not_found(delivery: int, access: Access) -> None:
    operations.withdraw_delivery(delivery, access=access)
    with pytest.raises(NotFound):
        queries.fetch_delivery(delivery, access=access)
    with pytest.raises(NotFound):
        operations.withdraw_delivery(delivery, access=access)
