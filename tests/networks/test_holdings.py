"""What is held on a person can be found, handed over in words, contested and destroyed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.networks import holdings, models
from zichtlijn.networks.operations import Workshop, request_edition
from zichtlijn.networks.queries import fetch_observations, fetch_presences
from zichtlijn.networks.terms import AnalysisSettings, NotAllowed, NotFound
from zichtlijn.privacy.operations.holdings import Holdings
from zichtlijn.privacy.operations.retention import lift_hold, place_hold
from zichtlijn.privacy.terms.holdings import Subject

DIA = Subject("dia", ("dia",))


def test_the_room_keeps_the_contract_of_every_room_with_people() -> None:
    asked = [name for name in vars(Holdings) if not name.startswith("_") and name != "ROOM"]
    assert holdings.ROOM == "networks"
    assert len(asked) == 7
    assert len(asked) == 7
    assert all(callable(getattr(holdings, name)) for name in asked)


def test_a_pseudonym_is_known_where_a_delivery_uses_it(delivery: int, access: Access) -> None:
    assert holdings.find_codes("ana", access=access) == ("ana",)
    assert holdings.find_codes("nobody", access=access) == ()


def test_what_is_handed_over_names_nobody_else(delivery: int, access: Access) -> None:
    (held,) = holdings.find_held(DIA, access=access)
    assert held.what == "U was met nog 2 mensen. U was getuige."
    assert (held.place, held.written_by, held.purpose) == (
        "Skatebaan",
        "wijkagent",
        "vroegsignalering",
    )
    assert held.destroy_on == access.moment.date() + timedelta(days=90)
    assert not {"ana", "bo", "cem"} & set(" ".join(map(str, held)).replace(".", " ").split())


def test_what_is_contested_counts_nowhere_until_it_is_settled(
    delivery: int, access: Access
) -> None:
    settings = AnalysisSettings(as_of=access.moment.date(), bootstraps=2)
    old = request_edition(delivery, settings=settings, access=access)
    Workshop().compute_all()
    (held,) = holdings.find_held(Subject("cem", ("cem",)), access=access)
    holdings.contest(held.record, access=access)
    assert "cem" not in fetch_presences(delivery, access=access)["person"]
    assert fetch_observations(delivery, access=access)["people"].to_list() == [2, 2]
    assert not models.Edition.objects.filter(pk=old).exists()
    (new,) = models.Edition.objects.all()
    assert (new.state, new.as_of, new.seed) == ("queued", settings.as_of, settings.seed)
    Workshop().compute_all()
    new.refresh_from_db()
    assert (new.state, new.figures["persons"]) == ("done", 2)
    (held,) = holdings.find_held(Subject("cem", ("cem",)), access=access)
    assert held.contested
    holdings.settle(held.record, access=access)
    assert "cem" in fetch_presences(delivery, access=access)["person"]


@pytest.mark.parametrize("record", ["999999", "no-number", ""])
def test_a_record_that_is_not_there_says_so(delivery: int, access: Access, record: str) -> None:
    for deed in (holdings.contest, holdings.settle):
        with pytest.raises(NotFound):
            deed(record, access=access)
    assert holdings.destroy((record,), access=access) == ()


def test_destroying_takes_the_observation_and_leaves_the_rest(
    delivery: int, access: Access
) -> None:
    (held,) = holdings.find_held(DIA, access=access)
    (gone,) = holdings.destroy((held.record,), access=access)
    assert (gone.records, gone.room, gone.record_ids) == (1, "networks", (held.record,))
    assert set(models.Presence.objects.values_list("observation__code", flat=True)) == {"w1"}
    assert holdings.destroy((held.record,), access=access) == ()  # a replay finds nothing


def test_what_is_past_its_term_is_counted_and_destroyed(delivery: int, access: Access) -> None:
    last = access.moment.date() + timedelta(days=90)
    assert holdings.count_past_term(today=last) == 0
    assert holdings.destroy_past_term(today=last, access=access) == ()
    assert holdings.count_past_term(today=last + timedelta(days=1)) == 1
    (gone,) = holdings.destroy_past_term(today=last + timedelta(days=1), access=access)
    assert gone.records == 6
    assert models.Presence.objects.count() == 0
    assert holdings.count_past_term(today=last + timedelta(days=1)) == 0


def test_a_legal_hold_keeps_a_delivery_shut_but_there(delivery: int, access: Access) -> None:
    after = access.moment.date() + timedelta(days=100)
    code = place_hold(
        "networks", str(delivery), until=after, reason="beroep bij de rechtbank", access=access
    )
    last = access.moment.date() + timedelta(days=91)
    assert holdings.count_past_term(today=last) == 0
    assert holdings.destroy_past_term(today=last, access=access) == ()
    late = replace(access, moment=access.moment + timedelta(days=91))
    with pytest.raises(NotAllowed, match="bewaartermijn"):
        fetch_presences(delivery, access=late)
    lift_hold(code, access=access)
    (gone,) = holdings.destroy_past_term(today=last, access=access)
    assert gone.records == 6


def test_nothing_is_found_contested_or_destroyed_unlogged(
    delivery: int, access: Access, failing_log: None
) -> None:
    record = str(models.Presence.objects.get(person="dia").pk)
    with pytest.raises(LogUnavailable):
        holdings.find_held(DIA, access=access)
    with pytest.raises(LogUnavailable):
        holdings.find_codes("dia", access=access)
    for deed in (holdings.contest, holdings.settle):
        with pytest.raises(LogUnavailable):
            deed(record, access=access)
    with pytest.raises(LogUnavailable):
        holdings.destroy((record,), access=access)
    assert models.Presence.objects.filter(contested=False).count() == 6


def test_a_part_that_was_wrong_is_written_anew_and_the_old_row_is_gone(
    delivery: int, access: Access
) -> None:
    (held,) = holdings.find_held(DIA, access=access)
    assert held.left_in == ""  # a witness stands in no picture, so in no file
    said = dict(holdings.list_corrections(held.record, access=access))
    assert "part:witness" not in said
    assert len(said) == 5
    new = holdings.rectify(held.record, "part:present", access=access)
    (better,) = holdings.find_held(DIA, access=access)
    assert (better.record, better.what) == (new, "U was met nog 2 mensen. U was erbij.")
    assert better.left_in == f"delivery:{delivery}"
    assert holdings.list_corrections(held.record, access=access) == ()
    for record, correction in ((held.record, "part:present"), (new, "part:hero"), ("x", "")):
        with pytest.raises(NotFound):
            holdings.rectify(record, correction, access=access)
