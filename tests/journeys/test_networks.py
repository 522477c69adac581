"""From the first visit to the observations behind a line, by mouse, keys, phone and paper."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import (
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.server import RunningDesk, own_environment, serve_desk, stop_desk

PUBLISHED = "Voorbeeld: openbare onderzoeksgegevens"
OEVERDAM = "Voorbeeld: Oeverdam (verzonnen gemeente)"
BAR_SECONDS = 5.0  # ten thousand dots


def _open(page: Page, title: str) -> None:
    page.goto("/netwerken/")
    page.get_by_role("heading", name=title, exact=True).get_by_role("link").click()
    expect(page.locator("#tekening")).to_be_visible()
    page.wait_for_load_state()  # a link that is followed before the scripts came opens a page


def test_from_the_first_visit_to_the_observations_and_out(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Bekijk de netwerken").click()
    page.get_by_role("link", name=f"Bekijk het netwerk van {PUBLISHED}", exact=True).click()
    expect(page.locator("h1")).to_have_text(
        "Voorbeeld: openbare onderzoeksgegevens, gezien door één bron: sensor"
    )
    expect(page.locator(".zl-lead")).to_contain_text("vaak genoeg gezien om te tonen")
    assert page.locator("circle.d-node").count() > 50
    assert page.locator("path.d-hull").count() >= 4
    page.locator("#banden .zl-why").first.click()
    drawer = page.locator("#herkomst .zl-drawer")
    expect(drawer).to_contain_text("samen gezien.")
    expect(drawer).to_contain_text("Sensor.")
    assert drawer.locator(".zl-rail__top").count() >= 1
    page.get_by_role("link", name="Neem gegevens mee").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Haal op: Alle tabellen als CSV, in één zip").click()
    archive = ZipFile(download.value.path())
    ties = list(csv.DictReader(io.StringIO(archive.read("ties.csv").decode())))
    assert len(ties) == 755  # as published: data/networks/README.md
    assert "Vernietigen na" in archive.read("STEMPEL.txt").decode()


def test_a_line_in_the_drawing_opens_what_its_row_opens(page: Page) -> None:
    _open(page, OEVERDAM)
    tie = page.locator("[data-tie]").first
    key = tie.get_attribute("data-tie")
    assert key
    tie.dispatch_event("click")
    first, second = key.split("-")
    said = page.locator(".zl-drawer__say")
    expect(said).to_contain_text(f"Stip {first} en stip {second}")
    expect(page.locator(".zl-drawer__foot")).to_contain_text(re.compile("Zonder|weglaat"))
    page.get_by_role("link", name="Sluit").click()
    expect(page.locator(".zl-drawer")).to_have_count(0)


def test_the_window_moves_by_buttons_dates_span_and_slider_and_stands_in_the_address(
    page: Page,
) -> None:
    _open(page, OEVERDAM)
    page.get_by_label("Venster", exact=True).select_option("6")
    page.wait_for_url(re.compile(r"\?van=2026-05-01&tot=2026-10-31$"))
    expect(page.get_by_label("Van", exact=True)).to_have_value("2026-05-01")
    page.get_by_role("link", name="1 maand eerder").click()
    page.wait_for_url(re.compile(r"\?van=2026-04-01&tot=2026-09-30$"))
    page.get_by_label("Tot en met").fill("2026-06-15")
    page.get_by_role("button", name="Toon", exact=True).click()
    page.wait_for_url(re.compile(r"\?van=2026-04-01&tot=2026-06-15$"))
    page.get_by_label("Begin van het venster").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile(r"\?van=2026-03-01&tot=2026-06-15$"))
    shown = page.locator(".zl-meta").inner_text()
    page.goto(page.url)
    assert page.locator(".zl-meta").inner_text() == shown
    page.go_back()
    page.go_back()


def test_positions_do_not_move_when_the_window_does(page: Page) -> None:
    _open(page, OEVERDAM)
    whole = _places(page)
    page.get_by_label("Venster", exact=True).select_option("3")
    page.wait_for_url(re.compile(r"\?van="))
    expect(page.locator("circle.d-node").first).to_be_visible()
    shown = _places(page)
    assert shown
    assert shown <= whole


def _places(page: Page) -> set[tuple[str, str]]:
    page.wait_for_timeout(300)
    dots = page.locator("#tekening circle.d-node, #tekening circle.d-ghost")
    return {
        (dot.get_attribute("cx") or "", dot.get_attribute("cy") or "") for dot in dots.all()[:-2]
    }


def test_groups_and_places_have_a_drawing_and_a_table(page: Page) -> None:
    _open(page, OEVERDAM)
    page.get_by_role("link", name="Groepen en plekken").click()
    page.wait_for_url(re.compile(r"beeld=plekken"))
    assert page.locator("path.d-pips").count() >= 12
    page.locator("#plekken .zl-why").first.click()
    expect(page.locator(".zl-drawer__say")).to_contain_text("gezien:")
    page.locator("#signalen .zl-why").first.click()
    expect(page.locator(".zl-drawer__rule")).to_contain_text("Kadehal")


def test_everything_can_be_reached_and_done_with_the_keyboard(page: Page) -> None:
    _open(page, OEVERDAM)
    why = page.locator("#groepen .zl-why").first
    why.focus()
    page.keyboard.press("Enter")
    said = page.locator(".zl-drawer__say")
    expect(said).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Sluit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".zl-drawer")).to_have_count(0)
    expect(why).to_be_focused()
    reached = {"BODY"}
    page.locator("#inhoud").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 24)"))
    for words in (
        "Neem gegevens mee",
        "Print",
        "Groepen en plekken",
        "vaker dan toeval: 0",
        "Toon",
    ):
        assert words in reached, words


def test_all_of_it_works_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    _open(page, OEVERDAM)
    assert page.locator("circle.d-node").count() > 100
    page.get_by_label("Van", exact=True).fill("2026-06-01")
    page.get_by_role("button", name="Toon", exact=True).click()
    page.wait_for_url(re.compile(r"\?van=2026-06-01&tot=2026-10-31"))
    page.locator("#banden .zl-why").first.click()
    expect(page.locator("h1")).to_contain_text("Waarom staat de band tussen")
    assert page.locator(".zl-rail__top").count() >= 1
    page.get_by_role("link", name="Netwerk", exact=True).click()
    page.wait_for_url(re.compile(r"\?van=2026-06-01&tot=2026-10-31"))


def test_on_a_phone_the_drawer_comes_into_view_and_nothing_scrolls_sideways(phone: Page) -> None:
    _open(phone, OEVERDAM)
    assert_no_sideways_scroll(phone)
    phone.locator("#groepen .zl-why").first.click()
    expect(phone.locator(".zl-drawer__say")).to_be_in_viewport()
    phone.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
    assert_no_sideways_scroll(phone)


def test_paper_has_the_drawing_the_tables_and_the_stamp_and_no_buttons(page: Page) -> None:
    _open(page, OEVERDAM)
    page.emulate_media(media="print")
    for shown in ("#tekening svg.zl-dots", "#tijd svg", "#groepen table", "#stempel"):
        expect(page.locator(shown).first).to_be_visible()
    for gone in (".zl-bar", "[data-print]", "[data-time]", ".zl-looks", ".zl-filters"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("#stempel")).to_contain_text("Vernietigen na")
    paper = page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page[^s]", paper))
    print(f"{pages} sheets, {len(paper) // 1024} KB")
    assert 1 <= pages <= 12


def test_a_file_of_ones_own_is_computed_while_the_page_tells_how_far(
    page: Page, tmp_path: Path
) -> None:
    rows = ["observation_id,observed_at,person,source,place"]
    for week in range(12):
        for group in range(3):
            day = f"2026-{3 + week // 4:02d}-{1 + 7 * (week % 4):02d}"
            rows += [
                f"w{week}-{group},{day},p{group}{i},{'jongerenwerk' if week % 2 else 'wijkagent'},Plein {group}"
                for i in range(week % 3, week % 3 + 4)
            ]
    file = tmp_path / "eigen.csv"
    file.write_text("\n".join(rows) + "\n")
    page.goto("/netwerken/nieuw/")
    page.get_by_label("Bestand met waarnemingen").set_input_files(file)
    page.get_by_role("button", name="Bewaar en bereken").click()
    page.wait_for_url(re.compile(r"/edities/\d+/"))
    expect(page.locator("#tekening")).to_be_visible(timeout=120_000)
    expect(page.locator("h1")).to_have_text("Eigen.csv")
    expect(page.locator("#bronnen")).to_contain_text("wijkagent")
    page.get_by_role("link", name="Eigen.csv").click()
    page.get_by_role("link", name="Trek de levering in").click()
    page.get_by_role("button", name="Vernietig deze levering").click()
    expect(page.get_by_role("status")).to_contain_text("vernietigd")
    expect(page.get_by_role("heading", name="Eigen.csv")).to_have_count(0)


def test_a_file_with_names_is_refused_in_the_form(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "namen.csv"
    file.write_text("observation_id,observed_at,person,achternaam\nw1,2026-03-01,p1,De Boer\n")
    page.goto("/netwerken/nieuw/")
    page.get_by_label("Bestand met waarnemingen").set_input_files(file)
    page.get_by_label("Naam voor deze levering (hoeft niet)").fill("De Kolk")
    page.get_by_role("button", name="Bewaar en bereken").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "dit bestand bevat een kolom met namen", ignore_case=True
    )
    expect(page.get_by_label("Naam voor deze levering (hoeft niet)")).to_have_value("De Kolk")
    assert "De Boer" not in page.content()


@pytest.fixture(scope="module")
def large_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk with one edition of ten thousand people."""
    home = tmp_path_factory.mktemp("large")
    surroundings = {**own_environment(home), "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"}
    program = Path(__file__).with_name("large_town.py")
    filled = subprocess.run(
        [sys.executable, str(program), "50000"], env=surroundings, capture_output=True, text=True
    )
    assert filled.returncode == 0, filled.stderr
    running = serve_desk(home)
    yield running
    stop_desk(running)


def test_ten_thousand_dots_are_drawn_within_the_bar_and_can_be_used(
    browser: Browser, large_desk: RunningDesk
) -> None:
    with open_page(browser, large_desk.url) as page:
        # the best of three: other tests run beside this one
        seconds = min(_time_drawing(page) for _ in range(3))
        graph = page.locator("zl-graph[data-drawn]")
        dots, lines = graph.get_attribute("data-dots"), graph.get_attribute("data-lines")
        print(f"{dots} dots and {lines} lines stood after {seconds:.1f} s")
        assert int(dots or 0) > 9_500
        assert int(lines or 0) > 5_000
        assert seconds < BAR_SECONDS
        expect(page.locator("[data-instead]")).to_be_hidden()
        page.get_by_role("button", name="Vergroot").click()
        page.locator(".zl-graph__stage").focus()
        for key in ("+", "ArrowLeft", "ArrowUp", "-", "0"):
            page.keyboard.press(key)
        _click_a_line(page)
        expect(page.locator(".zl-drawer__say")).to_contain_text("samen gezien")


def _time_drawing(page: Page) -> float:
    start = time.perf_counter()
    page.goto("/netwerken/edities/1/", wait_until="commit")
    page.locator("zl-graph[data-drawn]").wait_for(state="attached", timeout=60_000)
    return time.perf_counter() - start


def _click_a_line(page: Page) -> None:
    """Click in the middle of the stage and round it, until a line is under the pointer."""
    stage = page.locator(".zl-graph__stage").bounding_box()
    assert stage
    for step in range(40):
        x = stage["x"] + stage["width"] * (0.3 + 0.01 * step)
        page.mouse.click(x, stage["y"] + stage["height"] / 2)
        page.wait_for_timeout(200)
        if page.locator(".zl-drawer__say").count():
            return


def test_a_large_town_is_there_without_javascript_too(
    browser: Browser, large_desk: RunningDesk
) -> None:
    with open_page(browser, large_desk.url, javascript=False) as page:
        page.goto("/netwerken/edities/1/")
        assert page.locator("circle.d-hull").count() > 600
        expect(page.locator("#groepen")).to_contain_text("Blad 1 van")


def test_axe_finds_nothing_on_a_large_town(browser: Browser, large_desk: RunningDesk) -> None:
    with open_page(browser, large_desk.url, bypass_csp=True) as page:
        page.goto("/netwerken/edities/1/")
        page.locator("zl-graph[data-drawn]").wait_for(state="attached", timeout=60_000)
        assert_accessible(page)


def test_a_server_that_is_killed_while_computing_says_so_and_begins_again(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("killed")
    surroundings = own_environment(home)
    program = Path(__file__).with_name("half_done.py")
    for name in ("start", "hour"):
        done = subprocess.Popen(
            [sys.executable, str(program), name],
            env={**surroundings, "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"},
            stdout=subprocess.PIPE,
            text=True,
        )
        if name == "start":
            assert done.stdout
            assert done.stdout.readline().startswith("halfway")
            os.kill(done.pid, signal.SIGKILL)
        done.wait(timeout=60)
    running = serve_desk(home)
    try:
        with open_page(browser, running.url) as page:
            page.goto("/netwerken/edities/1/")
            expect(page.locator("#voortgang")).to_contain_text("afgebroken")
            expect(page.locator("#voortgang")).to_contain_text("niets half bewaard")
            page.get_by_role("button", name="Begin opnieuw").click()
            expect(page.locator("#tekening")).to_be_visible(timeout=120_000)
    finally:
        stop_desk(running)
