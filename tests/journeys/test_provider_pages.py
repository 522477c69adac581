"""The pages of the organisation's own sign-in, with hostile words in every claim that comes back."""

from collections.abc import Iterator

import pytest
import requests
from oidc_provider_mock import User
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.desk.accounts.provider import RunningProvider, run_provider
from tests.journeys.browser import CROSSED, look_over, open_context, open_tab
from tests.journeys.hostile_words import SEPARATOR, make_corpus
from tests.journeys.server import RunningDesk, serve_desk, stop_desk
from tests.journeys.strictness import assert_strict
from tests.journeys.watch import WATCH, assert_harmless

WORDS = SEPARATOR.join(make_corpus())
HOSTILE = "<b zlx onclick=window.zlx=true>\"'{{ 7 }}</b>"
NAMED = dict.fromkeys(("name", "given_name", "family_name", "email", "preferred_username", "picture", "profile", "website", "locale", "zoneinfo"), WORDS)  # fmt: skip
USERS = [
    User(sub=HOSTILE, claims={"acr": "hoog", "amr": ["mfa"], **NAMED}),
    User(sub="low", claims={"acr": WORDS, "amr": [WORDS], **NAMED}),
]


@pytest.fixture(scope="module")
def provider() -> Iterator[RunningProvider]:
    with run_provider(USERS) as running:
        yield running


@pytest.fixture(scope="module")
def linked(
    provider: RunningProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDesk]:
    """A desk where the organisation signs people in."""
    home = tmp_path_factory.mktemp("linked")
    with pytest.MonkeyPatch.context() as patched:
        (home / "secret").write_text("an invented secret")
        patched.setenv("ZICHTLIJN_OIDC_ISSUER", provider.url)
        patched.setenv("ZICHTLIJN_OIDC_SECRET_FILE", str(home / "secret"))
        patched.setenv("ZICHTLIJN_OIDC_ACR", "hoog")
        patched.setenv("ZICHTLIJN_OIDC_AMR", "mfa")
        running = serve_desk(home)
        yield running
        stop_desk(running)


@pytest.fixture
def visitor(browser: Browser, linked: RunningDesk) -> Iterator[BrowserContext]:
    context = open_context(browser, linked.url)
    context.add_init_script(WATCH)
    yield context
    context.close()


def test_the_page_that_leads_to_the_organisation(
    visitor: BrowserContext, linked: RunningDesk
) -> None:
    with open_tab(visitor, linked.url) as page:
        _look(
            page, f"/inloggen/?next={requests.utils.quote(WORDS[:900])}&reden=<b zlx>", status=200
        )


@pytest.mark.parametrize(
    "asked", ["state=<b zlx>&code=<b zlx>", "error=<b zlx>&error_description=<b zlx>"]
)
def test_an_answer_to_no_question_is_refused(
    asked: str, visitor: BrowserContext, linked: RunningDesk
) -> None:
    with open_tab(visitor, linked.url) as page:
        _look(page, f"/inloggen/organisatie/terug/?{asked}", status=403)
        expect(page.locator("h1")).to_have_text("Niet ingelogd")


def test_claims_that_do_not_hold_are_refused_and_not_shown(
    linked: RunningDesk,
) -> None:
    _, answer = _come_back(linked, sub="low")
    assert answer.status_code == 403
    assert "zlx" not in answer.text
    assert_strict(answer.headers)


def test_who_is_not_known_yet_is_asked_for_an_invitation(
    visitor: BrowserContext, linked: RunningDesk
) -> None:
    caller, answer = _come_back(linked, sub=HOSTILE)
    path = answer.headers["Location"]
    visitor.add_cookies(
        [
            {"name": one.name, "value": one.value or "", "url": linked.url}
            for one in caller.cookies
            if "zichtlijn" in one.name
        ]
    )
    with open_tab(visitor, linked.url) as page:
        _look(page, path, status=200)
        page.get_by_label("Accountnaam").fill(HOSTILE[:40])
        page.get_by_label("Uitnodigingscode").fill(HOSTILE[:40])
        with page.expect_navigation() as sent:
            page.get_by_role("main").get_by_role("button").first.click()
        assert sent.value
        assert sent.value.status == 400
        assert HOSTILE[:40].strip() in assert_harmless(page)
        look_over(page, states=CROSSED)


def _look(page: Page, path: str, *, status: int) -> None:
    answer = page.goto(path)
    assert answer
    assert answer.status == status
    assert_strict(answer.headers)
    assert_harmless(page)
    expect(page.locator("h1")).to_have_count(1)
    look_over(page, states=CROSSED)


def _come_back(linked: RunningDesk, *, sub: str) -> tuple[requests.Session, requests.Response]:
    """Sign in at the provider as somebody, and come back."""
    caller = requests.Session()
    asked = caller.get(f"{linked.url}/inloggen/organisatie/", allow_redirects=False)
    given = caller.post(asked.headers["Location"], data={"sub": sub}, allow_redirects=False)
    assert given.status_code == 302, given.text
    return caller, caller.get(given.headers["Location"], allow_redirects=False)
