"""From request to letter on the screens, by two people who signed in; and no name where it may not be."""

import contextlib
import logging
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests.desk.accounts.people import Clock, enrol, make_account
from tests.privacy.rights.conftest import JIP
from tests.privacy.rights.stand_in import StandInRoom

from zichtlijn.audit.models import LogLine
from zichtlijn.desk import door
from zichtlijn.desk.accounts import gate
from zichtlijn.desk.accounts.views import invitation, own, passkeys, sign_in
from zichtlijn.privacy.models.rights import Contest, DataSubjectRequest, Notice, Notification
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports import documents
from zichtlijn.privacy.terms.rights import NewDisclosure, NewNotification

MARKERS = ("Dorrestein", "Elzenlaan", "tante")
WORDS = "Ik was daar niet, ik was bij mijn tante."
REASON = "Wij vroegen het na. Het was iemand anders."


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock(datetime(2026, 12, 15, 9, 0, tzinfo=UTC))
    for reads in (door, gate, sign_in, invitation, own, passkeys):
        monkeypatch.setattr(reads, "read_clock", turned.read)
    return turned


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


def _enter(name: str, role: str, clock: Clock) -> Client:
    browser = Client()
    enrol(make_account(name, role=role, clock=clock), clock=clock).sign_in(browser, clock=clock)
    clock.turn(timedelta(minutes=1))
    chosen = browser.post("/doel/kiezen/", {"doel": "data_subject_right", "reden": "report"})
    assert chosen.status_code == 302, chosen.content.decode()
    return browser


@pytest.fixture
def director(db: None, clock: Clock, room: StandInRoom) -> Client:
    return _enter("r.visser", "process_director", clock)


@pytest.fixture
def officer(db: None, clock: Clock, director: Client) -> Client:
    return _enter("f.de.groot", "data_protection_officer", clock)


@pytest.fixture
def request_url(director: Client) -> str:
    answer = director.post("/verzoeken/nieuw/", _new_request())
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def _new_request(**other: str) -> dict[str, str]:
    return {
        "persoon": JIP,
        "soort": "inspection",
        "door": "self",
        "leeftijd": "16_plus",
        "controle": "shown_at_desk",
        "ontvangen": "2026-12-10",
        "adres": "Jip Dorrestein, Elzenlaan 3, Oeverdam",
        "vraag": "Wat staat er over mij?",
        **other,
    }


def _visit(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return answer.content.decode()


def _share(room: StandInRoom, access: object) -> None:
    left = NewDisclosure(
        person=JIP, room="networks", record="1", recipient="de politie",
        article="AVG artikel 6 lid 1 onder e", what="een waarneming van 8 december 2026",
        expires_on=None,
    )  # fmt: skip
    operations.record_disclosure(left, access=access)


def test_an_empty_desk_says_what_would_fill_it(director: Client) -> None:
    assert "Geen verzoek wacht op antwoord." in _visit(director, "/verzoeken/")
    assert "Niemand wacht op een brief." in _visit(director, "/inzage/")


def test_a_request_is_written_down_with_its_last_day(director: Client, request_url: str) -> None:
    page = _visit(director, request_url)
    assert "Antwoord uiterlijk 11 januari 2027" in page  # the 10th is a Sunday
    assert "nog 27 dagen" in page
    assert "nog 27 dagen" in _visit(director, "/verzoeken/")


def test_what_is_wrong_with_a_request_is_said_beside_it(director: Client) -> None:
    answer = director.post("/verzoeken/nieuw/", _new_request(door="parent", persoon=""))
    assert answer.status_code == 422
    answer = director.post("/verzoeken/nieuw/", _new_request(door="parent"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Vanaf 16 jaar vraagt de persoon zelf" in page
    assert "Wat staat er over mij?" in page  # what was typed stays
    assert DataSubjectRequest.objects.count() == 0


def test_the_whole_way_from_request_to_letter(
    director: Client, officer: Client, room: StandInRoom, request_url: str, access: object
) -> None:
    room.hold(JIP)
    _share(room, access)
    report = _visit(director, f"{request_url}inzage/")
    assert "U was met vier anderen bij Speeltuin Elzen." in report
    link = re.search(r'href="(/verzoeken/[^"]+betwisten/[^"]+)"', report)
    assert link
    form = _visit(director, link[1].replace("&amp;", "&"))
    assert "U was met vier anderen" in form
    asked = {"kamer": "networks", "gegeven": "1"}
    empty = director.post(f"{request_url}betwisten/", {**asked, "woorden": ""})
    assert (empty.status_code, room.done) == (422, [])
    done = director.post(f"{request_url}betwisten/", {**asked, "woorden": WORDS})
    assert (done.status_code, room.done) == (302, [("contest", "1")])
    page = _visit(director, request_url)
    assert "Gebruik dit gegeven niet tot u" in page
    assert "Beslis eerst over elk gegeven" in page
    notice = Notice.objects.get()
    assert director.post(f"{request_url}berichten/{notice.pk}/").status_code == 302
    contest = f"{request_url}betwist/{Contest.objects.get().code}/"
    short = director.post(f"{contest}vernietigen/", {"reden": "fout"})
    assert short.status_code == 422
    assert ">fout</textarea>" in short.content.decode()
    assert director.post(f"{contest}vernietigen/", {"reden": REASON}).status_code == 302
    assert director.post(f"{contest}bevestigen/").status_code == 403
    assert "Bevestig: vernietig dit gegeven" in _visit(officer, request_url)
    assert officer.post(f"{contest}bevestigen/").status_code == 302
    assert room.held[JIP] == []
    decided = {"besluit": "granted", "reden": ""}
    assert director.post(f"{request_url}besluiten/", decided).status_code == 302
    page = _visit(director, request_url)
    assert "wij doen wat u vroeg" in page.lower()
    assert director.post(f"{request_url}versturen/").status_code == 302
    page = _visit(director, request_url)
    assert "Zo is hij verstuurd" in page
    assert "Wij hebben dit vernietigd." in page


def test_the_officer_reads_along_and_writes_nothing(
    officer: Client, request_url: str, room: StandInRoom
) -> None:
    room.hold(JIP)
    assert "U was met vier anderen" in _visit(officer, f"{request_url}inzage/")
    for step in ("besluiten/", "verlengen/", "intrekken/", "versturen/"):
        answer = officer.post(request_url + step, {"reden": REASON, "besluit": "refused"})
        assert answer.status_code == 403, step
    assert DataSubjectRequest.objects.get().decision == ""


def _unpack(content: bytes) -> bytes:
    """Return a PDF with its packed parts opened."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    opened = [content]
    for part in packed:
        with contextlib.suppress(zlib.error):
            opened.append(zlib.decompress(part))
    return b"".join(opened)


def test_the_report_and_the_letter_come_as_tagged_pdf(
    director: Client, request_url: str, room: StandInRoom
) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    room.hold(JIP)
    answer = director.get(f"{request_url}inzage.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    inside = _unpack(answer.content)
    assert b"/StructTreeRoot" in inside
    assert b"pdfuaid" in inside
    assert b"/Lang (nl)" in inside
    assert director.get(f"{request_url}brief.pdf").status_code == 200


def test_without_the_extra_a_sentence_says_how_to_print(
    director: Client, request_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_MAKER", "not_installed_here")
    assert "kies Print" in _visit(director, f"{request_url}inzage.pdf", status=501)
    assert "Haal op als PDF" not in _visit(director, f"{request_url}inzage/")


@pytest.fixture
def letter_url(director: Client, access: object) -> str:
    named = NewNotification(
        person=JIP, scope="group:1", purpose="youth_group_approach",
        legal_ground="Gemeentewet artikel 172", source="een jongerenwerker", age="12_15",
        first_named_on=date(2026, 11, 12),
    )  # fmt: skip
    return f"/inzage/brieven/{operations.start_notification(named, access=access)}/"


def test_who_must_still_be_told_stands_on_top_and_late_is_counted(
    director: Client, letter_url: str, clock: Clock
) -> None:
    assert "1 persoon had het al moeten weten" in _visit(director, "/inzage/")
    page = _visit(director, letter_url)
    assert "1 dag te laat" in page
    assert "Deze brief is voor u en uw ouder." in page
    later = {"grond": "public_safety", "tot": "2027-01-15", "reden": REASON}
    refused = director.post(f"{letter_url}uitstellen/", later)
    assert refused.status_code == 403 or "Uitstel achteraf kan niet" in refused.content.decode()
    assert director.post(f"{letter_url}verteld/").status_code == 302
    assert Notification.objects.get().informed_on == date(2026, 12, 15)
    assert "geïnformeerd" in _visit(director, "/inzage/")


def test_telling_is_put_off_with_a_ground_and_an_end(director: Client, letter_url: str) -> None:
    Notification.objects.update(due_on=date(2026, 12, 20))
    later = {"grond": "safety_of_child", "tot": "2027-01-15", "reden": REASON}
    too_long = director.post(f"{letter_url}uitstellen/", {**later, "tot": "2027-12-01"})
    assert (too_long.status_code, "hoogstens drie maanden" in too_long.content.decode()) == (
        422,
        True,
    )
    assert director.post(f"{letter_url}uitstellen/", later).status_code == 302
    page = _visit(director, letter_url)
    assert "Tot en met 15 januari 2027" in page
    assert "r.visser" in page


def test_no_name_stands_in_an_address_a_log_line_or_a_message(
    director: Client,
    request_url: str,
    room: StandInRoom,
    access: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    room.hold(JIP)
    _share(room, access)
    director.post(
        f"{request_url}betwisten/", {"kamer": "networks", "gegeven": "1", "woorden": WORDS}
    )
    director.post(f"{request_url}verlengen/", {"reden": "Dorrestein was niet thuis."})
    addresses = set(re.findall(r'(?:href|action)="([^"]+)"', _visit(director, request_url)))
    lines = [str(tuple(line.values())) for line in LogLine.objects.values()]
    notices = [notice.text for notice in Notice.objects.all()]
    said = [*addresses, *lines, *notices, caplog.text]
    assert len(lines) > 10
    print(f"{len(said)} texts searched for {len(MARKERS)} markers")
    assert [text for text in said for marker in MARKERS if marker in text] == []


def test_nobody_opens_the_report_without_the_purpose(
    director: Client, request_url: str, clock: Clock
) -> None:
    director.post("/doel/stoppen/")
    answer = director.get(f"{request_url}inzage/")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/doel/")


def test_an_address_that_is_not_there_tells_nothing(director: Client) -> None:
    for address in ("/verzoeken/0000/", "/verzoeken/0000/inzage/", "/inzage/brieven/0000/"):
        assert "er niet, of u mag het niet zien" in _visit(director, address, status=403)


@pytest.fixture(autouse=True)
def _every_log_line_fits(db: None) -> Iterator[None]:
    yield
    assert not LogLine.objects.filter(action="").exists()
