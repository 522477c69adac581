"""Replay, strings, years, finds, the phone and what the browser asks while it waits."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Bang, NightCount, ReceiverHour, Yield
from zichtlijn.fireworks.reports.live import live_changes
from zichtlijn.fireworks.reports.patterns.comparison import comparison_page, move_years
from zichtlijn.fireworks.reports.patterns.replay import MOST_STEPS, replay_page
from zichtlijn.fireworks.reports.patterns.strings import strings_page
from zichtlijn.fireworks.reports.patterns.yields import yield_page
from zichtlijn.fireworks.reports.phone import SHOWN, phone_page, say_ago
from zichtlijn.fireworks.terms import Stage

EVENING = {"van": "2025-12-31T22:30", "tot": "2025-12-31T23:20"}


@pytest.mark.django_db
def test_a_replay_shows_every_bang_in_one_step(nights: None, access: Access) -> None:
    page = replay_page({}, access=access)
    inside = Bang.objects.filter(rounded_at=None, outside=False).count()
    assert sum(dots.bangs for dots in page.dots) == inside
    assert all(dots.path.count("M") == dots.bangs for dots in page.dots)
    assert len(page.steps) <= MOST_STEPS
    counts = Counter({dots.step: dots.bangs for dots in page.dots})
    for step in page.steps:
        assert step.bangs.split()[0] == str(counts[step.number])
    assert all(dot.css == ("is-now" if dot.step == 0 else "is-later") for dot in page.dots)


@pytest.mark.django_db
def test_a_replay_goes_on_by_links_alone(reader: Client, nights: None, access: Access) -> None:
    page = replay_page({}, access=access)
    walked = 0
    while page.later_url:
        following = reader.get(page.later_url)
        assert following.status_code == 200
        walked += 1
        query = dict(pair.split("=") for pair in page.later_url.split("?")[1].split("&"))
        asked = {name: value.replace("%3A", ":") for name, value in query.items()}
        page = replay_page(asked, access=access)
    assert walked == len(page.steps) - 1
    assert {dot.css for dot in page.dots} <= {"is-past", "is-now"}


@pytest.mark.django_db
def test_the_planted_walk_is_longer_than_chance_gives_and_the_busy_night_says_what_fits_chance(
    nights: None, access: Access
) -> None:
    quiet = strings_page(EVENING, access=access)
    assert len(quiet.rows) == 1
    assert int(quiet.rows[0].bangs.split()[0]) >= 8
    assert quiet.rows[0].chance.startswith("meer dan toeval")
    assert quiet.chance.startswith("1 daarvan is langer dan toeval geeft.")
    busy = strings_page({}, access=access)
    fitting = [row for row in busy.rows if row.chance.startswith("past bij toeval")]
    assert len(fitting) > len(busy.rows) / 2
    assert all(row.css.endswith("is-chance") for row in fitting)


@pytest.mark.django_db
def test_strings_are_gone_with_the_points(nights: None, access: Access) -> None:
    old = strings_page({"van": "2024-12-31T18:00", "tot": "2025-01-01T06:00"}, access=access)
    assert old.rows == ()
    assert "Reeksen zijn weg" in old.say


@pytest.mark.django_db
def test_years_are_only_compared_where_each_listened(nights: None, access: Access) -> None:
    page = comparison_page({}, access=access)
    assert [year.year for year in page.years] == [2024, 2025]
    assert any("luisterden" in warning for warning in page.warnings)
    ReceiverHour.objects.filter(hour__year=2024, hour__hour=23).delete()
    fewer = comparison_page({}, access=access)
    assert fewer.shared_hours == page.shared_hours - 1
    assert fewer.years[1].in_shared < page.years[1].in_shared
    assert fewer.years[1].bangs == page.years[1].bangs


@pytest.mark.django_db
def test_a_year_of_which_only_counts_are_left_says_so(nights: None, access: Access) -> None:
    moment = Bang.objects.filter(rounded_at=None).order_by("moment").last()
    assert moment is not None
    hour = move_years(moment.moment, 2).replace(minute=0, second=0, microsecond=0)
    NightCount.objects.create(square="E31000N561000", hour=hour, bangs=300)
    page = comparison_page({}, access=access)
    assert [year.year for year in page.years] == [2023, 2024, 2025]
    assert page.years[0].bangs == 300
    assert {row.counts[0] for row in page.areas} == {""}


@pytest.mark.django_db
def test_nothing_found_is_counted_like_any_find(reader: Client, access: Access) -> None:
    before = yield_page({}, access=access)
    bang = Bang.objects.filter(rounded_at=None).last()
    assert bang is not None
    kept = reader.post("/vuurwerk/opbrengst/", {"knal": bang.pk, "gevonden": "nothing"})
    assert kept.status_code == 302
    after = yield_page({}, access=access)
    assert len(after.rows) == len(before.rows) + 1
    counted = [
        {words: int(count) for words, count, _ in page.counts}["Niets gevonden"]
        for page in (before, after)
    ]
    assert counted[1] == counted[0] + 1
    assert Yield.objects.filter(bang=bang).count() == 1


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"knal": "1"},
        {"knal": "x", "gevonden": "nothing"},
        {"knal": "999999999999", "gevonden": "nothing"},
        {"knal": "999999", "gevonden": "nothing"},
        {"knal": "1", "gevonden": "Sem"},
    ],
)
@pytest.mark.django_db
def test_a_wrong_find_is_refused_in_a_sentence_and_nothing_is_kept(
    reader: Client, posted: dict[str, str]
) -> None:
    before = Yield.objects.count()
    answer = reader.post("/vuurwerk/opbrengst/", posted)
    assert answer.status_code in {403, 404}
    assert "Traceback" not in answer.content.decode()
    assert Yield.objects.count() == before


@pytest.mark.django_db
def test_the_phone_shows_the_newest_first_and_says_how_far(nights: None, access: Access) -> None:
    page = phone_page({"buurt": "BU99990101"}, access=access)
    assert len(page.alerts) == SHOWN
    newest = Bang.objects.order_by("moment").last()
    assert newest is not None
    assert page.alerts[0].id == newest.pk
    assert all(
        one.away.startswith("ongeveer") for one in page.alerts if "richting" not in one.within
    )
    assert phone_page({}, access=access).alerts[0].away == ""


@pytest.mark.django_db
def test_how_long_ago_is_said_in_words(nights: None, access: Access) -> None:
    now = access.moment
    said = [say_ago(now - timedelta(seconds=s), now=now) for s in (3, 61, 1800, 7200)]
    assert said == ["net", "1 minuut geleden", "30 minuten geleden", "2 uur geleden"]


@pytest.mark.django_db
def test_the_browser_hears_each_change_once_and_withdrawn_dots_go(
    nights: None, access: Access
) -> None:
    newest = Bang.objects.order_by("moment").last()
    assert newest is not None
    known = newest.version
    assert live_changes(after=known, access=access).bangs == ()
    Bang.objects.filter(pk=newest.pk).update(stage=Stage.WITHDRAWN, version=known + 1)
    answer = live_changes(after=known, access=access)
    assert [(bang["id"], bang["gone"]) for bang in answer.bangs] == [(newest.pk, True)]
    assert live_changes(after=answer.version, access=access).bangs == ()


@pytest.mark.django_db
def test_the_answer_to_the_waiting_browser_is_plain_json(reader: Client) -> None:
    answer = json.loads(reader.get("/vuurwerk/nieuw.json?na=0").content)
    assert answer["more"] is True
    assert set(answer["bangs"][0]) >= {"id", "x", "y", "rx", "ry", "turn", "gone", "at"}
    assert reader.get("/vuurwerk/nieuw.json?na=veel").status_code == 200
