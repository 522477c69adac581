"""What is read or done stands in the log, and nothing takes it out again."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from zichtlijn.areas.models import Area
from zichtlijn.audit import log
from zichtlijn.audit.access import CARRIED_AS, Access, access_for
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.audit.queries import fetch_newest_deeds

pytestmark = pytest.mark.django_db

REWRITES = {
    "change one line": lambda: LogLine.objects.update(reader="iemand anders"),
    "delete all lines": lambda: LogLine.objects.all().delete(),
    "save a line again": lambda: LogLine.objects.get().save(),
    "change by hand": lambda: _execute("UPDATE audit_logline SET reader = 'iemand anders'"),
    "delete by hand": lambda: _execute("DELETE FROM audit_logline"),
    "replace by hand": lambda: _execute("REPLACE INTO audit_logline SELECT * FROM audit_logline"),
}


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_line_says_who_why_on_what_ground_when_and_how_many(access: Access) -> None:
    log.record("networks.presences.read", scope="dataset:3", count=412, access=access)
    line = LogLine.objects.get()
    assert (line.reader, line.organisation, line.role) == (
        access.reader,
        access.organisation,
        access.role,
    )
    assert (line.purpose, line.legal_ground) == (access.purpose, access.legal_ground)
    assert (line.action, line.scope, line.count) == ("networks.presences.read", "dataset:3", 412)
    assert (line.moment, line.trace_id) == (access.moment, access.trace_id)


def test_the_log_has_no_column_for_what_was_read() -> None:
    columns = {field.name for field in LogLine._meta.get_fields()}
    assert columns == {
        "seq", "segment", "time", "trace_id", "operation_id", "action", "status", "activity",
        "reader", "organisation", "role", "origin", "purpose", "legal_ground", "scope", "reason",
        "recipient", "count", "decision", "rule", "emergency", "subjects", "named", "prev", "hash",
    }  # fmt: skip


def test_no_deed_without_its_line_in_the_logbook(access: Access, failing_log: None) -> None:
    with pytest.raises(LogUnavailable), transaction.atomic():
        _name_an_area(access)
    assert not Area.objects.exists()


def test_no_line_without_its_deed(access: Access) -> None:
    with pytest.raises(ValueError, match="halverwege"), transaction.atomic():
        _name_an_area_and_stumble(access)
    assert not LogLine.objects.exists()


@pytest.mark.parametrize("rewrite", REWRITES)
def test_the_database_itself_refuses_to_rewrite_the_log(rewrite: str, access: Access) -> None:
    log.record("networks.presences.read", scope="dataset:3", access=access)
    before = list(LogLine.objects.values_list())
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        REWRITES[rewrite]()
    assert list(LogLine.objects.values_list()) == before


def test_the_reader_gets_a_sentence_and_the_administrator_a_command() -> None:
    said = str(LogUnavailable())
    assert "tonen en wijzigen we nu niets" in said
    assert "zichtlijn doctor" in said


def test_reading_the_log_is_itself_the_newest_line(access: Access) -> None:
    log.record("networks.presences.read", scope="dataset:3", access=access)
    reader = replace(access, role="functionaris gegevensbescherming")
    newest = fetch_newest_deeds(most=10, access=reader)
    assert newest.total == 2
    assert [deed.action for deed in newest.deeds] == ["audit.log.read", "networks.presences.read"]
    assert newest.deeds[0].role == "functionaris gegevensbescherming"


def test_a_long_log_is_read_from_its_end(access: Access) -> None:
    for number in range(7):
        log.record("networks.presences.read", scope=f"dataset:{number}", access=access)
    newest = fetch_newest_deeds(most=3, access=access)
    assert newest.total == 8
    assert [deed.scope for deed in newest.deeds] == ["log", "dataset:6", "dataset:5"]


def test_every_read_of_one_request_shares_moment_and_trace(access: Access) -> None:
    request = SimpleNamespace(**{CARRIED_AS: access})
    other = access_for(request, scope="dataset:9")
    assert other == replace(access, scope="dataset:9")


def test_a_request_that_passed_no_door_reads_nothing() -> None:
    with pytest.raises(AttributeError):
        access_for(SimpleNamespace(), scope="dataset:9")


def _name_an_area(access: Access) -> None:
    Area.objects.create(code="BU01", name="De Kolk", boundary_year=2026)
    log.record("areas.area.name", scope="area:1", access=access)


def _name_an_area_and_stumble(access: Access) -> None:
    _name_an_area(access)
    raise ValueError("halverwege")
