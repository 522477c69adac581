"""Every address of the map: shut for who has not signed in, careful in its headers, ours alone."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.desk.accounts.people import Clock, enrol, make_account

from zichtlijn.desk.accounts.gate import OPEN_TO_ALL, PUBLISHED, WITH_OWN_KEY

pytestmark = pytest.mark.django_db
FILLED = {"int": "1", "str": "iets", "slug": "iets", "path": "iets", "uuid": "0" * 32}
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
    "base-uri 'none'",
}  # fmt: skip
OTHER_SITE = {
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "no-cors",
    "sec-fetch-dest": "image",
}


def _walk(
    patterns: list[URLPattern | URLResolver], path: str, space: str
) -> Iterator[tuple[str, str]]:
    for one in patterns:
        here = path + str(one.pattern)
        if isinstance(one, URLResolver):
            below = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, here, below)
        else:
            filled = re.sub(
                r"<(?:(\w+):)?\w+>", lambda kind: FILLED.get(kind[1] or "str", "1"), here
            )
            yield f"{space}{one.name}", "/" + filled


ADDRESSES = dict(_walk(get_resolver().url_patterns, "", ""))


@pytest.fixture
def stranger(clock: Clock) -> Client:
    make_account("iemand.anders", role="analyst", clock=clock)
    return Client()


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
def test_who_has_not_signed_in_finds_every_other_address_shut(
    method: str, stranger: Client
) -> None:
    shut = 0
    for name, address in [*ADDRESSES.items(), ("nowhere", "/dit-bestaat-niet/")]:
        if name in OPEN_TO_ALL | WITH_OWN_KEY | PUBLISHED:
            continue
        answer = getattr(stranger, method)(address)
        assert answer.status_code == 302, (name, answer.status_code)
        assert answer.headers["Location"].startswith("/inloggen/")
        shut += 1
    print(f"{method}: {shut} of {shut} addresses shut")
    assert shut > 40


def test_the_open_addresses_are_these_and_none_of_them_reads_a_record(stranger: Client) -> None:
    from zichtlijn.audit.declaring import find_declared
    from zichtlijn.audit.models import LogLine

    provider = {name for name in OPEN_TO_ALL if "provider" in name}
    before = LogLine.objects.exclude(action__startswith="desk.").count()
    for name in OPEN_TO_ALL - provider:
        stranger.get(ADDRESSES[name])
    assert LogLine.objects.exclude(action__startswith="desk.").count() == before
    views = {f"{m.namespaces[0]}:{m.url_name}": m.func for m in map(_resolve, ADDRESSES.values())}
    assert all(find_declared(views[name]) == () for name in (OPEN_TO_ALL | PUBLISHED) - provider)


def test_who_signed_in_without_a_role_reads_what_is_for_everyone(clock: Clock) -> None:
    person = enrol(make_account("zonder.rol", role="", clock=clock), clock=clock)
    browser = Client()
    person.sign_in(browser, clock=clock)
    assert {name: browser.get(ADDRESSES[name]).status_code for name in PUBLISHED} == {
        "fireworks:public": 200
    }
    assert browser.get("/vuurwerk/").status_code == 403


def _resolve(address: str) -> object:
    from django.urls import resolve

    return resolve(address)


@pytest.mark.parametrize("secure", [False, True])
def test_every_answer_of_every_address_carries_the_headers(
    secure: bool, stranger: Client, signed_in: Client, settings: object
) -> None:
    if secure:
        settings.SECURE_HSTS_SECONDS = 31_536_000  # type: ignore[attr-defined]
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True  # type: ignore[attr-defined]
    seen = 0
    for browser in (stranger, signed_in):
        browser.handler._middleware_chain = None
        for name, address in [*ADDRESSES.items(), ("nowhere", "/nergens/")]:
            if name == "networks:index" or name.startswith("accounts:sign_out"):
                continue  # starts a worker on a database in memory; ends the sitting
            headers = browser.get(address, secure=secure).headers
            assert set(headers["Content-Security-Policy"].split("; ")) == POLICY, name
            assert headers["X-Content-Type-Options"] == "nosniff", name
            assert headers["Referrer-Policy"] == "same-origin", name
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin", name
            assert headers["X-Frame-Options"] == "DENY", name
            assert headers["Cache-Control"] == "no-store", name
            sealed = headers.get("Strict-Transport-Security", "")
            assert (sealed == "max-age=31536000; includeSubDomains") is secure, name
            assert "Set-Cookie" not in headers or "HttpOnly" in headers["Set-Cookie"]
            seen += 1
    print(f"answers with all headers: {seen} of {seen}")
    assert seen > 80


def test_another_site_gets_nothing_of_us_save_a_followed_link(signed_in: Client) -> None:
    asked = 0
    for name, address in ADDRESSES.items():
        for method in ("get", "post"):
            answer = getattr(signed_in, method)(address, headers=OTHER_SITE)
            assert answer.status_code == 403, name
            asked += 1
    print(f"requests of another site refused: {asked} of {asked}")
    followed = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    assert signed_in.get("/", headers=followed).status_code == 200
    assert signed_in.post("/", headers=followed).status_code == 403
    framed = {**followed, "sec-fetch-dest": "iframe"}
    assert signed_in.get("/", headers=framed).status_code == 403
    ours = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
    assert signed_in.get("/", headers=ours).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, {"REMOTE_ADDR": ""},
     {"HTTP_FORWARDED": "for=192.0.2.7"}],
)  # fmt: skip
def test_the_example_answers_no_other_machine(elsewhere: dict[str, str], client: Client) -> None:
    answer = client.get("/", **elsewhere)
    assert answer.status_code == 403
    assert "Alleen op de machine zelf" in answer.content.decode()
