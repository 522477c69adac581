"""Every field, query, path, header and cookie that an address takes is tried with hostile words."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page
from tests.journeys.fields import Channel, Field, derive_fields
from tests.journeys.not_kept import NOT_KEPT
from tests.journeys.planting import Planted
from tests.journeys.signed_in import list_looks
from tests.journeys.sweeping import (
    FOREIGN,
    NEVER_ASKED,
    Reply,
    Sweep,
    judge,
    leads_away,
    sweep_addresses,
    sweep_foreign_targets,
    sweep_headers,
)

TAKES_WORDS = {"CharField", "read"}
_A_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
_ACTIONS = re.compile(r'action="([^"]*)"')  # of the form, and of a button of its own
_NAMES = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]*)"')


@pytest.fixture(scope="module")
def sweep(planted: Planted) -> Sweep:
    return Sweep(planted, planted.words)


@pytest.fixture
def bench(browser: Browser, planted: Planted) -> Iterator[Page]:
    """A page on which answers are taken apart."""
    page = browser.new_page()
    page.goto(planted.desk.url + "/help/")
    yield page
    page.close()


def test_every_text_that_a_form_takes_was_kept_with_hostile_words_or_has_a_reason(
    planted: Planted,
) -> None:
    texts = {
        one
        for one, kind in derive_fields().items()
        if one.channel is Channel.FILE or (one.channel is Channel.FORM and kind in TAKES_WORDS)
    }
    placed = {
        one
        for one in texts
        if one.name in NOT_KEPT.get(one.address, {}) or one.name in NOT_KEPT["*"]
    }
    print(
        f"{len(texts)} fields take words: {len(texts & planted.filled)} were kept with hostile "
        f"words in them, {len(placed)} keep none and say why, "
        f"{len(texts - planted.filled - placed)} not placed"
    )
    assert sorted(texts - planted.filled - placed) == []
    assert sorted(placed & planted.filled) == [], "these are kept after all"
    named = {(address, name) for address, names in NOT_KEPT.items() for name in names}
    known = {(one.address, one.name) for one in placed} | {("*", one.name) for one in placed}
    assert named - known == set(), "the list names fields that are not there"
    assert len(texts & planted.filled) > 20


def test_every_field_that_a_page_shows_is_one_that_the_views_read(planted: Planted) -> None:
    unread, seen = set(), 0
    for _, look in list_looks():
        path = look.path.format(**planted.addresses)
        text = planted.choose(look.who, look.purpose).get(path).text
        for form in _A_FORM.findall(text):
            names = set(_NAMES.findall(form)) - {"csrfmiddlewaretoken"}
            seen += len(names)
            targets = {_name_address(found or path) for found in _ACTIONS.findall(form) or [path]}
            read = {one.name for one in derive_fields() if one.address in targets}
            unread |= {(*sorted(targets), name) for name in names - read}
    print(f"{seen} fields on {len(list_looks())} pages: {len(unread)} that no view reads")
    assert unread == set()
    assert seen > 200


def _name_address(link: str) -> str:
    return str(resolve(urlsplit(unescape(link)).path).view_name)


def test_hostile_words_in_every_address_are_no_more_than_words(
    sweep: Sweep, bench: Page, planted: Planted
) -> None:
    replies = list(sweep_addresses(sweep, alone=False))
    _hold_to_the_bar(replies, bench, planted, least=100)
    assert {one for one in derive_fields() if _must_be_sent(one)} - sweep.sent == set()


@pytest.mark.night
def test_hostile_words_in_each_field_by_itself_are_no_more_than_words(
    sweep: Sweep, bench: Page, planted: Planted
) -> None:
    _hold_to_the_bar(list(sweep_addresses(sweep, alone=True)), bench, planted, least=400)


def test_hostile_words_in_headers_and_cookies_are_no_more_than_words(
    sweep: Sweep, bench: Page, planted: Planted
) -> None:
    _hold_to_the_bar(list(sweep_headers(sweep)), bench, planted, least=80)


def test_the_desk_leads_nowhere_but_to_itself(sweep: Sweep, bench: Page, planted: Planted) -> None:
    replies = list(sweep_foreign_targets(sweep))
    _hold_to_the_bar(replies, bench, planted, least=10 * len(FOREIGN))
    assert sum(bool(one.headers.get("Location")) for one in replies) > 2 * len(FOREIGN)


def test_the_judge_sees_what_must_not_be(bench: Page, planted: Planted) -> None:
    home = planted.desk.url
    for target in (one for one in FOREIGN if not one.startswith("/%")):
        assert leads_away(Reply("", 302, {"Location": target}, ""), home=home), target
    for target in ("/help/", "", f"{home}/help/", "/inloggen/?next=%2F%2Felders.example"):
        assert not leads_away(Reply("", 302, {"Location": target}, ""), home=home), target
    strict = planted.desk.url and Sweep(planted, []).ask("/help/", about="")
    for text in ("<p><b zlx>x</b>", '<a href="javascript:1">x</a>', '<img src="//elders.example">'):
        assert judge([strict._replace(text=text)], bench, home=home) != [], text
    assert judge([strict._replace(status=500)], bench, home=home) != []
    assert judge([strict._replace(headers={})], bench, home=home) != []
    assert judge([strict], bench, home=home) == []


def _must_be_sent(one: Field) -> bool:
    by_path = one.channel is Channel.PATH and derive_fields()[one] != "IntConverter"
    by_form = one.channel in {Channel.QUERY, Channel.FORM, Channel.FILE}
    return (by_path or by_form) and one.address not in NEVER_ASKED


def _hold_to_the_bar(replies: list[Reply], bench: Page, planted: Planted, *, least: int) -> None:
    wrong = judge(replies, bench, home=planted.desk.url)
    print(f"{len(replies)} answers to {len(planted.words)} words each: {len(wrong)} wrong")
    assert wrong == []
    assert len(replies) >= least
