"""What people say of a bang is kept, can be taken back, and stands in the log."""

from datetime import datetime, timedelta

import pytest

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks import models, operations, queries
from zichtlijn.fireworks.terms import FalseReason, Finding, NotAllowed, NotFound, Stage


def test_a_false_bang_is_marked_and_the_mark_taken_back(bang: models.Bang, access: Access) -> None:
    operations.mark_false(bang.pk, reason=FalseReason.WORK, access=access)
    marked = queries.fetch_bang(bang.pk, access=access)
    assert marked.marked_false
    assert marked.version == 2
    operations.undo_false_mark(bang.pk, access=access)
    assert not queries.fetch_bang(bang.pk, access=access).marked_false
    (mark,) = queries.fetch_false_marks(bang.pk, access=access)
    assert (mark.reason, mark.marked_by, mark.undone_by) == (
        FalseReason.WORK,
        access.reader,
        access.reader,
    )
    assert LogLine.objects.filter(action="fireworks.bang.mark").count() == 1
    assert LogLine.objects.filter(action="fireworks.bang.unmark").count() == 1


def test_a_mark_is_not_set_twice_nor_taken_back_when_there_is_none(
    bang: models.Bang, access: Access
) -> None:
    with pytest.raises(NotAllowed, match="niet gemarkeerd"):
        operations.undo_false_mark(bang.pk, access=access)
    operations.mark_false(bang.pk, reason=FalseReason.ECHO, access=access)
    with pytest.raises(NotAllowed, match="al gemarkeerd"):
        operations.mark_false(bang.pk, reason=FalseReason.ECHO, access=access)


@pytest.mark.parametrize("stage", [Stage.PROVISIONAL, Stage.WITHDRAWN])
def test_what_is_not_final_is_not_judged(bang: models.Bang, access: Access, stage: Stage) -> None:
    models.Bang.objects.update(stage=stage)
    with pytest.raises(NotAllowed):
        operations.mark_false(bang.pk, reason=FalseReason.ECHO, access=access)


def test_that_nothing_was_found_is_written_down_too(bang: models.Bang, access: Access) -> None:
    operations.record_yield(bang.pk, finding=Finding.NOTHING, access=access)
    hour = timedelta(hours=1)
    (found,) = queries.fetch_yields(
        since=bang.moment - hour, until=bang.moment + hour, access=access
    )
    assert (found.bang, found.finding) == (bang.pk, Finding.NOTHING)


def test_a_bang_that_is_not_there_is_said(db: None, access: Access) -> None:
    for deed in (queries.fetch_bang, operations.undo_false_mark):
        with pytest.raises(NotFound, match="niet meer"):
            deed(99, access=access)


def test_bangs_of_a_period_end_just_before_its_end(
    bang: models.Bang, access: Access, moment: datetime
) -> None:
    second = timedelta(seconds=1)
    assert queries.fetch_bangs(since=moment, until=moment, access=access).height == 0
    found = queries.fetch_bangs(since=moment, until=moment + second, access=access)
    assert found["x"].to_list() == [155_012.3]
    assert found["rounded"].to_list() == [False]
    models.Bang.objects.update(stage=Stage.WITHDRAWN)
    assert queries.fetch_bangs(since=moment, until=moment + second, access=access).is_empty()


def test_a_reader_asks_only_for_what_changed(bang: models.Bang, access: Access) -> None:
    first = queries.fetch_changes(after=0, access=access)
    assert [one.id for one in first.bangs] == [bang.pk]
    assert queries.fetch_changes(after=first.version, access=access).bangs == ()
    operations.mark_false(bang.pk, reason=FalseReason.TEST, access=access)
    again = queries.fetch_changes(after=first.version, access=access)
    assert [(one.id, one.marked_false) for one in again.bangs] == [(bang.pk, True)]
    assert queries.fetch_version() == again.version
