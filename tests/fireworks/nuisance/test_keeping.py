"""A report is coarse from the start, stands beside its bang, and becomes a count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from django.test import Client

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks import holdings
from zichtlijn.fireworks.models import Bang, NuisanceCount, NuisanceReport
from zichtlijn.fireworks.operations.nuisance import (
    import_nuisance_reports,
    keep_nuisance_report,
)
from zichtlijn.fireworks.reports.bang import bang_page
from zichtlijn.fireworks.reports.night import night_page
from zichtlijn.fireworks.reports.patterns.nuisance import nuisance_page
from zichtlijn.fireworks.terms import NotAllowed
from zichtlijn.fireworks.terms.nuisance import NUISANCE_REPORTS, NuisanceKind

NIGHT = {"van": "2026-12-31T18:00", "tot": "2027-01-01T06:00"}
FORM = {
    "tijd": "2027-01-01T00:04",
    "speling": "10",
    "x": "155090",
    "y": "463480",
    "soort": "bang",
}


def keep(access: Access, *, minutes: float = 4, x: float = 155_090.0) -> int:
    return keep_nuisance_report(
        datetime(2026, 12, 31, 23, 0, 42, tzinfo=UTC) + timedelta(minutes=minutes),
        within_min=10,
        x=x,
        y=463_480.0,
        kind=NuisanceKind.BANG,
        access=access,
    )


@pytest.mark.django_db
def test_a_report_is_kept_to_the_minute_and_the_cell_and_with_the_day_it_goes(
    access: Access,
) -> None:
    row = NuisanceReport.objects.get(pk=keep(access))
    assert (row.x, row.y) == (155_075.0, 463_475.0)
    assert row.moment == datetime(2026, 12, 31, 23, 4, tzinfo=UTC)
    assert row.destroy_on.isoformat() == "2029-01-01"  # it was 2027 on the clock of the town
    assert row.retention_rule.startswith("B04/")
    line = LogLine.objects.get(action="fireworks.nuisance.keep")
    assert line.count == 1


def test_a_report_has_no_place_for_who_told_it() -> None:
    names = {field.name for field in NuisanceReport._meta.get_fields()}
    assert names == {
        "id", "moment", "within_min", "x", "y", "kind", "invented", "destroy_on",
        "retention_rule",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minutes": 60 * 24}, "toekomst"),
        ({"minutes": -60 * 24 * 800}, "ouder dan 24 maanden"),
        ({"x": 900_000.0}, "niet in Nederland"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_is_not_kept(access: Access, change: dict[str, float], words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        keep(access, **change)
    assert not NuisanceReport.objects.exists()


def test_no_report_without_its_line_in_the_logbook(
    bang: Bang, access: Access, failing_log: None
) -> None:
    with pytest.raises(LogUnavailable):
        keep(access)
    assert not NuisanceReport.objects.exists()


def test_a_bang_shows_the_reports_near_it_on_its_page_and_in_the_list(
    bang: Bang, access: Access
) -> None:
    keep(access)
    keep(access, minutes=14)  # beyond its leeway
    keep(access, x=155_400.0)  # beyond 150 m
    (near,) = bang_page(bang.pk, asked=NIGHT, access=access).near
    assert (near.kind, near.apart, near.within) == ("Een harde knal", "60 m", "10 minuten")
    (row,) = night_page(NIGHT, access=access).sheet.rows
    assert row.reports == "1 melding"
    page = nuisance_page(NIGHT, access=access)
    assert page.say[0].startswith("3 meldingen: bij 1 is er een knal in de buurt")
    assert page.say[1].startswith("1 knal met een plek: bij 1 is er een melding")
    assert sorted(row.near for row in page.rows) == [
        "1 knal", "er luisterde geen ontvanger", "er luisterde geen ontvanger",
    ]  # fmt: skip


def test_a_bang_of_which_only_the_direction_is_known_is_near_nothing(
    bang: Bang, access: Access
) -> None:
    Bang.objects.filter(pk=bang.pk).update(outside=True, bearing_deg=10.0)
    keep(access)
    assert bang_page(bang.pk, asked=NIGHT, access=access).near == ()
    assert night_page(NIGHT, access=access).sheet.rows[0].reports == ""


@pytest.mark.django_db
def test_two_neighbours_may_say_the_same_and_a_file_may_come_twice(access: Access) -> None:
    moment = datetime(2026, 12, 31, 23, 4, 10, tzinfo=UTC)
    alike = [(i, moment, 10, 155_090.0, 463_480.0, "bang") for i in range(2)]
    frame = pl.DataFrame(alike, schema=dict(NUISANCE_REPORTS.columns), orient="row")
    assert import_nuisance_reports(frame, access=access) == (2, 0)
    assert import_nuisance_reports(frame, access=access) == (0, 2)
    assert import_nuisance_reports(pl.concat([frame, frame.head(1)]), access=access) == (1, 2)
    assert NuisanceReport.objects.count() == 3


@pytest.mark.django_db
def test_after_24_months_only_a_count_is_left(access: Access) -> None:
    keep(access)
    keep(access, minutes=-30)
    before = datetime(2028, 12, 31, 12, tzinfo=UTC)
    for moment, left in ((before, 1), (before + timedelta(days=1), 0)):
        later = replace(access, moment=moment)
        assert holdings.count_past_term(today=moment.date()) >= 1
        holdings.destroy_past_term(today=moment.date(), access=later)
        assert NuisanceReport.objects.count() == left
        assert holdings.count_past_term(today=moment.date()) == 0
    assert sorted(NuisanceCount.objects.values_list("square", "reports")) == [
        ("E155000N463000", 1), ("E155000N463000", 1),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_reader_fills_in_a_report_and_what_is_wrong_stands_in_the_form_again(
    access: Access,
) -> None:
    reader = Client(HTTP_HOST="127.0.0.1")
    posted = FORM | {"tijd": "2026-11-01T20:00"}
    assert reader.post("/vuurwerk/meldingen/bewaar/", posted).status_code == 302
    assert NuisanceReport.objects.count() == 1
    for wrong in (
        {"tijd": ""}, {"soort": "Sem"}, {"speling": "45"}, {"speling": "x"}, {"x": "thuis"},
        {"y": "1"}, {"tijd": "2099-01-01T00:00"},
    ):  # fmt: skip
        answer = reader.post("/vuurwerk/meldingen/bewaar/", posted | wrong)
        assert answer.status_code == 422, wrong
        assert "Er is niets bewaard." in answer.content.decode()
    assert NuisanceReport.objects.count() == 1
