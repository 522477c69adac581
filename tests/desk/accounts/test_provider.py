"""The sign-in of the organisation: a real provider, a real server, and no other way in."""

import base64
import hashlib
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from oidc_provider_mock import User
from tests.desk.accounts.provider import RunningProvider, run_provider
from tests.journeys.server import RunningDesk, command_line, own_environment, serve_desk, stop_desk

ENOUGH = {"acr": "hoog", "amr": ["pwd", "mfa"]}
SUBJECT = "7f1c-invented"
USERS = [
    User(sub=SUBJECT, claims=ENOUGH),
    User(sub="newcomer", claims={**ENOUGH, "email": "noor@example.org"}),
    User(sub="no-acr", claims={"amr": ["pwd", "mfa"]}),
    User(sub="low-acr", claims={**ENOUGH, "acr": "laag"}),
    User(sub="no-mfa", claims={"acr": "hoog", "amr": ["pwd"]}),
    User(sub="other-issuer", claims={**ENOUGH, "iss": "https://elders.example"}),
    User(sub="other-audience", claims={**ENOUGH, "aud": "another-desk"}),
    User(sub="expired", claims={**ENOUGH, "exp": 1_600_000_000}),
    User(sub="other-nonce", claims={**ENOUGH, "nonce": "of-another-session"}),
    User(sub="other-party", claims={**ENOUGH, "azp": "another-desk"}),
]
REFUSED = [user.sub for user in USERS[2:]]


@pytest.fixture(scope="module")
def provider() -> Iterator[RunningProvider]:
    with run_provider(USERS) as running:
        yield running


@pytest.fixture(scope="module")
def desk(
    provider: RunningProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDesk]:
    home = tmp_path_factory.mktemp("provider")
    with pytest.MonkeyPatch.context() as patched:
        (home / "secret").write_text("an invented secret")
        patched.setenv("ZICHTLIJN_OIDC_ISSUER", provider.url)
        patched.setenv("ZICHTLIJN_OIDC_CLIENT_ID", "zichtlijn")
        patched.setenv("ZICHTLIJN_OIDC_SECRET_FILE", str(home / "secret"))
        patched.setenv("ZICHTLIJN_OIDC_ACR", "hoog")
        patched.setenv("ZICHTLIJN_OIDC_AMR", "mfa")
        _command(home, "add", "noor.analist", "--role", "analyst", "--subject", SUBJECT)
        running = serve_desk(home)
        yield running
        stop_desk(running)


def _command(home: Path, *words: str) -> str:
    ended = subprocess.run(
        command_line("accounts", *words), env=own_environment(home), capture_output=True,
        text=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def _ask(desk: RunningDesk, browser: requests.Session) -> str:
    """Return where the desk leads to: the question for the provider."""
    led = browser.get(f"{desk.url}/inloggen/organisatie/", allow_redirects=False)
    assert led.status_code == 302
    return led.headers["Location"]


def _answer(question: str, browser: requests.Session, *, sub: str) -> str:
    """Sign in at the provider and return where it leads to."""
    led = browser.post(question, data={"sub": sub}, allow_redirects=False)
    assert led.status_code == 302, led.text
    return led.headers["Location"]


def _sign_in(desk: RunningDesk, *, sub: str) -> tuple[requests.Session, requests.Response]:
    browser = requests.Session()
    back = _answer(_ask(desk, browser), browser, sub=sub)
    return browser, browser.get(back, allow_redirects=False)


def _deeds(desk: RunningDesk) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(desk.home / "zichtlijn.sqlite3")) as opened:
        return opened.execute(
            "SELECT action, reader FROM audit_logline WHERE action LIKE 'desk.session%' ORDER BY seq"
        ).fetchall()


def test_who_the_provider_knows_comes_in_by_subject(desk: RunningDesk) -> None:
    browser, answer = _sign_in(desk, sub=SUBJECT)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    page = browser.get(desk.url + "/")
    assert page.status_code == 200
    assert "noor.analist" in page.text
    assert _deeds(desk)[-1] == ("desk.session.begin", "noor.analist")


def test_the_question_has_a_state_a_nonce_and_a_challenge_that_the_token_request_meets(
    desk: RunningDesk, provider: RunningProvider
) -> None:
    browser = requests.Session()
    question = _ask(desk, browser)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(question).query).items()}
    assert asked["response_type"] == "code"
    assert (asked["scope"], asked["acr_values"]) == ("openid", "hoog")
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 32
    assert len(asked["nonce"]) >= 32
    browser.get(_answer(question, browser, sub=SUBJECT), allow_redirects=False)
    (verifier,) = provider.token_requests[-1]["code_verifier"]
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    assert hashed.rstrip(b"=").decode() == asked["code_challenge"]


def test_whose_token_does_not_hold_stays_out_and_reads_a_plain_page(desk: RunningDesk) -> None:
    before = len(_deeds(desk))
    for sub in REFUSED:
        browser, answer = _sign_in(desk, sub=sub)
        assert answer.status_code == 403, sub
        assert "kon niet bewijzen wie u bent" in answer.text
        assert browser.get(desk.url + "/", allow_redirects=False).status_code == 302
    added = _deeds(desk)[before:]
    assert added == [("desk.session.refuse", "onbekend account")] * len(REFUSED)
    print(f"tokens refused: {len(REFUSED)} of {len(REFUSED)}")


def _with_another_signature(answer: dict[str, str]) -> dict[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    claims = jwt.decode(answer["id_token"], options={"verify_signature": False})
    return {**answer, "id_token": jwt.encode(claims, key, "RS256")}


def _without_signature(answer: dict[str, str]) -> dict[str, str]:
    claims = jwt.decode(answer["id_token"], options={"verify_signature": False})
    return {**answer, "id_token": jwt.encode(claims, None, "none")}


def _signed_with_the_secret(answer: dict[str, str]) -> dict[str, str]:
    claims = jwt.decode(answer["id_token"], options={"verify_signature": False})
    forged = jwt.encode(claims, "an invented secret" * 3, "HS256")
    return {**answer, "id_token": forged}


def _no_token(answer: dict[str, str]) -> dict[str, str]:
    return {"access_token": answer["access_token"]}


def _no_words(answer: dict[str, str]) -> dict[str, str]:
    return {**answer, "id_token": "geen token"}


@pytest.mark.parametrize(
    "bend",
    [_with_another_signature, _without_signature, _signed_with_the_secret, _no_token, _no_words],
)
def test_a_forged_token_is_refused(
    bend: object, desk: RunningDesk, provider: RunningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "bend", bend)
    browser, answer = _sign_in(desk, sub=SUBJECT)
    assert answer.status_code == 403
    assert "kon niet bewijzen wie u bent" in answer.text
    assert browser.get(desk.url + "/", allow_redirects=False).status_code == 302


def test_an_answer_counts_once_and_in_its_own_session_only(desk: RunningDesk) -> None:
    browser = requests.Session()
    back = _answer(_ask(desk, browser), browser, sub=SUBJECT)
    thief = requests.Session()
    assert thief.get(back, allow_redirects=False).status_code == 403
    assert browser.get(back, allow_redirects=False).status_code == 302
    assert browser.get(back, allow_redirects=False).status_code == 403


def test_an_answer_to_another_question_or_to_none_is_refused(desk: RunningDesk) -> None:
    """The state: changed, left out, or of a question that somebody else asked."""
    browser, other = requests.Session(), requests.Session()
    back = _answer(_ask(desk, browser), browser, sub=SUBJECT)
    elsewhere = parse_qs(urlsplit(_ask(desk, other)).query)["state"][0]
    (state,) = parse_qs(urlsplit(back).query)["state"]
    for wrong in (back.replace(state, state[::-1]), back.replace(f"state={state}", ""),
                  back.replace(state, elsewhere)):  # fmt: skip
        assert wrong != back
        assert browser.get(wrong, allow_redirects=False).status_code == 403
        assert browser.get(desk.url + "/", allow_redirects=False).status_code == 302
    assert browser.get(back, allow_redirects=False).headers["Location"] == "/"


def test_a_code_of_another_question_is_refused_by_its_nonce_too(
    desk: RunningDesk, provider: RunningProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This provider forgets to hold the verifier against the challenge; the desk does not lean on it."""
    given: list[dict[str, str]] = []
    monkeypatch.setattr(provider, "bend", lambda answer: given.append(answer) or answer)
    victim, thief = requests.Session(), requests.Session()
    caught = parse_qs(urlsplit(_answer(_ask(desk, victim), victim, sub=SUBJECT)).query)["code"][0]
    own = _answer(_ask(desk, thief), thief, sub="newcomer")
    (code,) = parse_qs(urlsplit(own).query)["code"]
    answer = thief.get(own.replace(code, caught), allow_redirects=False)
    assert (answer.status_code, len(given)) == (403, 1)
    assert thief.get(desk.url + "/", allow_redirects=False).status_code == 302


def test_a_newcomer_binds_an_account_by_its_invitation_and_never_by_mail(desk: RunningDesk) -> None:
    said = _command(desk.home, "add", "noor", "--role", "policy_officer")
    code = said.splitlines()[1].strip()
    browser, answer = _sign_in(desk, sub="newcomer")
    assert answer.headers["Location"] == "/inloggen/organisatie/koppelen/"
    address = desk.url + answer.headers["Location"]
    token = browser.get(address).text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    words = {"csrfmiddlewaretoken": token, "username": "noor"}
    assert browser.post(address, {**words, "code": "verkeerd"}).status_code == 400
    done = browser.post(address, {**words, "code": code}, allow_redirects=False)
    assert (done.status_code, done.headers["Location"]) == (302, "/")
    _, again = _sign_in(desk, sub="newcomer")
    assert again.headers["Location"] == "/"


def test_there_is_no_second_way_in(desk: RunningDesk) -> None:
    browser = requests.Session()
    page = browser.get(desk.url + "/inloggen/")
    assert "Log in bij uw organisatie" in page.text
    assert 'type="password"' not in page.text
    for address in ["code/", "uitnodiging/", "instellen/", "passkey/", "passkey/vraag/"]:
        closed = browser.get(f"{desk.url}/inloggen/{address}", allow_redirects=False)
        assert closed.headers.get("Location", "").startswith("/inloggen/?next="), address


def test_a_closed_account_is_refused_though_the_provider_knows_it(desk: RunningDesk) -> None:
    browser, _ = _sign_in(desk, sub=SUBJECT)
    assert browser.get(desk.url + "/", allow_redirects=False).status_code == 200
    _command(desk.home, "end-sessions", "noor.analist")
    assert browser.get(desk.url + "/", allow_redirects=False).status_code == 302
    browser, _ = _sign_in(desk, sub=SUBJECT)
    _command(desk.home, "revoke", "noor.analist", "--all")
    assert browser.get(desk.url + "/", allow_redirects=False).status_code == 302
    browser, _ = _sign_in(desk, sub=SUBJECT)
    assert browser.get(desk.url + "/", allow_redirects=False).status_code == 302


def test_a_private_key_can_prove_the_desk_instead_of_a_secret(tmp_path: Path) -> None:
    from zichtlijn.desk.accounts.oidc.provider import Registration, prove_who_we_are

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    registration = Registration("https://a", "zichtlijn", "", str(tmp_path / "key.pem"), (), ())
    proof = prove_who_we_are(registration, audience="https://a/token")
    claims = jwt.decode(
        proof["client_assertion"], key.public_key(), ["RS256"], audience="https://a/token"
    )
    assert claims["iss"] == claims["sub"] == "zichtlijn"
    assert claims["exp"] - claims["iat"] == 60
    assert len(claims["jti"]) == 32
    assert "client_secret" not in proof


def test_a_provider_that_is_gone_is_told_plainly(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZICHTLIJN_OIDC_ISSUER", "http://localhost:9")
        patched.setenv("ZICHTLIJN_OIDC_SECRET_FILE", str(tmp_path / "none"))
        patched.setenv("ZICHTLIJN_OIDC_AMR", "mfa")
        running = serve_desk(tmp_path)
        answer = requests.get(f"{running.url}/inloggen/organisatie/", timeout=20)
        stop_desk(running)
    assert answer.status_code == 503
    assert "geeft nu geen antwoord" in answer.text
    assert "Traceback" not in (tmp_path / "server.log").read_text()
