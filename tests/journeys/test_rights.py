"""Somebody asks what is held about him: from the request to the letter, in two browsers."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

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

DIRECTOR, OFFICER = "process-director", "data-protection-officer"
MARKER = "Wijdzwaag"  # a surname that nobody has
RIGHTS = "Recht van de betrokkene"

Peopled = tuple[RunningDesk, dict[str, Visitor], str]


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peopled]:
    """A desk with invented people, two who signed in, and the code of a person."""
    running = start_desk(tmp_path_factory.mktemp("home"))
    invitations = make_demo_accounts(running.home)
    visitors = {
        role: enrol(running.url, f"probeer-{role}", invitations[f"probeer-{role}"])
        for role in (DIRECTOR, OFFICER)
    }
    yield running, visitors, _find_person(Path(running.home))
    stop_desk(running)


def _find_person(home: Path) -> str:
    """Return the code of somebody who was seen, as it stands on his card."""
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as kept:
        rows = kept.execute(
            "SELECT record_id FROM persons_namedobservation GROUP BY 1 ORDER BY count(*) DESC"
        )
        return str(rows.fetchone()[0])


@pytest.fixture
def sit(browser: Browser, peopled: Peopled):
    """Open a browser in which somebody handles requests."""
    desk, visitors, _person = peopled

    @contextmanager
    def open_for(role: str, **words) -> Iterator[Page]:
        with open_page(browser, desk.url, **words) as page:
            page.context.add_cookies(visitors[role].cookies)
            page.goto("/doel/")
            page.get_by_label(RIGHTS).check()
            page.get_by_label("Reden (nodig om een naam te zien)").select_option("report")
            page.get_by_role("button", name="Kies dit doel").click()
            yield page

    return open_for


def _register(page: Page, person: str) -> str:
    page.goto(f"/verzoeken/nieuw/?persoon={person}")
    page.get_by_label("Wat vraagt de persoon?").select_option("inspection")
    page.get_by_label("Hoe oud is de persoon").select_option("16_plus")
    page.get_by_label("Naam en adres").fill(f"Sanne {MARKER}, Lindelaan 4, Oeverdam")
    page.get_by_label("Wat vroeg de persoon").fill("Wat staat er over mij in uw computer?")
    page.get_by_role("button", name="Bewaar verzoek").click()
    page.get_by_role("heading", name="Verzoek: inzage", level=1).wait_for()
    return page.url


def test_from_request_to_letter(sit, peopled: Peopled) -> None:
    """Request, report, contest, two people destroy, decision, letter."""
    with sit(DIRECTOR) as page:
        address = _register(page, peopled[2])
        expect(page.get_by_text(re.compile(r"nog \d+ dagen")).first).to_be_visible()
        page.get_by_role("link", name="Maak het overzicht").click()
        page.get_by_role("heading", name="Wat weet de gemeente over mij?").wait_for()
        facts = page.locator(".zl-fact").count()
        assert facts >= 2
        expect(page.get_by_text("Een procesregisseur van de gemeente").first).to_be_visible()
        page.locator(".zl-fact", has_text="Kolkplein").get_by_role(
            "link", name="Dit klopt niet"
        ).first.click()
        page.get_by_role("button", name="Haal het uit alles").click()
        expect(page.get_by_text("Schrijf de reden op")).to_be_visible()
        page.get_by_label("Wat zegt de persoon?").fill("Ik was die dag niet in de stad.")
        page.get_by_role("button", name="Haal het uit alles").click()
        expect(page.get_by_text("Het gegeven telt niet meer mee.")).to_be_visible()
        page.get_by_role("link", name="Maak het overzicht").click()
        expect(page.get_by_text("Sindsdien telt het niet mee.")).to_be_visible()
        page.goto(address)
        page.get_by_label("Wat vond u, en waarom?").fill("Wij vroegen het na. Het was een ander.")
        page.get_by_role("button", name="Stel voor het te vernietigen").click()
        assert page.get_by_role("button", name="Bevestig: vernietig").count() == 0
    with sit(OFFICER) as page:
        page.goto(address)
        page.get_by_role("button", name="Bevestig: vernietig dit gegeven").click()
        expect(page.get_by_text("Het gegeven is vernietigd.")).to_be_visible()
    with sit(DIRECTOR, size=PHONE) as page:
        page.goto(f"{address}inzage/")
        assert page.locator(".zl-fact").count() < facts
        page.goto(address)
        page.get_by_label("Wat besluit u?").select_option("granted")
        page.get_by_role("button", name="Neem dit besluit").click()
        expect(page.get_by_text("Wij doen wat u vroeg.")).to_be_visible()
        page.get_by_role("button", name="De brief is verstuurd").click()
        expect(page.get_by_text("Zo is hij verstuurd")).to_be_visible()


def test_a_person_is_told_from_the_list(sit) -> None:
    with sit(DIRECTOR) as page:
        page.goto("/inzage/")
        waiting = page.get_by_role("link", name=re.compile("^Brief [0-9a-f]+$"))
        before = waiting.count()
        assert before >= 1
        waiting.first.click()
        expect(page.get_by_text("U heeft niets verkeerd gedaan om hier te staan.")).to_be_visible()
        page.get_by_text("Stel het uit", exact=True).click()
        page.get_by_role("button", name="Stel het informeren uit").click()
        assert page.locator(".utrecht-form-field-error-message").count() >= 1
        page.get_by_role("button", name="De brief is verstuurd").click()
        expect(page.get_by_text("Zo is hij verstuurd")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_person_s_side_is_accessible_and_fits(
    sit, peopled: Peopled, scheme: str
) -> None:
    looked_at = 0
    with sit(DIRECTOR, scheme=scheme, bypass_csp=True) as page:
        request = _register(page, peopled[2])
        page.goto(f"{request}inzage/")
        contest = page.get_by_role("link", name="Dit klopt niet").first.get_attribute("href")
        page.goto("/inzage/")
        letter = page.get_by_role("link", name=re.compile("^Brief [0-9a-f]+$")).first.get_attribute(
            "href"
        )
        for path in ("/verzoeken/", "/verzoeken/nieuw/", request, f"{request}inzage/", contest,
                     f"{request}wegen/", "/inzage/", letter):  # fmt: skip
            assert page.goto(path).status == 200
            assert_accessible(page)
            page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
            assert_no_sideways_scroll(page)
            page.set_viewport_size({"width": 1440, "height": 900})
            looked_at += 1
    print(f"{looked_at} pages, 0 violations")
    assert looked_at == 8


def test_the_report_prints_without_the_desk_around_it(sit, peopled: Peopled) -> None:
    with sit(DIRECTOR) as page:
        request = _register(page, peopled[2])
        page.goto(f"{request}inzage/")
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation", name="Hoofdmenu").first.is_visible()
        assert not page.get_by_role("link", name="Dit klopt niet").first.is_visible()
        expect(page.get_by_role("heading", name="Wie het las")).to_be_visible()


def test_it_works_without_scripts(sit, peopled: Peopled) -> None:
    with sit(DIRECTOR, javascript=False) as page:
        request = _register(page, peopled[2])
        page.get_by_text("De persoon trekt het in").click()
        page.get_by_role("button", name="Sluit dit verzoek").click()
        assert page.goto(request).status == 200
        expect(page.get_by_text("Ingetrokken door de persoon")).to_be_visible()


def test_no_name_stands_in_the_server_s_own_words(peopled: Peopled) -> None:
    desk = peopled[0]
    said = (Path(desk.home) / "server.log").read_text()
    assert MARKER not in said
    assert "Traceback" not in said
    kept = b"".join(
        file.read_bytes() for file in sorted(Path(desk.home).rglob("*")) if file.is_file()
    )
    assert b"probeer-process-director" in kept  # the search finds what is there
    assert MARKER.encode() not in kept
