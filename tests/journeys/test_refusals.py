"""Pages that say no keep what every page keeps, with hostile words in what was asked."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect
from tests.journeys.browser import BY_DAY, look_over
from tests.journeys.hostile_words import SEPARATOR
from tests.journeys.planting import DIRECTOR, GUARD, NO_PURPOSE, TABLE, YOUTH, Planted
from tests.journeys.sittings import Sittings
from tests.journeys.strictness import POLICY, assert_strict
from tests.journeys.visitors import enrol
from tests.journeys.watch import assert_harmless

NOBODY = ""
_NOT_THERE = "0" * 32


class No(NamedTuple):
    """A page that refuses: who asks what for which purpose, and what it answers."""

    status: int
    heading: str
    path: str
    who: str = YOUTH
    purpose: str = TABLE
    press: str = ""


# whether something is there is not told to who may not read it: both are 403
PAGES = {
    "a purpose is asked": No(200, "Waarvoor leest u?", "/personen/", purpose=NO_PURPOSE),
    "the rules say no": No(403, "Dit kan nu niet", "/logboek/"),
    "a purpose of another": No(403, "Dit kan nu niet", "/toezicht/"),
    "an address that leads nowhere": No(404, "Deze pagina bestaat niet", "/bestaat-niet/"),
    "a person who is not there": No(403, "Dit kan nu niet", f"/personen/kaart/{_NOT_THERE}/"),
    "an edition that is not there": No(403, "Dit kan nu niet", "/netwerken/edities/99999/", DIRECTOR),
    "a bang that is not there": No(403, "Dit kan nu niet", "/vuurwerk/knallen/99999/", DIRECTOR),
    "a rule that is not there": No(404, "", "/regels/<b zlx>/veranderen/", DIRECTOR, NO_PURPOSE),
    "a request that is not there": No(403, "Dit kan nu niet", f"/verzoeken/{_NOT_THERE}/", DIRECTOR, "data_subject_right"),
    "nobody has signed in": No(200, "Inloggen", "/logboek/", NOBODY),
    "a sitting has ended": No(200, "Inloggen", "/inloggen/?reden=stil", NOBODY),
    "a sitting was too long": No(200, "Inloggen", "/inloggen/?reden=lang", NOBODY),
}  # fmt: skip


@pytest.fixture
def hostile(planted: Planted) -> str:
    """As many words as an address still has room for when it is carried along in another."""
    return SEPARATOR.join(planted.words)[:1_500]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_says_no_keeps_what_every_page_keeps(
    name: str, planted: Planted, sittings: Sittings, hostile: str
) -> None:
    no = PAGES[name]
    if no.who:
        planted.choose(no.who, no.purpose)
    with sittings.open(no.who) as page:
        asked = urlencode(
            {"zoek": hostile, "next": hostile, "reden" if "?" not in no.path else "r": hostile}
        )
        answer = page.goto(f"{quote(no.path, safe='/?=')}{'&' if '?' in no.path else '?'}{asked}")
        assert answer
        assert answer.status == no.status
        _look(page, answer.headers, heading=no.heading)


def test_who_has_seen_enough_this_hour_reads_so(planted: Planted, sittings: Sittings) -> None:
    planted.choose(DIRECTOR, TABLE)
    moment = datetime.now(UTC).isoformat(sep=" ")  # noqa: TID251 - as the desk writes it
    row = (f"probeer-{DIRECTOR}", "process_director", moment[:26], 100_000)
    _write(
        planted,
        "INSERT INTO privacy_shownsubjects (account, role, shown_at, number) VALUES (?, ?, ?, ?)",
        row,
    )
    with sittings.open(DIRECTOR) as page:
        answer = page.goto(planted.addresses["person"])
        assert answer
        assert answer.status == 429
        _look(page, answer.headers, heading="Dit kan nu niet")
    planted.choose(DIRECTOR, TABLE)


def test_a_room_that_two_people_closed_answers_so(planted: Planted, sittings: Sittings) -> None:
    row = ("networks", "2026-01-01 00:00:00", "<b zlx>", "<b zlx>")
    _write(
        planted,
        "INSERT INTO privacy_stoppedmodule (room, stopped_at, stopped_by, second) VALUES (?, ?, ?, ?)",
        row,
    )
    try:
        planted.choose(DIRECTOR, TABLE)
        with sittings.open(DIRECTOR) as page:
            answer = page.goto("/netwerken/")
            assert answer
            assert answer.status == 410
            _look(page, answer.headers)
    finally:
        _write(planted, "DELETE FROM privacy_stoppedmodule WHERE room = ?", ("networks",))


def test_who_has_no_role_reads_so(planted: Planted, sittings: Sittings) -> None:
    name, code = planted.invitations.popitem()
    planted.visitors["no role"] = enrol(planted.desk.url, name, code)
    _write(planted, "DELETE FROM privacy_rolegrant WHERE account = ?", (name,))
    with sittings.open("no role") as page:
        answer = page.goto("/personen/")
        assert answer
        assert answer.status == 403
        _look(page, answer.headers)


def test_who_tried_too_often_reads_so(planted: Planted, sittings: Sittings) -> None:
    stranger = "vreemde <b zlx>"
    with sittings.open(NOBODY) as page:
        page.goto("/inloggen/")
        for _ in range(6):
            if page.get_by_label("Accountnaam").count() == 0:
                break
            page.get_by_label("Accountnaam").fill(stranger)
            page.get_by_label("Wachtwoord").fill("<b zlx>")
            with page.expect_navigation() as sent:
                page.get_by_role("button", name="Ga verder").click()
        assert sent.value
        assert sent.value.status == 429
        _look(page, sent.value.headers, heading="Te veel pogingen")


def test_a_form_that_did_not_come_from_its_page_is_refused(
    planted: Planted, sittings: Sittings
) -> None:
    planted.choose(GUARD, NO_PURPOSE)
    with sittings.open(GUARD) as page:
        page.goto("/help/")
        page.evaluate(
            "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((one) => one.remove())"
        )
        with page.expect_navigation() as sent:
            page.get_by_role("button", name="Donker").click()
        assert sent.value
        assert sent.value.status == 403
        _look(page, sent.value.headers, heading="Dit formulier is niet aangenomen")


@pytest.mark.parametrize("template", ["400", "413", "500", "503"])
def test_a_page_for_what_cannot_be_provoked_keeps_what_every_page_keeps(
    template: str, planted: Planted, sittings: Sittings
) -> None:
    """These stand by themselves; test_every_page.py and tests/desk hold what they answer with."""
    text = render_to_string(f"{template}.html", {"most_mb": 512})
    told = {
        "Content-Security-Policy": "; ".join(sorted(POLICY)),
        "Content-Type": "text/html; charset=utf-8",
    }
    with sittings.open(NOBODY) as page:
        page.route("**/zo-niet/", lambda route: route.fulfill(body=text, headers=told))
        page.goto("/zo-niet/")
        _look(page, None)


def _look(page: Page, headers: dict[str, str] | None, *, heading: str = "") -> None:
    if headers is not None:
        assert_strict(headers)
        assert headers["cache-control"] == "no-store"
    assert_harmless(page)
    expect(page.locator("h1")).to_have_count(1)
    if heading:
        expect(page.locator("h1")).to_have_text(heading)
    look_over(page, states=BY_DAY)


def _write(planted: Planted, what: str, row: tuple[object, ...]) -> None:
    with (
        closing(sqlite3.connect(planted.desk.home / "zichtlijn.sqlite3", timeout=30)) as kept,
        kept,
    ):
        kept.execute(what, row)
