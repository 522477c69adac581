"""A purpose is chosen, said above every page, asked for again, and in an emergency forced."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import (
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.server import RunningDesk, start_desk, stop_desk
from tests.journeys.visitors import Visitor, enrol, make_demo_accounts

OFFICER, GUARD = "neighbourhood-officer", "data-protection-officer"
WHY = "een melding van gevaar, nu meteen"

Peopled = tuple[RunningDesk, dict[str, Visitor]]


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peopled]:
    """A desk with invented people and two who signed in."""
    running = start_desk(tmp_path_factory.mktemp("home"))
    invitations = make_demo_accounts(running.home)
    visitors = {
        role: enrol(running.url, f"probeer-{role}", invitations[f"probeer-{role}"])
        for role in (OFFICER, GUARD)
    }
    yield running, visitors
    stop_desk(running)


@pytest.fixture
def sit(browser: Browser, peopled: Peopled):
    """Open a browser in which somebody has signed in."""
    desk, visitors = peopled

    @contextmanager
    def open_for(role: str, **words) -> Iterator[Page]:
        with open_page(browser, desk.url, **words) as page:
            page.context.add_cookies(visitors[role].cookies)
            yield page

    return open_for


@pytest.mark.parametrize("javascript", [True, False])
def test_a_saved_link_asks_for_the_purpose_and_then_opens(sit, javascript: bool) -> None:
    with sit(OFFICER, javascript=javascript) as page:
        page.goto("/personen/zoeken/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Waarvoor leest u?")
        assert page.locator(".zl-purpose").count() == 0
        page.get_by_label("Aanpak van een jeugdgroep: Kolkplein").check()
        page.get_by_label("Reden").select_option("meeting")
        page.get_by_role("button", name="Kies dit doel").click()
        assert page.url.endswith("/personen/zoeken/")
        expect(page.locator(".zl-purpose")).to_contain_text("aanpak van een jeugdgroep, Kolkplein")
        expect(page.locator(".zl-purpose")).to_contain_text("nog 1")
        page.goto("/help/")
        expect(page.locator(".zl-purpose")).to_be_visible()
        page.get_by_role("button", name="Stop met lezen").click()
        page.goto("/personen/zoeken/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Waarvoor leest u?")


def test_in_an_emergency_one_case_opens_and_the_officer_sees_it_at_once(
    sit, peopled: Peopled
) -> None:
    with closing(sqlite3.connect(peopled[0].home / "zichtlijn.sqlite3")) as kept:
        (code,) = kept.execute("SELECT code FROM privacy_scope").fetchone()
    with sit(OFFICER) as page:
        page.goto("/doel/noodtoegang/?next=/personen/")
        page.get_by_label("Nummer van de groep of casus").fill(code)
        page.get_by_label("Doel", exact=True).select_option("youth_group_approach")
        page.get_by_label("Reden, minstens 20 tekens").fill(WHY)
        page.get_by_role("button", name="Open deze casus voor een uur").click()
        banner = page.locator(".zl-purpose")
        expect(banner).to_contain_text("Noodtoegang: u leest persoonsgegevens")
        expect(banner).to_contain_text("nog 59")
        assert_accessible(page)
    with sit(GUARD) as page:
        page.goto("/noodtoegang/")
        expect(page.locator("main")).to_contain_text(WHY)
        assert_accessible(page)
        page.get_by_role("button", name="Noem dit terecht", exact=True).click()
        expect(page.locator("main")).to_contain_text("Gecontroleerd")


@pytest.mark.parametrize(
    "address", ["/doel/", "/doel/noodtoegang/", "/regels/", "/regels/versies/"]
)
def test_pages_of_purposes_and_rules_fit_the_smallest_screen(sit, address: str) -> None:
    with sit(OFFICER, size=SMALLEST) as page:
        page.goto(address)
        assert_no_sideways_scroll(page)
        assert_accessible(page)
