"""What every page keeps on a desk with accounts, full of words that would rather be carried out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from tests.journeys.browser import AT_NIGHT, BY_DAY, CROSSED, look_over
from tests.journeys.hostile_words import MOST_AT_NIGHT, make_corpus
from tests.journeys.pages import list_names
from tests.journeys.planted_desk import plant_desk
from tests.journeys.planting import Planted
from tests.journeys.server import start_desk, stop_desk
from tests.journeys.signed_in import (
    BY_THE_EXAMPLE,
    LOOKS,
    NO_PAGES,
    ON_THE_WAY_IN,
    Look,
    list_looks,
    name_look,
)
from tests.journeys.sittings import Sittings
from tests.journeys.strictness import assert_strict
from tests.journeys.watch import assert_harmless, spell


def test_every_name_of_the_map_is_looked_at_or_stands_in_a_list() -> None:
    placed = [set(LOOKS), ON_THE_WAY_IN, BY_THE_EXAMPLE, NO_PAGES]
    names = set(list_names())
    assert names - set().union(*placed) == set()
    assert set().union(*placed) - names == set()
    assert sum(len(names & some) for some in placed) == len(names), "a name stands in two lists"


def _in_turn() -> list[tuple[str, Look]]:
    """Everybody reads all pages for one purpose before the next: a purpose takes time to choose."""
    return sorted(list_looks(), key=lambda one: (one[1].who, one[1].purpose))


def _share_out() -> list[object]:
    return [
        pytest.param(look, marks=[] if at % 3 == 0 else pytest.mark.night)
        for at, look in enumerate(_in_turn())
    ]


@pytest.mark.parametrize("look", _in_turn(), ids=name_look)
def test_a_page_behind_sign_in_keeps_what_every_page_keeps(
    look: tuple[str, Look], planted: Planted, sittings: Sittings
) -> None:
    """By day in one size and scheme, and for every fourth page in another; at night in all."""
    crossed = _in_turn().index(look) % 4 == 0
    with _sit(sittings, planted, look[1]) as page:
        headers = _open(page, planted, look[1]).headers
        assert_strict(headers)
        assert headers["cache-control"] == "no-store"
        planted.shown[name_look(look)] = assert_harmless(page)
        expect(page.locator("h1")).to_have_count(1)
        look_over(page, states=CROSSED if crossed else BY_DAY)


@pytest.mark.night
@pytest.mark.parametrize("look", _in_turn(), ids=name_look)
def test_a_page_behind_sign_in_is_accessible_in_every_size_and_scheme(
    look: tuple[str, Look], planted: Planted, sittings: Sittings
) -> None:
    with _sit(sittings, planted, look[1]) as page:
        _open(page, planted, look[1])
        look_over(page, states=AT_NIGHT)


@pytest.mark.parametrize("look", _share_out(), ids=name_look)
def test_a_page_behind_sign_in_works_without_javascript(
    look: tuple[str, Look], planted: Planted, sittings: Sittings
) -> None:
    """By day one page in three, at night all."""
    with _sit(sittings, planted, look[1], javascript=False) as page:
        _open(page, planted, look[1])
        expect(page.locator("main h1")).to_be_visible()


def test_pages_behind_sign_in_have_titles_of_their_own(planted: Planted) -> None:
    titles = {}
    for name, looks in LOOKS.items():
        page = planted.choose(looks[0].who, looks[0].purpose).get(_address(planted, looks[0]))
        (titles[name],) = re.findall(r"<title>(.*?)</title>", page.text, re.DOTALL)
    assert len(set(titles.values())) == len(LOOKS) > 40, titles


def test_each_hostile_word_is_shown_as_a_word_and_none_is_carried_out(
    planted: Planted, sittings: Sittings
) -> None:
    assert len(planted.words) >= 120
    _walk(sittings, planted)


@pytest.mark.night
def test_five_hundred_hostile_words_are_shown_and_none_is_carried_out(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> None:
    running = start_desk(tmp_path_factory.mktemp("planted"))
    try:
        filled = plant_desk(running, make_corpus(MOST_AT_NIGHT))
        assert len(filled.words) == MOST_AT_NIGHT
        sittings = Sittings(browser, filled)
        _walk(sittings, filled)
        sittings.close()
    finally:
        stop_desk(running)


def _walk(sittings: Sittings, planted: Planted) -> None:
    """Open every page once, and say how many words were seen as words."""
    failures: list[str] = []
    for look in _in_turn():
        if name_look(look) in planted.shown:
            continue  # the test above has looked already
        with _sit(sittings, planted, look[1]) as page:
            _open(page, planted, look[1])
            try:
                planted.shown[name_look(look)] = assert_harmless(page)
            except AssertionError as problem:
                failures.append(f"{name_look(look)}: {problem}")
    text = spell(" ".join(planted.shown.values()))
    hidden = [word for word in planted.words if spell(word) not in text]
    print(
        f"{len(planted.words)} strings x {len(planted.shown)} pages, {planted.forms} forms filled: "
        f"{len(failures)} carried out, {len(hidden)} not shown"
    )
    assert failures == []
    assert hidden == []
    assert len(planted.shown) == len(list_looks()) > 50


@contextmanager
def _sit(
    sittings: Sittings, planted: Planted, how: Look, *, javascript: bool = True
) -> Iterator[Page]:
    """Open a page in which somebody reads for a purpose."""
    planted.choose(how.who, how.purpose)
    with sittings.open(how.who, javascript=javascript) as page:
        yield page


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
