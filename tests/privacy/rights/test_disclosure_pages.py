"""What left, to whom and on which ground: listed without people, written down by hand, and put right."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.privacy.pages.conftest import browse  # noqa: F401 - a fixture
from tests.privacy.rights.conftest import JIP, NOON, OpenDoor
from tests.privacy.rights.stand_in import StandInRoom

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.desk import door
from zichtlijn.privacy.models.rights import Contest, Disclosure, Notice
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.operations.transfers import Crossing, log_transfer
from zichtlijn.privacy.queries.rights import fetch_newest_disclosures
from zichtlijn.privacy.reports.rights import disclosures_page
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import Channel, NewDisclosure, NotFound

GIVEN = {
    "persoon": JIP, "wat": "een samenvatting van het plan", "ontvanger": "Reclassering Oeverdam, toezicht",
    "artikel": "AVG 6 lid 1 onder e, convenant De Kolk", "hoe": "phone", "gegeven": "2026-12-10",
    "weg": "2027-01-10",
}  # fmt: skip
BY_HAND = NewDisclosure(
    JIP, "", "", "Reclassering Oeverdam", "AVG 6", "een samenvatting", None,
    Channel.PHONE, date(2026, 12, 10),
)  # fmt: skip
BY_DESK = NewDisclosure(JIP, "networks", "1", "de politie", "AVG 6", "een waarneming", None)


@pytest.fixture
def sit(browse, open_door: OpenDoor, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """Let somebody sit at the desk with a purpose open, at a noon that stands still."""
    monkeypatch.setattr(door, "read_clock", lambda: NOON)

    def choose(account: str, role: str, purpose: str = "data_subject_right") -> Client:
        access = open_door(account, role, purpose=purpose)
        browser = Client(headers={"X-Account": account})
        browser.post("/doel/kiezen/", {"doel": purpose, "reden": "report"})
        assert access.opening
        return browser

    return choose


@pytest.fixture
def director(sit, room: StandInRoom) -> Client:
    room.hold(JIP)
    return sit("r.visser", "process_director")


@pytest.fixture
def officer(sit, director: Client) -> Client:
    return sit("f.de.groot", "data_protection_officer", "oversight")


def _text(browser: Client, address: str = "/verstrekkingen/", status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode()


def test_an_empty_list_says_what_would_fill_it(director: Client) -> None:
    page = _text(director)
    assert "Er is niets naar een ander gegaan." in page
    assert "Alle ontvangers weten wat er is veranderd." in page
    assert "Niets ging van het ene regime naar het andere." in page


def test_what_was_said_on_the_phone_is_written_down_and_listed_without_the_person(
    director: Client, officer: Client
) -> None:
    assert director.post("/verstrekkingen/nieuw/", GIVEN).status_code == 302
    row = Disclosure.objects.get()
    assert (row.person, row.channel, row.record) == (JIP, "phone", "")
    assert (row.disclosed_on, row.destroy_on) == (date(2026, 12, 10), date(2028, 12, 10))
    for browser in (director, officer):
        page = _text(browser)
        for word in ("aan de telefoon", "een samenvatting van het plan", row.code, row.trace_id,
                     "Reclassering Oeverdam, toezicht", "10 december 2026", "10 januari 2027",
                     "convenant De Kolk"):  # fmt: skip
            assert word in page
        assert JIP not in page
    line = LogLine.objects.filter(action="privacy.disclosure.record").latest("seq")
    assert (line.trace_id, line.recipient) == (row.trace_id, GIVEN["ontvanger"])


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"persoon": "f" * 16}, "Onder deze code staat er niemand"),
        ({"persoon": ""}, "Dit veld is verplicht"),
        ({"wat": "wat Mohammed deed"}, "Dit lijkt een naam van een mens"),
        ({"wat": "zijn uitkering"}, "Laat inkomen en geldzorgen weg"),
        ({"ontvanger": "J. de Wit"}, "Dit lijkt een naam van een mens"),
        ({"gegeven": "2026-12-16"}, "ligt niet na vandaag"),
        ({"gegeven": "2024-12-15", "weg": ""}, "langer geleden dan wij het bewaren"),
        ({"gegeven": "31-02-2026"}, "Voer een geldige datum in"),
        ({"weg": "2026-12-10"}, "na de dag waarop het is gegeven"),
        ({"hoe": "desk"}, "Selecteer een geldige keuze"),
        ({"artikel": " "}, "Dit veld is verplicht"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    director: Client, other: dict[str, str], sentence: str
) -> None:
    answer = director.post("/verstrekkingen/nieuw/", GIVEN | other)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert not Disclosure.objects.exists()


def test_the_code_of_a_person_comes_along_from_his_request_alone(
    director: Client, ask, access: Access
) -> None:
    operations.register_disclosure(BY_HAND, access=access)
    request = ask()
    assert "Bekijk met wie is gedeeld" in _text(director, f"/verzoeken/{request}/")
    page = _text(director, f"/verzoeken/{request}/verstrekkingen/")
    assert "een samenvatting" in page
    assert f"/verstrekkingen/nieuw/?persoon={JIP}" in page
    assert f'value="{JIP}"' in _text(director, f"/verstrekkingen/nieuw/?persoon={JIP}")
    assert "een samenvatting" in _text(
        director, f"/verstrekkingen/?persoon={'f' * 16}"
    )  # no search
    _text(director, f"/verzoeken/{'f' * 16}/verstrekkingen/", 403)


def test_who_heard_it_on_the_phone_hears_of_every_contest_and_that_is_ticked_off(
    director: Client, officer: Client, ask, access: Access, room: StandInRoom
) -> None:
    operations.register_disclosure(BY_HAND, access=access)
    operations.record_disclosure(BY_DESK, access=access)
    request = ask()
    operations.contest_record(
        request, room="networks", record="1", words="Niet waar.", access=access
    )
    assert sorted(Notice.objects.values_list("disclosure__recipient", flat=True)) == [
        "Reclassering Oeverdam", "de politie",
    ]  # fmt: skip
    page = _text(director)
    assert "2 berichten aan ontvangers moeten nog weg" in page
    assert page.count("Gebruik dit gegeven niet") == 2
    assert JIP not in page
    number = Notice.objects.earliest("pk").pk
    assert director.post(f"/verstrekkingen/berichten/{number}/").status_code == 302
    again = director.post(f"/verstrekkingen/berichten/{number}/")
    assert (again.status_code, "al verstuurd" in again.content.decode()) == (422, True)
    page = _text(director)
    assert "1 ontvanger moet nog horen" in page
    assert ">verteld</span> 15 december 2026" in page
    assert "nog niet" in _text(officer)
    operations.settle_contest(
        Contest.objects.get().code, reason="Wij vroegen het na, het klopt.", access=access
    )
    assert Notice.objects.count() == 4
    of_person = _text(director, f"/verzoeken/{request}/verstrekkingen/")
    assert of_person.count("Bericht is verstuurd") == 3


def test_receipt_recall_and_taking_back(director: Client, access: Access) -> None:
    code = operations.register_disclosure(BY_HAND, access=access)
    by_desk = operations.record_disclosure(BY_DESK, access=access)
    assert _text(director).count("Neem vastlegging terug") == 1
    assert director.post(f"/verstrekkingen/{code}/ontvangen/").status_code == 302
    assert "ontvangen 15 december 2026" in _text(director)
    refused = director.post(f"/verstrekkingen/{by_desk}/terugnemen/")
    assert refused.status_code == 422
    assert director.post(f"/verstrekkingen/{by_desk}/terugroepen/").status_code == 302
    assert "teruggeroepen" in _text(director)
    assert "Wij roepen dit terug" in _text(director)
    assert director.post(f"/verstrekkingen/{by_desk}/terugroepen/").status_code == 422
    assert director.post(f"/verstrekkingen/{code}/terugnemen/").status_code == 302
    assert list(Disclosure.objects.values_list("code", flat=True)) == [by_desk]
    assert director.post(f"/verstrekkingen/{code}/terugnemen/").status_code == 404
    deeds = set(LogLine.objects.values_list("action", flat=True))
    assert {"privacy.disclosure.take_back", "privacy.disclosure.receipt"} <= deeds


def test_nobody_takes_back_what_a_colleague_wrote_or_what_was_told_on(
    access: Access, open_door: OpenDoor, room: StandInRoom, ask
) -> None:
    room.hold(JIP)
    code = operations.register_disclosure(BY_HAND, access=access)
    with pytest.raises(NotAllowed, match="wie het vandaag opschreef"):
        operations.take_back_disclosure(code, access=open_door("a.ander"))
    operations.contest_record(
        ask(), room="networks", record="1", words="Dat klopt niet.", access=access
    )
    with pytest.raises(NotAllowed, match="voor er een bericht over is"):
        operations.take_back_disclosure(code, access=access)
    with pytest.raises(NotFound):
        operations.take_back_disclosure("0" * 16, access=access)


def test_the_overseer_reads_and_writes_nothing_and_others_read_nothing(
    officer: Client, sit, access: Access
) -> None:
    code = operations.register_disclosure(BY_HAND, access=access)
    page = _text(officer)
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "Leg vast wat u gaf" not in main
    assert "<form" not in main
    for deed in ("ontvangen/", "terugroepen/", "terugnemen/"):
        assert officer.post(f"/verstrekkingen/{code}/{deed}").status_code == 403
    assert officer.post("/verstrekkingen/nieuw/", GIVEN).status_code == 403
    for role, purpose in (("neighbourhood_officer", "deployment"), ("analyst", "deployment")):
        other = sit(f"x.{role}", role, purpose)
        answer = other.get("/verstrekkingen/")
        assert answer.status_code in (302, 403)
        assert "Reclassering" not in answer.content.decode()
    assert Disclosure.objects.get().receipt_on is None


def test_what_crossed_between_regimes_stands_below(director: Client, access: Access) -> None:
    crossing = Crossing(
        "wpg_received", "gdpr_public_task", "Wpg 20", "besluit 2026-7", "de groepsaanpak", "bon 3"
    )
    log_transfer(crossing, access=access)
    page = _text(director)
    for word in ("Wpg, ontvangen van de politie → AVG, publieke taak", "besluit 2026-7", "bon 3"):
        assert word in page


def test_older_ones_stand_behind_a_link_and_none_is_lost(
    access: Access, monkeypatch: pytest.MonkeyPatch, director: Client
) -> None:
    monkeypatch.setattr("zichtlijn.privacy.reports.rights.disclosures.MOST", 3)
    codes = [operations.record_disclosure(BY_DESK, access=access) for _ in range(8)]
    seen, before = [], None
    while True:
        page = disclosures_page(before=before, access=access)
        seen += [row.code for row in page.rows]
        if page.older is None:
            break
        before = page.older
    assert seen == codes[::-1]
    link = re.search(r'href="/verstrekkingen/(\?voor=\d+)"', _text(director))
    assert link
    assert "Toon de nieuwste" in _text(director, f"/verstrekkingen/{link[1]}")
    assert _text(director, "/verstrekkingen/?voor=zeppelin").count("Kenmerk") == 3


def test_no_list_without_its_line(access: Access, failing_log: None) -> None:
    with pytest.raises(LogUnavailable):
        fetch_newest_disclosures(before=None, most=3, access=access)
