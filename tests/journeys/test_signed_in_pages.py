"""What every page keeps on a desk with accounts, full of words that would rather be carried out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.hostile_words import MOST, MOST_AT_NIGHT, make_corpus
from tests.journeys.pages import list_names
from tests.journeys.planting import Planted, plant
from tests.journeys.server import start_desk, stop_desk
from tests.journeys.signed_in import (
    BY_THE_EXAMPLE,
    LOOKS,
    NO_PAGES,
    ON_THE_WAY_IN,
    Look,
    complete_addresses,
    list_looks,
    name_look,
)
from tests.journeys.strictness import assert_strict

WATCH = """
window.zlxBroken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.zlxBroken.push(event.violatedDirective + " " + event.blockedURI);
});
"""
LOOK_FOR = """() => ({
  ran: window.zlx === true,
  broken: window.zlxBroken,
  became: [...document.querySelectorAll("zlx, [zlx]")].map((one) => one.tagName),
  text: [document.title, (document.querySelector("main") ?? document.body).textContent,
    ...[...document.querySelectorAll("main input, main textarea")].map((one) => one.value)].join(" "),
})"""


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """A desk with accounts and one of everything, planted with hostile words."""
    running = start_desk(tmp_path_factory.mktemp("planted"))
    try:
        filled = plant(running, make_corpus(MOST))
        complete_addresses(filled)
        yield filled
    finally:
        stop_desk(running)


def test_every_name_of_the_map_is_looked_at_or_stands_in_a_list() -> None:
    placed = [set(LOOKS), ON_THE_WAY_IN, BY_THE_EXAMPLE, NO_PAGES]
    names = set(list_names())
    assert names - set().union(*placed) == set()
    assert set().union(*placed) - names == set()
    assert sum(len(names & some) for some in placed) == len(names), "a name stands in two lists"


def _share_out() -> list[object]:
    """By day every third look, since each takes seconds; at night all of them."""
    looks = enumerate(list_looks())
    return [
        pytest.param(look, marks=[] if at % 3 == 0 else pytest.mark.night) for at, look in looks
    ]


@pytest.mark.parametrize("look", _share_out(), ids=name_look)
def test_a_page_behind_sign_in_keeps_what_every_page_keeps(
    look: tuple[str, Look], planted: Planted, browser: Browser
) -> None:
    _, how = look
    with _sit(browser, planted, how) as page:
        headers = _open(page, planted, how).headers
        assert_strict(headers)
        assert headers["cache-control"] == "no-store"
        planted.shown[name_look(look)] = _assert_harmless(page)
        for width, height in [DESKTOP, PHONE]:
            page.set_viewport_size({"width": width, "height": height})
            for scheme in ["light", "dark"]:
                page.emulate_media(color_scheme=scheme)
                assert_accessible(page)
        page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
        assert_no_sideways_scroll(page)
    with _sit(browser, planted, how, javascript=False) as page:
        _open(page, planted, how)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("main h1")).to_be_visible()


def test_pages_behind_sign_in_have_titles_of_their_own(planted: Planted) -> None:
    titles = {}
    for name, looks in LOOKS.items():
        page = planted.choose(looks[0].who, looks[0].purpose).get(_address(planted, looks[0]))
        (titles[name],) = re.findall(r"<title>(.*?)</title>", page.text, re.DOTALL)
    assert len(set(titles.values())) == len(LOOKS) > 40, titles


def test_each_hostile_word_is_shown_as_a_word_and_none_is_carried_out(
    planted: Planted, browser: Browser
) -> None:
    _walk(browser, planted)


def test_the_watch_sees_what_is_carried_out(browser: Browser) -> None:
    """Of the words that a page takes as its own, the watch must notice what they do."""
    words, noticed = make_corpus(MOST)[::4], 0  # each takes a page of its own
    context = browser.new_context()
    for word in words:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.route("**/*", lambda route: route.abort())
        page.add_init_script(WATCH)
        page.set_content(f"<title>x</title><main>{word}</main>", wait_until="domcontentloaded")
        found = page.evaluate(LOOK_FOR)
        noticed += bool(found["ran"] or found["became"])
        page.close()
    context.close()
    print(f"{noticed} of {len(words)} words did something where they stood unescaped")
    assert noticed >= len(words) / 3


@pytest.mark.night
def test_five_hundred_hostile_words_are_shown_and_none_is_carried_out(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> None:
    running = start_desk(tmp_path_factory.mktemp("planted"))
    try:
        filled = plant(running, make_corpus(MOST_AT_NIGHT))
        complete_addresses(filled)
        _walk(browser, filled)
    finally:
        stop_desk(running)


def _walk(browser: Browser, planted: Planted) -> None:
    """Open every page once, and say how many words were seen as words."""
    failures: list[str] = []
    for look in list_looks():
        if name_look(look) in planted.shown:
            continue  # the test above has looked already
        with _sit(browser, planted, look[1]) as page:
            _open(page, planted, look[1])
            try:
                planted.shown[name_look(look)] = _assert_harmless(page)
            except AssertionError as problem:
                failures.append(f"{name_look(look)}: {problem}")
    text = " ".join(" ".join(planted.shown.values()).split())
    hidden = [word for word in planted.words if " ".join(word.split()) not in text]
    print(
        f"{len(planted.words)} strings x {len(planted.shown)} pages, {planted.forms} forms filled: "
        f"{len(failures)} carried out, {len(hidden)} not shown"
    )
    assert failures == []
    assert hidden == []
    assert len(planted.shown) == len(list_looks()) > 50


def _assert_harmless(page: Page) -> str:
    """Fail where words were carried out or became part of the page; return what it shows."""
    found = page.evaluate(LOOK_FOR)
    assert not found["ran"], "a script of a stranger ran"
    assert found["broken"] == [], "the policy was broken"
    assert found["became"] == [], "words became part of the page"
    return str(found["text"])


@contextmanager
def _sit(
    browser: Browser, planted: Planted, how: Look, *, javascript: bool = True
) -> Iterator[Page]:
    """Open a browser in which somebody reads for a purpose; any dialog fails the test."""
    dialogs: list[str] = []
    visitor = planted.choose(how.who, how.purpose)
    with open_page(browser, planted.desk.url, javascript=javascript) as page:
        page.context.add_cookies(visitor.cookies)
        page.add_init_script(WATCH)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        yield page
    assert dialogs == []


def _open(page: Page, planted: Planted, how: Look) -> Response:
    """Open the page as it is used, and return the answer of the server."""
    address = _address(planted, how)
    answer = page.goto(address)
    if how.press:
        with page.expect_navigation() as pressed:
            page.get_by_role("button", name=how.press).click()
        answer = pressed.value
    assert answer is not None
    assert answer.status == 200, f"{answer.status} {answer.url}"
    assert "/doel/?next" not in page.url
    return answer


def _address(planted: Planted, how: Look) -> str:
    return how.path.format(**planted.addresses)
