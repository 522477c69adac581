"""A night on the map, in the list and in the hours is one and the same night."""

import csv
import re
from dataclasses import replace
from datetime import datetime
from time import perf_counter

import polars as pl
import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.fireworks.models import Bang, BangPick, Receiver
from zichtlijn.fireworks.operations.examples import import_night, import_receivers
from zichtlijn.fireworks.reports.looking import Look, Looking, View, read_looking
from zichtlijn.fireworks.reports.map.picture import MOST_POINTS
from zichtlijn.fireworks.reports.night import night_page
from zichtlijn.fireworks.reports.night.rows import ROWS
from zichtlijn.fireworks.sources.examples import read_example
from zichtlijn.fireworks.terms import ASSIGNMENTS, Stage, from_us

BAR_SECONDS = 5.0
NIGHT = "van=2025-12-31T18%3A00&tot=2026-01-01T06%3A00"
MIDNIGHT = {"van": "2026-01-01T00:00", "tot": "2026-01-01T00:10"}
NEWEST = from_us(1_767_222_000_000_000)


@pytest.mark.django_db
def test_the_page_opens_on_the_night_of_the_newest_bang(nights: None, access: Access) -> None:
    page = night_page({}, access=access)
    assert page.title == "Vuurwerk, woensdag 31 december 2025"
    assert page.lead[0] == f"{Bang.objects.filter(rounded_at=None).count()} knallen in dit venster."
    assert page.invented
    assert page.receivers.sentence == "OD-07 zwijgt."


@pytest.mark.django_db
def test_map_list_and_hours_count_the_same_bangs(nights: None, access: Access) -> None:
    page = night_page(MIDNIGHT, access=access)
    count = Bang.objects.filter(
        moment__gte=page.looking.since, moment__lt=page.looking.until
    ).count()
    assert count > 20
    assert page.sheet.total == count
    assert len(page.map.bangs) + len(page.map.wedges) == count
    assert page.strip.total is not None
    assert page.strip.total.total == count == sum(row.total for row in page.strip.rows)
    assert [row.id for row in page.sheet.rows] == [
        bang.pk
        for bang in Bang.objects.filter(
            moment__gte=page.looking.since, moment__lt=page.looking.until
        ).order_by("-moment")[:ROWS]
    ]


@pytest.mark.django_db
def test_a_louder_filter_never_shows_more_and_says_what_it_leaves_out(
    nights: None, access: Access
) -> None:
    counts = [
        night_page({**MIDNIGHT, "hard": level}, access=access).sheet.total
        for level in ("", "120", "130", "135")
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0]
    page = night_page({**MIDNIGHT, "hard": "135"}, access=access)
    assert f"{counts[0] - counts[-1]} knallen zachter of niet gemeten." in page.left_out


@pytest.mark.django_db
def test_what_lies_out_of_sight_is_counted_and_not_listed(nights: None, access: Access) -> None:
    near = night_page({**MIDNIGHT, "x": "31560", "y": "561800", "breed": "200"}, access=access)
    whole = night_page(MIDNIGHT, access=access)
    assert 0 < near.sheet.total < whole.sheet.total
    out = whole.sheet.total - near.sheet.total
    assert f"{out} knallen buiten dit beeld." in near.left_out


@pytest.mark.django_db
def test_a_window_nobody_listened_to_is_not_called_quiet(nights: None, access: Access) -> None:
    unheard = night_page({"van": "2025-06-01T18:00", "tot": "2025-06-02T06:00"}, access=access)
    quiet = night_page({"van": "2025-12-31T18:00", "tot": "2025-12-31T20:00"}, access=access)
    assert "niet te zeggen" in unheard.empty
    assert quiet.empty == "Er is geluisterd, en er is geen knal gehoord."
    assert {cell.css for row in unheard.strip.rows for cell in row.cells} == {"hx"}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    since=st.datetimes(
        min_value=NEWEST.replace(tzinfo=None, year=2020),
        max_value=NEWEST.replace(tzinfo=None, year=2030),
    ),
    minutes=st.integers(1, 60_000),
    loud=st.sampled_from([None, 120, 130, 135]),
    look=st.sampled_from([None, *Look]),
    view=st.one_of(
        st.none(),
        st.builds(
            View,
            st.integers(0, 280_000).map(float),
            st.integers(300_000, 620_000).map(float),
            st.integers(60, 50_000).map(float),
        ),
    ),
)
def test_an_address_that_is_sent_on_shows_the_same(
    since: datetime, minutes: int, loud: int | None, look: Look | None, view: View | None
) -> None:
    asked = {"van": f"{since:%Y-%m-%dT%H:%M}", "tot": ""}
    begin = read_looking(asked, newest=NEWEST).since
    looking = Looking(begin, begin + minutes * _MINUTE, loud, look, view)
    again = read_looking(QueryDict(looking.query).dict(), newest=NEWEST)
    assert again == replace(looking, until=again.until)
    assert again.query == looking.query


@pytest.mark.parametrize(
    "question",
    ["van=gisteren", "van=9999-99-99T00:00", "tot=2020-01-01", "x=1e9&y=0&breed=0", "blad=-1",
     "blad=99999", "hard=veel", "beeld=persoon", "stap=9999999", "van=2025-12-31T18:00Z"],
)  # fmt: skip
@pytest.mark.django_db
def test_a_mistyped_address_still_shows_a_page(reader: Client, question: str) -> None:
    for page in ("", "afspelen/", "reeksen/", "vergelijken/", "telefoon/", "openbaar/"):
        assert reader.get(f"/vuurwerk/{page}?{question}").status_code == 200


@pytest.mark.django_db
def test_every_figure_leads_to_the_arrivals_behind_it(reader: Client) -> None:
    bang = Bang.objects.filter(rounded_at=None, receivers__gte=8).first()
    assert bang is not None
    page = reader.get(f"/vuurwerk/knallen/{bang.pk}/").content.decode()
    picks = BangPick.objects.filter(bang=bang).select_related("receiver")
    assert picks.count() >= 8
    shown = dict(
        re.findall(r'<th scope="row">(OD-\d+)</th>.*?([-\d,]+) ms</td></tr>', page, re.DOTALL)
    )
    assert set(shown) == {pick.receiver.code for pick in picks}
    for pick in picks:
        said = float(shown[pick.receiver.code].replace(",", "."))
        assert abs(said - pick.residual_ms) <= 0.051


@pytest.mark.django_db
def test_a_bang_of_another_year_has_no_arrivals_and_says_why(reader: Client) -> None:
    old = Bang.objects.exclude(rounded_at=None).first()
    assert old is not None
    page = reader.get(f"/vuurwerk/knallen/{old.pk}/").content.decode()
    assert "na 24 uur vernietigd" in page
    assert "vak van 50 meter" in page
    assert reader.get("/vuurwerk/knallen/999999/").status_code == 404


@pytest.mark.django_db
def test_a_mark_is_made_and_taken_back_and_both_are_seen(reader: Client) -> None:
    bang = Bang.objects.filter(rounded_at=None).last()
    assert bang is not None
    place = f"/vuurwerk/knallen/{bang.pk}/"
    back = reader.post(place + "geen-knal/", {"reden": "work", "venster": NIGHT})
    assert back.status_code == 302
    assert back["Location"] == f"{place}?{NIGHT}"
    seen = reader.get(place).content.decode()
    assert "Gemarkeerd als geen knal: werk, een deur of een container." in seen
    again = reader.post(place + "geen-knal/", {"reden": "work"})
    assert again.status_code == 403
    assert "al gemarkeerd" in again.content.decode()
    reader.post(place + "wel-een-knal/")
    seen = reader.get(place).content.decode()
    assert "Markering teruggedraaid." in seen
    bang.refresh_from_db()
    assert not bang.marked_false


@pytest.mark.django_db
def test_a_mark_without_a_reason_is_refused_in_a_sentence(reader: Client) -> None:
    bang = Bang.objects.filter(rounded_at=None).last()
    assert bang is not None
    answer = reader.post(f"/vuurwerk/knallen/{bang.pk}/geen-knal/", {"reden": "iemand"})
    assert answer.status_code == 403
    assert "Kies eerst wat het dan wel was." in answer.content.decode()


@pytest.mark.django_db
def test_the_way_back_leads_only_to_our_own_page(reader: Client) -> None:
    bang = Bang.objects.filter(rounded_at=None).last()
    assert bang is not None
    answer = reader.post(
        f"/vuurwerk/knallen/{bang.pk}/geen-knal/",
        {"reden": "echo", "venster": "naam=Sem&van=2025-12-31T18:00"},
    )
    assert "naam" not in answer["Location"]


@pytest.mark.django_db
def test_the_file_holds_every_row_and_its_stamp(reader: Client) -> None:
    answer = reader.get(f"/vuurwerk/knallen.csv?{NIGHT}")
    lines = answer.content.decode().splitlines()
    stamp = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) == Bang.objects.filter(rounded_at=None).count() > 500
    assert f"# Rijen: {len(rows)}, allemaal" in stamp
    assert any("nooit bij een persoon" in line for line in stamp)
    assert LogLine.objects.filter(action="fireworks.bangs.export", count=len(rows)).exists()


@pytest.mark.django_db
def test_without_a_bang_every_page_says_what_would_fill_it() -> None:
    reader = Client(HTTP_HOST="127.0.0.1")
    for page in ("", "afspelen/", "reeksen/", "vergelijken/", "opbrengst/", "telefoon/",
                 "openbaar/", "uitleg/", "knallen.csv", "nieuw.json"):  # fmt: skip
        assert reader.get(f"/vuurwerk/{page}").status_code == 200
    assert "Nog geen ontvangers" in reader.get("/vuurwerk/").content.decode()
    assert "Nog geen knallen" in reader.get("/vuurwerk/telefoon/").content.decode()


@pytest.mark.django_db
def test_ten_thousand_bangs_are_drawn_as_squares_and_listed_in_sheets(access: Access) -> None:
    example = read_example()
    import_receivers(example.receivers, access=access)
    many = pl.concat([example.events.with_columns(event=pl.col("event") + 10_000 * i)
                      for i in range(19)])  # fmt: skip
    import_night(many.head(10_000), ASSIGNMENTS.empty(), hours=example.hours, access=access)
    page = night_page({}, access=access)
    assert page.sheet.total == 10_000 > MOST_POINTS
    assert page.map.bangs == ()
    assert (
        sum(int(re.findall(r"\d+", one.words.replace(".", ""))[0]) for one in page.map.squares)
        > 9_000
    )
    assert len(page.sheet.rows) == ROWS
    reader = Client(HTTP_HOST="127.0.0.1")
    for address in ("", "afspelen/", "vergelijken/", "openbaar/", "reeksen/"):
        begun = perf_counter()
        assert reader.get(f"/vuurwerk/{address}").status_code == 200
        taken = perf_counter() - begun
        print(f"/vuurwerk/{address} with 10,000 bangs: {taken:.1f} s")
        assert taken <= BAR_SECONDS


@pytest.mark.django_db
def test_a_provisional_and_a_withdrawn_dot_are_told_from_the_rest(
    nights: None, access: Access
) -> None:
    waiting, gone = Bang.objects.filter(rounded_at=None, ghost=False, outside=False)[:2]
    Bang.objects.filter(pk=waiting.pk).update(stage=Stage.PROVISIONAL)
    Bang.objects.filter(pk=gone.pk).update(stage=Stage.WITHDRAWN)
    page = night_page({"van": "2025-12-31T22:00", "tot": "2026-01-01T02:00"}, access=access)
    drawn = {bang.id: bang.css for bang in page.map.bangs}
    assert drawn[waiting.pk] == "is-provisional"
    assert gone.pk not in drawn
    assert "Van 1 knal is de plek nog voorlopig." in page.lead


@pytest.mark.django_db
def test_the_receivers_that_need_somebody_come_first(nights: None, access: Access) -> None:
    assert Receiver.objects.count() == 16
    panel = night_page({}, access=access).receivers
    assert [row.code for row in panel.wrong] == ["OD-07", "OD-12"]
    assert (panel.working, panel.total) == (15, 16)


_MINUTE = from_us(60_000_000) - from_us(0)
