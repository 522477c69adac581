"""What goes wrong is told in plain words, and nothing is shown unlogged."""

import pytest
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client

from zichtlijn.audit.models import LogLine
from zichtlijn.desk import errors, views

pytestmark = pytest.mark.django_db


def test_without_a_log_line_nothing_is_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(LogLine.objects, "create", refuse)
    answer = client.get("/logboek/")
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "Nu tonen we niets" in text
    assert "<table" not in text
    assert "disk is full" not in text


def test_a_fault_of_ours_is_told_without_its_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(views, "choose_welcome", stumble)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Dat is onze fout, niet de uwe" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_page_after_a_fault_speaks_the_readers_language(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    client.cookies["zichtlijn_taal"] = "en"
    monkeypatch.setattr(views, "choose_welcome", None)
    assert "That is our fault, not yours" in client.get("/").content.decode()


def test_who_may_not_see_something_is_told_where_to_look(client: Client) -> None:
    request = client.get("/").wsgi_request
    answer = errors.show_not_allowed(request, PermissionError("inside"))
    assert answer.status_code == 403
    assert "Controleer uw rol en doel" in answer.content.decode()
    assert "inside" not in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", "Dit formulier is niet aangenomen"), ("en", "This form was not accepted")],
)
def test_a_form_from_elsewhere_is_refused_in_the_readers_language(
    language: str, expected: str
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["zichtlijn_taal"] = language
    answer = strict.post("/instellingen/zitting/", {"role": "wijkagent"})
    assert answer.status_code == 403
    assert expected in answer.content.decode()


def test_an_unfindable_host_does_not_reach_a_view() -> None:
    answer = errors.show_bad_request(HttpRequest())
    assert answer.status_code == 400
    assert "ZICHTLIJN_HOSTS" in answer.content.decode()
