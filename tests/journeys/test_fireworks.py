"""A night of bangs in a real browser: look, filter, doubt, mark, replay, and see new ones come."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.server import RunningDesk, own_environment, serve_desk, stop_desk

MIDNIGHT = "?van=2026-01-01T00:00&tot=2026-01-01T00:10"
NOW = "?van=2026-01-01T00:00&tot=2099-01-01T00:00"
NEW = 24  # bangs, at the pace of 10,000 an hour
BAR_SECONDS = 0.5  # from the row on the disk to the map, p95
DRAWN = """() => {
  window.drawn = {};
  const layer = document.querySelector('[data-bangs]');
  new MutationObserver((changes) => {
    for (const change of changes) for (const one of change.addedNodes)
      if (one.dataset?.bang) window.drawn[one.dataset.bang] ??= performance.timeOrigin + performance.now();
  }).observe(layer, { childList: true });
}"""


@pytest.fixture(scope="module")
def night_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk of our own, for bangs that come while somebody looks."""
    home = tmp_path_factory.mktemp("night")
    filled = subprocess.run(
        [sys.executable, "-c", "from zichtlijn.desk.commands import main; main()", "demo"],
        env=own_environment(home), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert filled.returncode == 0, filled.stderr
    running = serve_desk(home)
    yield running
    stop_desk(running)


def test_from_the_menu_to_the_receivers_behind_a_bang(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Inzetten").first.click()
    expect(page.locator("h1")).to_have_text("Vuurwerk, woensdag 31 december 2025")
    expect(page.locator(".zl-lead")).to_contain_text("knallen in dit venster")
    page.locator("#lijst tbody a").first.click()
    drawer = page.locator("#herkomst .zl-drawer")
    expect(drawer).to_contain_text("Waarom staat dit hier?")
    expect(drawer.locator(".fw-arrivals tbody tr")).not_to_have_count(0)
    expect(drawer).to_contain_text("nooit bij een persoon")
    drawer.get_by_role("link", name="Toon dichtbij op de kaart").click()
    expect(page).to_have_url(re.compile("breed=300"))
    expect(page.locator("ellipse.d-ellipse").first).to_be_attached()


def test_a_dot_on_the_map_opens_what_its_row_opens(page: Page) -> None:
    page.goto(f"/vuurwerk/{MIDNIGHT}")
    row = page.locator("#lijst tbody tr").first
    number, at = row.get_attribute("data-row"), row.locator("a").inner_text()
    page.locator(f'.fw-map [data-bang="{number}"]').dispatch_event("click")
    expect(page.locator("#herkomst .zl-drawer__say")).to_contain_text(at)
    expect(page.locator(f'.fw-map [data-bang="{number}"]')).to_have_class(re.compile("is-chosen"))
    page.get_by_role("link", name="Sluit").click()
    expect(page.locator("#herkomst .zl-drawer")).to_have_count(0)


def test_window_and_filter_stand_in_the_address_and_come_back(page: Page) -> None:
    page.goto("/vuurwerk/")
    page.get_by_label("Van", exact=True).fill("2026-01-01T00:00")
    page.get_by_label("Tot", exact=True).fill("2026-01-01T00:30")
    page.get_by_role("button", name="Toon venster").click()
    page.get_by_role("link", name="vanaf 135 dB").click()
    address, lead = page.url, page.locator(".zl-lead").inner_text()
    assert "van=2026-01-01T00%3A00" in address
    assert "hard=135" in address
    assert "van 135 dB of harder" in lead
    page.goto("/vuurwerk/")
    page.goto(address)
    expect(page.locator(".zl-lead")).to_have_text(lead)
    page.get_by_role("link", name="Buurten", exact=True).click()
    expect(page.locator(".fw-map")).to_contain_text("Rietkamp")
    assert page.locator("[data-bangs] > g").count() == 0


def test_a_bang_is_marked_as_none_and_taken_back(page: Page) -> None:
    page.goto(f"/vuurwerk/{MIDNIGHT}")
    total = page.locator("#uren tbody tr").nth(-2).locator("td").last.inner_text()
    page.locator("#lijst tbody a").first.click()
    page.get_by_label("Was dit geen knal? Wat dan wel:").select_option("work")
    page.get_by_role("button", name="Meld: dit was geen knal").click()
    expect(page.locator(".zl-note--done")).to_contain_text("U kunt dit terugdraaien")
    page.get_by_role("link", name="Vuurwerk").first.click()
    fewer = page.locator("#uren tbody tr").nth(-2).locator("td").last.inner_text()
    assert int(fewer) == int(total) - 1
    page.locator("#lijst tbody a").first.click()
    page.get_by_role("button", name="Draai terug: dit was wel een knal").click()
    page.get_by_role("link", name="Vuurwerk").first.click()
    back = page.locator("#uren tbody tr").nth(-2).locator("td").last.inner_text()
    assert back == total


def test_what_was_found_is_kept_also_when_it_is_nothing(page: Page) -> None:
    page.goto(f"/vuurwerk/{MIDNIGHT}")
    page.locator("#lijst tbody a").last.click()
    page.get_by_role("link", name="Leg vast wat er is gevonden").click()
    page.get_by_label("Niets gevonden").check()
    page.get_by_role("button", name="Bewaar wat u vond").click()
    expect(page.locator(".zl-note--done")).to_contain_text("Vastgelegd")
    expect(page.locator(".zl-drawer")).to_contain_text("Ter plaatse: Niets gevonden")


def test_without_scripts_every_way_is_a_link(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(f"/vuurwerk/{MIDNIGHT}")
    page.get_by_label("Dichterbij").click()
    expect(page).to_have_url(re.compile("breed="))
    page.locator("#lijst tbody a").first.click()
    expect(page.locator(".fw-arrivals")).to_be_visible()
    page.goto("/vuurwerk/afspelen/")
    page.get_by_role("link", name="Stap verder").click()
    expect(page).to_have_url(re.compile("stap=1"))
    assert page.locator("path.is-now").count() + page.locator("path.is-past").count() > 0
    page.goto("/vuurwerk/telefoon/")
    assert page.locator('meta[http-equiv="refresh"]').count() == 1
    expect(page.locator(".fw-alerts > li").first).to_be_visible()


def test_a_night_plays_for_who_wants_motion_and_steps_for_who_does_not(
    page: Page, browser: Browser, desk: RunningDesk
) -> None:
    page.goto("/vuurwerk/afspelen/")  # this browser asks for less motion
    expect(page.get_by_role("button", name="Speel af")).to_be_hidden()
    expect(page.locator("[data-still]")).to_be_visible()
    page.get_by_role("link", name="Stap verder").click()
    assert page.locator("[data-replay]").get_attribute("data-step") == "1"
    assert "stap=1" in page.url
    with open_page(browser, desk.url) as moving:
        moving.emulate_media(reduced_motion="no-preference")
        moving.goto("/vuurwerk/afspelen/")
        moving.get_by_role("button", name="Speel af").click()
        expect(moving.locator("[data-replay]")).to_have_attribute("data-step", "2")
        moving.get_by_role("button", name="Zet stil").click()
        step = moving.locator("[data-replay]").get_attribute("data-step")
        time.sleep(1.0)
        assert moving.locator("[data-replay]").get_attribute("data-step") == step


def test_new_bangs_come_by_themselves_in_time_and_can_be_held(
    browser: Browser, night_desk: RunningDesk
) -> None:
    with open_page(browser, night_desk.url) as page:
        page.goto(f"/vuurwerk/{NOW}&beeld=punten&x=31860&y=561520&breed=1800&hard=60")
        page.get_by_role("link", name="Volg nu").click()
        expect(page.locator("[data-live]")).to_have_attribute("data-state", "listening")
        page.evaluate(DRAWN)
        kept = put_bangs(night_desk.home, count=NEW, per_second=2.8)
        expect(page.locator("[data-bangs] > g")).to_have_count(NEW)
        late = delays(page, kept)
        print(
            f"{len(late)} of {NEW} drawn, p95 {quantiles(late, n=20)[-1]:.3f} s, most {max(late):.3f} s"
        )
        assert len(late) == NEW
        assert quantiles(late, n=20)[-1] <= BAR_SECONDS
        page.get_by_role("button", name="Zet verversen stil").click()
        put_bangs(night_desk.home, count=2, per_second=5)
        time.sleep(1.0)
        assert page.locator("[data-bangs] > g").count() == NEW
        page.get_by_role("button", name="Ververs weer").click()
        expect(page.locator("[data-bangs] > g")).to_have_count(NEW + 2)


def test_where_pushing_is_refused_the_browser_asks(
    browser: Browser, night_desk: RunningDesk
) -> None:
    with open_page(browser, night_desk.url) as page:
        page.add_init_script("delete window.EventSource")
        page.goto("/vuurwerk/")
        page.get_by_role("link", name="Volg nu").click()
        expect(page.locator("[data-live]")).to_have_attribute("data-state", "asking")
        before = page.locator("[data-bangs] > g").count()
        put_bangs(night_desk.home, count=3, per_second=10)
        expect(page.locator("[data-bangs] > g")).to_have_count(before + 3)


def test_the_phone_shows_a_new_bang_on_top_and_is_silent_until_asked(
    browser: Browser, night_desk: RunningDesk
) -> None:
    with open_page(browser, night_desk.url, size=PHONE) as phone:
        phone.goto("/vuurwerk/telefoon/")
        expect(phone.locator("[data-phone]")).to_have_attribute("data-state", "listening")
        sound = phone.get_by_role("button", name="Zet geluid aan")
        expect(sound).to_have_attribute("aria-pressed", "false")
        ((number, _),) = put_bangs(night_desk.home, count=1, per_second=1)
        first = phone.locator(".fw-alerts > li").first
        expect(first).to_have_attribute("data-alert", str(number))
        expect(first).to_contain_text("net")
        assert_no_sideways_scroll(phone)


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "light"), (SMALLEST, "dark")]
)
def test_map_drawer_and_phone_are_accessible_in_every_size(
    browser: Browser, desk: RunningDesk, size: tuple[int, int], scheme: str
) -> None:
    with open_page(browser, desk.url, size=size, scheme=scheme, bypass_csp=True) as page:
        page.goto(f"/vuurwerk/{MIDNIGHT}")
        page.locator("#lijst tbody a").first.click()
        expect(page.locator("#herkomst .zl-drawer")).to_be_visible()
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        page.goto("/vuurwerk/telefoon/")
        expect(page.locator("[data-phone]")).to_have_attribute("data-state", "listening")
        assert_accessible(page)
        assert_no_sideways_scroll(page)


def put_bangs(home: Path, *, count: int, per_second: float) -> list[tuple[int, float]]:
    """Return the number of each new bang and when it was kept, seconds since 1970."""
    script = Path(__file__).parent / "new_bangs.py"
    done = subprocess.run(
        [sys.executable, str(script), str(count), str(per_second)],
        env=own_environment(home), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [(int(n), float(at)) for n, at in (line.split() for line in done.stdout.splitlines())]


def delays(page: Page, kept: list[tuple[int, float]]) -> list[float]:
    """Return how long each bang took from the disk to the map, seconds."""
    drawn = json.loads(page.evaluate("JSON.stringify(window.drawn)"))
    return [drawn[str(number)] / 1000 - at for number, at in kept if str(number) in drawn]
