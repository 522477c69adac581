"""Points become cells, arrivals and picks go, old bangs become counts; nothing stays by accident."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks import holdings, models, queries
from zichtlijn.fireworks.operations import keeping
from zichtlijn.fireworks.policies.keeping import find_cell
from zichtlijn.fireworks.terms import Finding, Stage, State, to_us
from zichtlijn.privacy.terms.holdings import Subject

HOUR = timedelta(hours=1)
YEAR = timedelta(days=366)


@pytest.fixture
def arrival(bang: models.Bang) -> models.BangPick:
    receiver = models.Receiver.objects.create(code="kade-4", x=1, y=2, z=3, state=State.GOOD)
    at = to_us(bang.moment)
    models.Pick.objects.create(receiver=receiver, at_us=at)
    return models.BangPick.objects.create(bang=bang, receiver=receiver, at_us=at, residual_ms=0.5)


def _later(access: Access, span: timedelta) -> Access:
    return replace(access, moment=access.moment + span)


def test_a_point_is_exact_for_24_hours_and_a_cell_afterwards(
    bang: models.Bang, arrival: models.BangPick, access: Access
) -> None:
    before = _later(access, 24 * HOUR - timedelta(seconds=1))
    assert keeping.round_points(as_of=before.moment, access=before) == 0
    after = _later(access, 24 * HOUR + timedelta(seconds=1))
    assert keeping.round_points(as_of=after.moment, access=after) == 1
    kept = queries.fetch_bang(bang.pk, access=access)
    assert (kept.x, kept.y) == (155_025.0, 463_475.0)
    assert kept.rounded_at == after.moment
    assert kept.version > 1
    assert queries.fetch_picks_of(bang.pk, access=access) == ()
    assert keeping.round_points(as_of=after.moment, access=after) == 0


@given(st.floats(0, 3e5), st.floats(3e5, 6.2e5))
def test_a_cell_lies_within_35_m_and_tells_no_more(x: float, y: float) -> None:
    cell = find_cell(x, y)
    assert max(abs(cell[0] - x), abs(cell[1] - y)) <= 25.0 + 1e-6
    assert find_cell(*cell) == cell


def test_picks_go_after_two_hours(arrival: models.BangPick, access: Access) -> None:
    for span, left in ((2 * HOUR - timedelta(seconds=1), 1), (2 * HOUR + timedelta(seconds=1), 0)):
        later = _later(access, span)
        keeping.destroy_picks(as_of=later.moment, access=later)
        assert models.Pick.objects.count() == left
    assert models.BangPick.objects.count() == 1


def test_after_24_months_only_counts_stay(bang: models.Bang, access: Access) -> None:
    models.Bang.objects.filter(pk=bang.pk).update(bangs=3)
    for finding in (Finding.NOTHING, Finding.REMAINS):
        models.Yield.objects.create(
            bang=bang, finding=finding, recorded_by="x", recorded_at=access.moment
        )
    withdrawn = models.Bang.objects.get(pk=bang.pk)
    withdrawn.pk, withdrawn.stage = None, Stage.WITHDRAWN
    withdrawn.save()
    later = _later(access, 2 * YEAR)
    assert keeping.count_old_bangs(as_of=later.moment, access=later) == 2
    assert not models.Bang.objects.exists()
    (count,) = queries.fetch_counts(
        since=bang.moment - HOUR, until=bang.moment + HOUR, access=access
    )
    assert (count.square, count.hour) == (
        "E155000N463000",
        bang.moment.replace(minute=0, second=0, microsecond=0),
    )
    assert (count.bangs, count.visits, count.finds, count.marked_false) == (3, 2, 1, 0)


def test_counts_of_one_hour_add_up(bang: models.Bang, access: Access) -> None:
    later = _later(access, 2 * YEAR)
    for _ in range(2):
        keeping.count_old_bangs(as_of=later.moment, access=later)
        models.Bang.objects.create(**_copy(bang))
    keeping.count_old_bangs(as_of=later.moment, access=later)
    assert models.NightCount.objects.get().bangs == 3


def _copy(bang: models.Bang) -> dict[str, object]:
    return {f.name: getattr(bang, f.name) for f in models.Bang._meta.fields if f.name != "id"}


def test_the_timer_leaves_nothing_past_its_term(
    bang: models.Bang, arrival: models.BangPick, access: Access, moment: datetime
) -> None:
    days = (moment + timedelta(days=2)).date()
    assert holdings.count_past_term(today=days) == 1
    gone = holdings.destroy_past_term(today=days, access=_later(access, timedelta(days=2)))
    assert [one.records for one in gone] == [1, 1]
    assert holdings.count_past_term(today=days) == 0
    assert LogLine.objects.filter(action="fireworks.points.round").count() == 1


def test_this_room_knows_no_person(db: None, access: Access) -> None:
    assert holdings.find_codes("somebody", access=access) == ()
    assert holdings.find_held(Subject("somebody", ()), access=access) == ()
    assert holdings.destroy(("1",), access=access) == ()


def test_nothing_is_rounded_destroyed_or_counted_unlogged(
    bang: models.Bang,
    arrival: models.BangPick,
    access: Access,
    failing_log: None,
) -> None:
    later = _later(access, 3 * YEAR)
    for deed in (keeping.round_points, keeping.destroy_picks, keeping.count_old_bangs):
        with pytest.raises(LogUnavailable):
            deed(as_of=later.moment, access=later)
    assert _read_point(bang) == (155_012.3, 463_487.9)
    assert models.Pick.objects.count() == 1


def _read_point(bang: models.Bang) -> tuple[float, float]:
    row = models.Bang.objects.get(pk=bang.pk)
    return row.x, row.y
