"""Three people of three organisations at one table, in three browsers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import (
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.server import RunningDesk, start_desk, stop_desk
from tests.journeys.visitors import Visitor, enrol, make_demo_accounts

YOUTH, POLICE, DIRECTOR = "youth-worker", "neighbourhood-officer", "process-director"
MARKER = "Zwaagstermeer"  # a surname that nobody has
PURPOSE = "Aanpak van een jeugdgroep: Kolkplein (verzonnen)"


@pytest.fixture(scope="module")
def peopled(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[RunningDesk, dict[str, Visitor]]]:
    """A desk with invented accounts and people, and three who have signed in."""
    running = start_desk(tmp_path_factory.mktemp("home"))
    invitations = make_demo_accounts(running.home)
    people = {
        role: enrol(running.url, f"probeer-{role}", invitations[f"probeer-{role}"])
        for role in (YOUTH, POLICE, DIRECTOR)
    }
    yield running, people
    stop_desk(running)


@pytest.fixture
def at_table(browser: Browser, peopled: tuple[RunningDesk, dict[str, Visitor]]):
    """Open a browser in which somebody sits at the table, with the purpose chosen."""
    desk, people = peopled

    @contextmanager
    def sit(role: str, **words) -> Iterator[Page]:
        with open_page(browser, desk.url, **words) as page:
            page.context.add_cookies(people[role].cookies)
            page.goto("/personen/")
            if page.url.startswith(f"{desk.url}/doel/"):
                page.get_by_label(PURPOSE).check()
                page.get_by_label("Reden (nodig om een naam te zien)").select_option("seen")
                page.get_by_role("button", name="Kies dit doel").click()
            yield page

    return sit


def test_a_youth_worker_writes_somebody_down_on_his_phone_and_takes_it_back(at_table) -> None:
    with at_table(YOUTH, size=PHONE) as page:
        page.get_by_role("link", name="Schrijf iemand op").first.click()
        page.get_by_label("Naam").fill(f"Rixt {MARKER}")
        page.get_by_label("Geboortedatum").fill("2006-02-03")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Schrijf een waarneming over deze persoon").click()
        page.get_by_label("Waar?").fill("Kolkplein")
        page.get_by_role("radio", name="Kwartier terug").check()
        page.get_by_role("radio", name="Kalmerend").check()
        page.get_by_role("radio", name="Iemand suste").check()
        page.get_by_label("Notitie").fill("Een Turkse jongen stuurde anderen weg.")
        page.get_by_role("button", name="Bewaar waarneming").click()
        expect(page.get_by_text("Er staat “Turkse”.")).to_be_visible()
        page.get_by_label("Notitie").fill("Stuurde twee anderen weg.")
        page.get_by_role("button", name="Bewaar waarneming").click()
        page.get_by_role("link", name="Bekijk de kaart").click()
        expect(page.get_by_role("heading", name="R.Z. 2006", level=1)).to_be_visible()
        expect(page.get_by_text("Stuurde twee anderen weg.")).to_have_count(0)
        page.get_by_role("button", name="Toon de naam").click()
        expect(page.get_by_text("In uw rol ziet u hier geen naam")).to_be_visible()
        expect(page.get_by_text("Stuurde twee anderen weg.")).to_be_visible()  # his own words
        page.get_by_role("button", name="Neem terug", exact=True).click()
        page.get_by_text("Teruggenomen en vernietigd.").wait_for()


def test_two_people_join_and_a_third_undoes(at_table) -> None:
    with at_table(YOUTH) as page:
        page.get_by_role("link", name=re.compile("^Leg .* naast")).first.click()
        page.get_by_label("Waarom?").fill("Ik sprak hem, het is een en dezelfde.")
        page.get_by_role("button", name="Stel voor: dezelfde persoon").click()
        joining = page.url
        assert page.get_by_role("button", name="Bevestig: dezelfde persoon").count() == 0
    with at_table(POLICE) as page:
        page.get_by_role("link", name="Bekijk en beslis").click()
        assert page.url == joining
        page.get_by_role("button", name="Toon namen en redenen").click()
        expect(page.get_by_text("Ik sprak hem, het is een en dezelfde.")).to_be_visible()
        page.get_by_label("Waarom?").fill("Ja, ik ken hem van het plein.")
        page.get_by_role("button", name="Bevestig: dezelfde persoon").click()
        expect(page.get_by_text("Stand: samengevoegd.")).to_be_visible()
    with at_table(DIRECTOR) as page:
        page.goto(joining)
        page.get_by_label("Waarom?").fill("Toch twee neven met een naam.")
        page.get_by_role("button", name="Maak dit ongedaan").click()
        expect(page.get_by_text("Stand: ongedaan gemaakt.")).to_be_visible()


def test_an_officer_finds_somebody_by_two_fields_and_asks_for_the_name(at_table) -> None:
    with at_table(POLICE) as page:
        page.get_by_role("link", name="Schrijf iemand op").first.click()
        page.get_by_label("Naam").fill(f"Wytze {MARKER}")
        page.get_by_label("Geboortedatum").fill("2004-08-09")
        page.get_by_role("button", name="Bewaar deze persoon").click()
        page.goto("/personen/zoeken/")
        page.get_by_label("Naam").fill(MARKER.lower())
        page.get_by_role("button", name="Zoek", exact=True).click()
        expect(page.get_by_text("Vul er twee in")).to_be_visible()
        page.get_by_label("Geboortedatum").fill("2004-08-09")
        page.get_by_role("button", name="Zoek", exact=True).click()
        assert MARKER not in page.url
        page.get_by_role("link", name="W.Z. 2004").click()
        expect(page.get_by_text(MARKER)).to_have_count(0)
        page.get_by_role("button", name="Toon de naam").click()
        expect(page.get_by_role("heading", name=f"Wytze {MARKER}", level=1)).to_be_visible()
        assert MARKER not in page.url
        page.get_by_role("button", name="Stop met lezen").click()
        page.goto("/personen/")
        assert "/doel/" in page.url


def test_every_page_of_the_room_is_accessible_and_fits(at_table) -> None:
    looked_at = 0
    with at_table(DIRECTOR, bypass_csp=True) as page:
        page.goto("/personen/bekend/")
        cards = page.locator("th[scope=row] a")
        first, other = (cards.nth(at).get_attribute("href") for at in (0, 1))
        pair = f"/personen/naast/{_read_id(first)}/{_read_id(other)}/"
        for path in ("/personen/", "/personen/bekend/", "/personen/zoeken/", "/personen/nieuw/", "/personen/uitleg/", first, f"{first}waarneming/",
                     f"{first}verbeteren/", f"{first}bewaard/", pair):  # fmt: skip
            assert page.goto(path).status == 200
            assert_accessible(page)
            page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
            assert_no_sideways_scroll(page)
            page.set_viewport_size({"width": 1440, "height": 900})
            looked_at += 1
        page.goto(first)
        page.get_by_role("button", name="Toon de naam").click()
        assert_accessible(page)
        page.goto("/personen/nieuw/")
        page.get_by_role("button", name="Bewaar deze persoon").click()
        assert_accessible(page)
    print(f"{looked_at + 2} pages, 0 violations")
    assert looked_at == 10


def test_in_the_dark_a_card_is_as_accessible(at_table) -> None:
    with at_table(DIRECTOR, scheme="dark", bypass_csp=True) as page:
        assert_accessible(page)
        page.goto("/personen/bekend/")
        page.locator("th[scope=row] a").first.click()
        page.get_by_role("button", name="Toon de naam").click()
        assert_accessible(page)


def _read_id(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def test_the_room_works_without_scripts(at_table) -> None:
    with at_table(POLICE, javascript=False) as page:
        page.goto("/personen/bekend/")
        page.locator("th[scope=row] a").first.click()
        page.get_by_role("button", name="Toon de naam").click()
        expect(page.get_by_text("U leest een naam.")).to_be_visible()


def test_no_name_stands_in_the_server_s_own_words(
    peopled: tuple[RunningDesk, dict[str, Visitor]],
) -> None:
    desk, _ = peopled
    said = [path for path in desk.home.rglob("*") if path.is_file()]
    assert len(said) > 3
    assert [path.name for path in said if MARKER.encode() in path.read_bytes()] == []
