"""After a whole run no name, address or free text stands in a message, error, log line or address."""

import io
import logging
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from tests.persons.table import Table

from zichtlijn.audit.models import LogLine
from zichtlijn.persons import holdings
from zichtlijn.persons.models import IdentityRecord
from zichtlijn.persons.operations import writing

MARKERS = ("Zwaagstermeer", "Markerlaan", "Markerzin", "Markerreden")
PERSON = {"full_name": "Abel Zwaagstermeer", "birth_date": "2005-05-17", "address": "Markerlaan 9"}
SEEN = {
    "place": "Markerlaan",
    "when": "now",
    "part": "calming",
    "kind": "helped",
    "text": "Markerzin op het plein.",
}
WRONG = (
    {**PERSON, "birth_date": "2020-05-17"},
    {**PERSON, "full_name": "Zwaagstermeer 9"},
    {**PERSON, "address": "Markerlaan 111222333"},
)
RE_MESSAGE = re.compile(r'class="zl-note zl-note--done".*?</div>', re.DOTALL)


def _walk(table: Table, browse, heard: list[str]) -> None:
    """Do everything that the screens can do, right and wrong, and keep what was said."""
    youth, police, director = (
        browse(access) for access in (table.youth, table.police, table.director)
    )

    def say(browser: Client, path: str, **filled: str) -> str:
        answer = browser.post(path, filled, follow=True)
        heard.extend(f"{address} {status}" for address, status in answer.redirect_chain)
        heard.extend(RE_MESSAGE.findall(answer.content.decode()))
        heard.append(answer.request["PATH_INFO"] + answer.request["QUERY_STRING"])
        return answer.request["PATH_INFO"]

    for filled in (PERSON, {**PERSON, "full_name": "A. Zwaagstermeer"}, *WRONG):
        say(youth, "/personen/nieuw/", **filled)
    one, other = sorted(IdentityRecord.objects.values_list("pk", flat=True))
    for filled in (
        SEEN,
        {**SEEN, "text": "Markerzin van een Marokkaanse jongen."},
        {**SEEN, "part": "victim"},
    ):
        say(youth, f"/personen/kaart/{one}/waarneming/", **filled)
    for browser in (youth, police, director):
        say(browser, f"/personen/kaart/{one}/toon/")
        say(
            browser,
            "/personen/zoeken/",
            full_name="Zwaagstermeer",
            birth_date="2005-05-17",
            address="",
        )
        say(browser, "/personen/zoeken/", full_name="Zwaagstermeer")
    joining = say(
        police, f"/personen/naast/{one}/{other}/", deed="propose", reason="Markerreden: dezelfde."
    )
    for browser, deed in (
        (police, "confirm"),
        (youth, "confirm"),
        (director, "show"),
        (director, "undo"),
        (director, "undo"),
    ):
        say(browser, joining, deed=deed, reason="Markerreden: dezelfde.")
    say(police, f"/personen/kaart/{one}/verbeteren/", **PERSON)
    say(youth, f"/personen/kaart/{one}/verbeteren/", **PERSON)
    say(youth, f"/personen/kaart/{other}/terugnemen/")


def test_what_is_written_of_people_is_said_nowhere_else(
    table: Table, browse, caplog, capfd
) -> None:
    heard: list[str] = []
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    try:
        with caplog.at_level(logging.INFO):
            _walk(table, browse, heard)
    finally:
        logging.getLogger().removeHandler(handler)
    holdings.find_codes(IdentityRecord.objects.get().pk, access=table.director)
    lines = [str(line) for line in LogLine.objects.values()]
    printed = "".join(capfd.readouterr())
    looked_at = {"messages and addresses": "\n".join(heard), "the log": "\n".join(lines), "application logs": caplog.text,
                 "output": printed, "error lines": written.getvalue()}  # fmt: skip
    found = [
        (place, marker) for place, text in looked_at.items() for marker in MARKERS if marker in text
    ]
    print(
        f"{len(found)} of {len(MARKERS) * len(looked_at)} found; {len(heard)} things said, {len(lines)} lines in the log"
    )
    assert len(heard) > 40
    assert len(lines) > 30
    assert found == []


def test_a_fault_of_ours_is_logged_without_what_it_says(
    table: Table, browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_record: object, identity: object, **_words: object) -> None:
        try:
            {}[identity]
        except KeyError as problem:
            raise ValueError(f"cannot keep {identity}") from problem

    monkeypatch.setattr(writing, "keep_version", break_down)
    told = {kind: io.StringIO() for kind in (logging.Formatter, _find_formatter())}
    handlers = [logging.StreamHandler(written) for written in told.values()]
    for handler, kind in zip(handlers, told, strict=True):
        handler.setFormatter(kind())
        logging.getLogger().addHandler(handler)
    try:
        youth = browse(table.youth)
        youth.raise_request_exception = False
        page = youth.post("/personen/nieuw/", PERSON)
    finally:
        for handler in handlers:
            logging.getLogger().removeHandler(handler)
    plain, ours = (written.getvalue() for written in told.values())
    assert (page.status_code, "Zwaagstermeer" in page.content.decode()) == (500, False)
    assert "Zwaagstermeer" in plain  # a log that is not ours would have said it
    assert "builtins.ValueError" in ours
    assert "builtins.KeyError" in ours
    assert not any(marker in ours for marker in MARKERS)


def _find_formatter() -> type[logging.Formatter]:
    """Return what the settings let the server write with."""
    handler = settings.LOGGING["root"]["handlers"][0]
    named = settings.LOGGING["handlers"][handler]["formatter"]
    return import_string(settings.LOGGING["formatters"][named]["()"])


def test_no_error_of_this_room_repeats_what_was_typed(table: Table) -> None:
    from tests.persons.table import ELEVEN, seen, somebody, written

    from zichtlijn.persons import operations, queries
    from zichtlijn.persons.terms import PersonsError
    from zichtlijn.privacy.terms.asking import NotAllowed

    code = written(table, "Abel Zwaagstermeer")
    attempts = (
        lambda: written(table, "Bo Zwaagstermeer", born=ELEVEN),
        lambda: written(table, "Zwaagstermeer 7"),
        lambda: written(table, "Abel Zwaagstermeer", address="Markerlaan BSN 111222333"),
        lambda: written(table, "Abel Zwaagstermeer", by=table.stranger),
        lambda: operations.write_observation(
            seen(text="Markerzin: een Turkse jongen."), record_id=code, access=table.youth
        ),
        lambda: operations.write_observation(seen(place=" "), record_id=code, access=table.youth),
        lambda: queries.search_records(
            somebody("Zwaagstermeer", None), scope=table.scope, access=table.police
        ),
        lambda: operations.propose_joining(
            code, code, reason="Markerreden lang genoeg", access=table.youth
        ),
        lambda: queries.show_person("Zwaagstermeer", access=table.police),
        lambda: operations.undo_joining(
            "Zwaagstermeer", reason="Markerreden lang genoeg", access=table.youth
        ),
    )
    for attempt in attempts:
        with pytest.raises((PersonsError, NotAllowed)) as refused:
            attempt()
        chain = [refused.value, refused.value.__cause__, refused.value.__context__]
        said = " ".join(f"{one!r} {one}" for one in chain if one)
        assert not any(marker in said for marker in (*MARKERS, "Turkse", "111222333")), said
    assert len(attempts) == 10
