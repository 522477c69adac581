"""Choosing a purpose, the banner, a saved link that asks again, and breaking the glass."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.privacy.town import hold, set_table

from zichtlijn.audit import log
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models import BreakGlass, Membership, Opening
from zichtlijn.privacy.terms.asking import Asker

Browse = Callable[[Asker], Client]
PEOPLE = "/personen/"
BANNER = "U leest persoonsgegevens"
WHY = "een melding van gevaar, nu meteen"


def _choose(
    browser: Client,
    table,
    *,
    purpose: str = "youth_group_approach",
    next_: str = "",
    reason="meeting",
):
    asked = {"doel": f"{purpose}:{table.code}", "reden": reason, "next": next_}
    return browser.post("/doel/kiezen/", asked)


def test_a_page_with_people_asks_for_a_purpose_first_and_opens_after_it(browse: Browse) -> None:
    officer = hold("neighbourhood_officer")
    table, browser = set_table(officer), browse(officer)
    asked = browser.get(PEOPLE + "zoeken/?a=1")
    assert (asked.status_code, asked.headers["Location"]) == (
        302,
        "/doel/?next=%2Fpersonen%2Fzoeken%2F%3Fa%3D1",
    )
    page = browser.get(asked.headers["Location"]).content.decode()
    assert "Aanpak van een jeugdgroep: Plein" in page
    assert 'value="/personen/zoeken/?a=1"' in page
    assert BANNER not in page
    gone = _choose(browser, table, next_="/personen/zoeken/?a=1")
    assert gone.headers["Location"] == "/personen/zoeken/?a=1"
    opened = browser.get(gone.headers["Location"]).content.decode()
    assert BANNER in opened
    assert "nog 120 minuten" in opened
    assert "aanpak van een jeugdgroep, Plein" in opened


def test_a_saved_link_asks_again_in_another_sitting_and_when_the_purpose_is_over(
    browse: Browse,
) -> None:
    officer = hold("neighbourhood_officer")
    table, browser = set_table(officer), browse(officer)
    _choose(browser, table)
    assert browser.get(PEOPLE).status_code == 200
    assert browse(officer).get(PEOPLE).headers["Location"] == "/doel/?next=%2Fpersonen%2F"
    assert browser.post("/doel/stoppen/").headers["Location"] == "/doel/"
    assert browser.get(PEOPLE).headers["Location"] == "/doel/?next=%2Fpersonen%2F"
    assert LogLine.objects.filter(action="privacy.purpose.missing").count() == 2


@pytest.mark.parametrize(
    "outside", ["https://elders.example/", "//elders.example", "javascript:alert(1)"]
)
def test_after_a_choice_nobody_is_led_off_the_desk(browse: Browse, outside: str) -> None:
    officer = hold("neighbourhood_officer")
    table, browser = set_table(officer), browse(officer)
    assert _choose(browser, table, next_=outside).headers["Location"] == "/doel/"
    page = browser.get("/doel/", {"next": outside}).content.decode()
    assert '<input type="hidden" name="next" value="">' in page


def test_a_choice_that_is_not_yours_is_refused_with_a_sentence(browse: Browse) -> None:
    officer = hold("neighbourhood_officer")
    browser = browse(officer)
    table = set_table()
    for asked in (
        f"youth_group_approach:{table.code}",
        "youth_group_approach:00",
        "oversight",
        "nosiness",
        "",
    ):
        answer = browser.post("/doel/kiezen/", {"doel": asked})
        assert answer.status_code == 403
        assert "Dit doel" in answer.content.decode()
    assert not Opening.objects.exists()
    nothing = browse(hold("mayor")).get("/doel/").content.decode()
    assert "bij geen groep of casus" in nothing
    assert "Open een casus in nood" not in nothing


def test_what_is_taken_back_shuts_the_next_page(browse: Browse) -> None:
    officer = hold("neighbourhood_officer")
    table, browser = set_table(officer), browse(officer)
    _choose(browser, table)
    Membership.objects.update(ended_at="2026-11-23T08:00:00Z")
    refused = browser.get(PEOPLE)
    assert refused.status_code == 403
    assert "niet of niet meer aan deze tafel" in refused.content.decode()
    assert LogLine.objects.last().rule == "R10"


def test_an_officer_for_oversight_chooses_without_a_table(browse: Browse) -> None:
    guard = hold("data_protection_officer")
    browser = browse(guard)
    page = browser.get("/doel/").content.decode()
    assert "Toezicht op het gebruik" in page
    assert (
        browser.post("/doel/kiezen/", {"doel": "oversight", "reden": "oversee"}).status_code == 302
    )
    assert "toezicht op het gebruik" in browser.get("/help/").content.decode()


def test_the_example_desk_has_no_purposes_and_no_people(db: None, client: Client) -> None:
    assert "bij geen groep of casus" in client.get("/doel/").content.decode()
    assert client.post("/doel/kiezen/", {"doel": "oversight"}).status_code == 403
    assert not Opening.objects.exists()


def test_an_emergency_opens_one_case_and_stands_on_the_officers_desk(browse: Browse) -> None:
    officer, guard = hold("neighbourhood_officer"), hold("data_protection_officer")
    table, browser, overseer = set_table(), browse(officer), browse(guard)
    assert (
        "minstens 20 tekens" in browser.get("/doel/noodtoegang/?next=/personen/").content.decode()
    )
    asked = {
        "casus": table.code,
        "doel": "youth_group_approach",
        "reden": "te kort",
        "next": "/help/",
    }
    short = browser.post("/doel/noodtoegang/", asked)
    assert short.status_code == 403
    assert "minstens 20 tekens" in short.content.decode()
    opened = browser.post("/doel/noodtoegang/", asked | {"reden": WHY})
    assert opened.headers["Location"] == "/help/"
    banner = browser.get("/help/").content.decode()
    assert "Noodtoegang: u leest persoonsgegevens" in banner
    assert "nog 60 minuten" in banner
    assert browser.get("/noodtoegang/").status_code == 403
    desk = overseer.get("/noodtoegang/").content.decode()
    assert WHY in desk
    assert officer.account in desk
    code = BreakGlass.objects.get().opening.code
    assert overseer.post(f"/noodtoegang/{code}/", {"oordeel": "hm"}).status_code == 302
    assert BreakGlass.objects.get().verdict == ""
    overseer.post(f"/noodtoegang/{code}/", {"oordeel": "justified"})
    assert "terecht" in overseer.get("/noodtoegang/").content.decode()
    assert overseer.post(f"/noodtoegang/{code}/", {"oordeel": "justified"}).status_code == 403


def test_without_a_log_neither_a_page_nor_a_refusal_is_given(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = hold("neighbourhood_officer")
    table, browser = set_table(officer), browse(officer)
    _choose(browser, table)

    def refuse(*_: object, **__: object) -> None:
        raise log.LogUnavailable

    monkeypatch.setattr(log, "record", refuse)
    assert browser.get(PEOPLE).status_code == 503
    browser.session.flush()
    assert browse(officer).get(PEOPLE).status_code == 503


def test_a_part_of_a_page_leads_the_whole_page_to_the_choice(browse: Browse) -> None:
    officer = hold("neighbourhood_officer")
    answer = browse(officer).get(PEOPLE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        204,
        "/doel/?next=%2Fpersonen%2F",
    )


def test_a_form_that_comes_too_late_leads_to_the_choice_without_repeating_itself(
    browse: Browse,
) -> None:
    officer = hold("neighbourhood_officer")
    answer = browse(officer).post(PEOPLE + "zoeken/", {"naam": "iemand"})
    assert answer.headers["Location"] == "/doel/"
