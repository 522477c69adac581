"""Coming in with a passkey or with password and app, in a real browser, and going out again."""

import re
import subprocess
from collections.abc import Iterator
from datetime import datetime

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.server import (
    RunningDesk,
    command_line,
    own_environment,
    serve_desk,
    stop_desk,
)

PHRASE = "vier verzonnen woorden samen"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk with accounts, at the name for which a browser makes passkeys."""
    home = tmp_path_factory.mktemp("guarded")
    invite_into(home, "eerste.account")
    running = serve_desk(home)
    yield running._replace(url=running.url.replace("127.0.0.1", "localhost"))
    stop_desk(running)


def invite_into(home: object, name: str, *words: str) -> str:
    """Make an account as the administrator does and return its code."""
    made = subprocess.run(
        command_line("accounts", "add", name, *words), env=own_environment(home),  # type: ignore[arg-type]
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return made.stdout.splitlines()[1].strip()


def invite(desk: RunningDesk, name: str) -> str:
    return invite_into(desk.home, name, "--role", "process_director")


def add_authenticator(page: Page) -> None:
    """Give this browser a phone with a fingerprint, as the protocol of its makers can."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def show_code(secret: str, *, after: str = "") -> str:
    """Return what the app shows; where a code was used, that of the next half minute."""
    now = int(datetime.now().timestamp()) // 30  # noqa: TID251, DTZ005 - the server has its own clock
    shown = format_hotp_value(hotp_value(secret, now))
    return shown if shown != after else format_hotp_value(hotp_value(secret, now + 1))


def use_invitation(page: Page, name: str, code: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Gebruik uw uitnodiging").click()
    page.get_by_label("Accountnaam").fill(name)
    page.get_by_label("Uitnodigingscode").fill(code)
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inlog instellen")


def sign_out(page: Page) -> None:
    page.get_by_role("contentinfo").get_by_role("button", name="Log uit").click()
    expect(page.get_by_text("U bent uitgelogd.")).to_be_visible()


def test_a_passkey_is_made_used_and_given_again(guarded: RunningDesk, browser: Browser) -> None:
    code = invite(guarded, "met.passkey")
    with open_page(browser, guarded.url) as page:
        add_authenticator(page)
        use_invitation(page, "met.passkey", code)
        page.get_by_role("button", name="Maak een passkey").click()
        expect(page.locator("#eerst")).to_be_visible()
        sign_out(page)
        page.goto("/help/")
        page.goto("/instellingen/")
        page.get_by_role("button", name="Log in met passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Instellingen")
        page.get_by_role("contentinfo").get_by_role("link", name="Mijn inlog").click()
        expect(page.locator("#passkeys")).to_contain_text("laatst gebruikt op")
        page.get_by_role("button", name="Verwijder passkey 1").click()
        expect(page.get_by_text("Uw enige manier van inloggen blijft staan.")).to_be_visible()
        page.goto("/inloggen/bevestigen/?next=/help/")
        page.get_by_role("button", name="Bevestig met passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Help")


def test_a_passkey_of_another_is_refused_in_a_sentence(
    guarded: RunningDesk, browser: Browser
) -> None:
    code = invite(guarded, "weggestuurd")
    with open_page(browser, guarded.url) as page:
        add_authenticator(page)
        use_invitation(page, "weggestuurd", code)
        page.get_by_role("button", name="Maak een passkey").click()
        expect(page.locator("#eerst")).to_be_visible()
        subprocess.run(
            command_line("accounts", "revoke", "weggestuurd", "--all"),
            env=own_environment(guarded.home), check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        page.goto("/")
        page.get_by_role("button", name="Log in met passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("Deze passkey is niet herkend")


def test_without_a_passkey_in_the_browser_the_page_says_so(
    guarded: RunningDesk, browser: Browser
) -> None:
    address = guarded.url.replace("localhost", "127.0.0.1")
    with open_page(browser, address, javascript=False) as page:
        page.goto("/inloggen/")
        expect(page.get_by_text("Een passkey werkt in een browser met scripts")).to_be_visible()
        expect(page.get_by_role("button", name="Log in met passkey")).to_be_hidden()


def test_password_and_app_work_without_scripts_and_by_keyboard(
    guarded: RunningDesk, browser: Browser
) -> None:
    code = invite(guarded, "met.app")
    with open_page(browser, guarded.url, javascript=False) as page:
        use_invitation(page, "met.app", code)
        secret = page.locator("#app code").inner_text()
        first = show_code(secret)
        page.get_by_label("Nieuw wachtwoord").fill(PHRASE)
        page.get_by_label("Code die de app nu toont").fill(first)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
        recovery = page.locator(".zl-codes code").all_inner_texts()
        assert len(recovery) == 10
        page.get_by_role("link", name="Ik heb ze bewaard").click()
        expect(page.locator("#eerst")).to_be_visible()
        sign_out(page)
        page.get_by_label("Accountnaam").fill("met.app")
        page.keyboard.press("Tab")
        page.keyboard.type(PHRASE)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
        page.get_by_label("Code uit uw app").fill(first)
        page.keyboard.press("Enter")
        expect(page.get_by_text("is al gebruikt")).to_be_visible()
        page.get_by_label("Code uit uw app").fill(show_code(secret, after=first))
        page.keyboard.press("Enter")
        expect(page.locator("#eerst")).to_be_visible()
        page.goto("/netwerken/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def _look_over(page: Page) -> None:
    for (width, height), scheme in [(DESKTOP, "light"), (PHONE, "dark")]:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
    assert_no_sideways_scroll(page)
    expect(page.locator("h1")).to_have_count(1)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})


def test_axe_finds_nothing_on_any_step(guarded: RunningDesk, browser: Browser) -> None:
    code = invite(guarded, "nagekeken")
    seen = []
    with open_page(browser, guarded.url, bypass_csp=True) as page:

        def look(name: str) -> None:
            _look_over(page)
            seen.append((name, page.title()))

        page.goto("/inloggen/")
        look("sign_in")
        page.get_by_label("Accountnaam").fill("nagekeken")
        page.get_by_label("Wachtwoord").fill("niet het goede")
        page.get_by_role("button", name="Ga verder").click()
        look("sign_in refused")
        page.goto("/inloggen/uitnodiging/")
        look("invitation")
        use_invitation(page, "nagekeken", code)
        look("enrol")
        secret = page.locator("#app code").inner_text()
        page.get_by_label("Nieuw wachtwoord").fill("kort")
        page.get_by_label("Code die de app nu toont").fill("123456")
        page.get_by_role("button", name="Bewaar wachtwoord en app").click()
        look("enrol refused")
        page.get_by_label("Nieuw wachtwoord").fill(PHRASE)
        first = show_code(secret)
        page.get_by_label("Code die de app nu toont").fill(first)
        page.get_by_role("button", name="Bewaar wachtwoord en app").click()
        look("recovery_codes")
        page.goto("/inloggen/mijn-inlog/")
        look("own")
        page.goto("/inloggen/bevestigen/")
        look("confirm")
        sign_out(page)
        look("signed out")
        page.get_by_label("Accountnaam").fill("nagekeken")
        page.get_by_label("Wachtwoord").fill(PHRASE)
        page.get_by_role("button", name="Ga verder").click()
        look("second_factor")
        for _ in range(5):
            page.get_by_label("Code uit uw app").fill("000000")
            page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Te veel pogingen")
        look("locked")
    assert len({title for _, title in seen}) >= 9, seen
    print(f"steps looked over: {len(seen)}")


def test_the_sign_in_speaks_english(guarded: RunningDesk, browser: Browser) -> None:
    with open_page(browser, guarded.url) as page:
        page.goto("/inloggen/")
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        page.get_by_label("Account name").fill("nobody.here")
        page.get_by_label("Password").fill("not a password")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")


def test_a_newcomer_sees_the_example_and_how_to_make_accounts(page: Page) -> None:
    page.goto("/")
    banner = page.locator(".zl-example")
    expect(banner).to_contain_text("alleen op deze machine")
    banner.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Er zijn nog geen accounts")
    assert re.search(r"zichtlijn accounts add", page.content())
