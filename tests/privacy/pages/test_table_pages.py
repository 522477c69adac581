"""Tables on the screen: set by who directs, seen by who sits there, moved and closed by two."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.privacy.town import TODAY, enter, hold, set_table, work

from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.analysis.titles import find_names
from zichtlijn.privacy.models import Membership, Proposal, Scope
from zichtlijn.privacy.operations.opening import choose_purpose
from zichtlijn.privacy.terms.access import CLOSED
from zichtlijn.privacy.terms.asking import Asker, NotAllowed
from zichtlijn.privacy.terms.tables import KEEPERS

Browse = Callable[[Asker], Client]
NEW = {
    "titel": "Kolkplein", "soort": "group", "doel": "youth_group_approach", "stap": "step_1",
    "einde": (TODAY + timedelta(days=200)).isoformat(), "convenant": "Convenant De Kolk 2026",
}  # fmt: skip
WHY = "De groep komt hier niet meer."


@pytest.fixture
def director(db: None) -> Asker:
    return hold("process_director", account="r.visser")


@pytest.fixture
def officer(db: None) -> Asker:
    return hold("neighbourhood_officer", account="w.dam")


@pytest.fixture
def adviser(db: None) -> Asker:
    return hold("safety_adviser", account="a.prins")


@pytest.fixture
def table(director: Asker, officer: Asker, adviser: Asker) -> str:
    """The address of a table at which three sit."""
    return f"/tafels/{set_table(director, officer, adviser).code}/"


def _scope() -> Scope:
    return Scope.objects.get()


def _text(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def _decide(browser: Client, table: str, said: str) -> int:
    code = Proposal.objects.latest("pk").code
    return browser.post(f"{table}voorstel/{code}/", {"besluit": said}).status_code


def test_who_sits_nowhere_reads_how_to_get_a_seat(browse: Browse, director: Asker) -> None:
    assert "Richt er een in" in _text(browse(director), "/tafels/")
    page = _text(browse(hold("youth_worker")), "/tafels/")
    assert "Vraag de procesregisseur om een plaats" in page
    assert "/tafels/nieuw/" not in page


def test_a_director_sets_a_table_sits_at_it_and_seats_somebody(
    browse: Browse, director: Asker, officer: Asker
) -> None:
    browser = browse(director)
    made = browser.post("/tafels/nieuw/", NEW).headers["Location"]
    assert _scope().regime == "gdpr_public_task"
    page = _text(browser, made)
    assert "Kolkplein" in page
    assert "Convenant De Kolk 2026" in page
    seat = {"wie": "neighbourhood_officer police w.dam", "tot": NEW["einde"]}
    assert 'value="neighbourhood_officer police w.dam"' in page
    assert browser.post(f"{made}plaats/", seat).status_code == 302
    assert "Kolkplein" in _text(browse(officer), "/tafels/")
    choose_purpose("youth_group_approach", scope=_scope().code, access=enter(officer))
    deeds = list(LogLine.objects.values_list("action", flat=True))
    assert {"privacy.scope.make", "privacy.member.seat", "privacy.scopes.list"} <= set(deeds)
    again = browser.post(f"{made}plaats/", seat)
    assert "zit in deze rol al aan tafel" in again.content.decode()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"titel": "Groep van Mohammed"}, "Dit lijkt een naam van een mens"),
        ({"titel": "Casus J. de Wit"}, "Dit lijkt een naam van een mens"),
        ({"titel": "Marokkaanse jongens Kolkplein"}, "Laat afkomst en huidskleur weg"),
        ({"convenant": "Afspraak met Fatima"}, "Dit lijkt een naam van een mens"),
        ({"einde": (TODAY + timedelta(days=367)).isoformat()}, "hoogstens een jaar verder"),
        ({"einde": TODAY.isoformat()}, "ligt na vandaag"),
        ({"einde": "2026-02-30"}, "Voer een geldige datum in"),
        ({"stap": "case_open"}, "hoort niet bij deze soort tafel"),
        ({"doel": "oversight"}, "Selecteer een geldige keuze"),
        ({"titel": ""}, "Dit veld is verplicht"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_and_nothing_is_kept(
    browse: Browse, director: Asker, other: dict[str, str], sentence: str
) -> None:
    answer = browse(director).post("/tafels/nieuw/", NEW | other)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Scope.objects.exists()


@pytest.mark.parametrize("role", [role for role in CLOSED["role"] if role not in KEEPERS])
def test_no_other_role_sets_a_table(browse: Browse, role: str, db: None) -> None:
    answer = browse(hold(role)).post("/tafels/nieuw/", NEW)
    assert answer.status_code == 422
    assert not Scope.objects.exists()


def test_who_has_no_seat_hears_the_same_as_when_there_is_no_table(
    browse: Browse, table: str
) -> None:
    stranger = browse(hold("process_director"))
    there = stranger.get(table)
    nowhere = stranger.get("/tafels/0000/")
    assert there.status_code == nowhere.status_code == 403
    assert "Deze groep of casus is er niet." in there.content.decode()
    assert "Plein" not in there.content.decode()
    for deed in ("plaats/", "opstaan/", "stap/", "sluiten/", "einde/", "terugnemen/"):
        answer = stranger.post(table + deed, {"wie": "analyst municipality x", "tot": "2027-01-01",
                                              "dag": "2027-01-01", "reden": WHY})  # fmt: skip
        assert answer.status_code == 403, deed


def test_the_data_protection_officer_sees_every_table_and_changes_none(
    browse: Browse, table: str
) -> None:
    guard = browse(hold("data_protection_officer"))
    assert "U ziet alle tafels" in _text(guard, "/tafels/")
    page = _text(guard, table)
    assert "w.dam" in page
    assert "<form method" not in page.partition("<main")[2].partition("</main>")[0]
    assert guard.post(f"{table}sluiten/", {"reden": WHY}).status_code == 403


def test_a_member_who_keeps_no_table_sees_it_and_gives_no_seat(
    browse: Browse, officer: Asker, table: str
) -> None:
    browser = browse(officer)
    page = _text(browser, table)
    assert "Geef plaats" not in page
    answer = browser.post(f"{table}opstaan/", {"wie": "r.visser"})
    assert answer.status_code == 403
    assert Membership.objects.filter(ended_at__isnull=True).count() == 3


def test_a_seat_is_taken_back_given_back_and_somebody_stays_who_keeps_the_table(
    browse: Browse, director: Asker, officer: Asker, table: str
) -> None:
    browser = browse(director)
    assert browser.post(f"{table}opstaan/", {"wie": "w.dam"}).status_code == 302
    page = _text(browser, table)
    assert "Wie hier zat" in page
    with pytest.raises(NotAllowed):
        choose_purpose("youth_group_approach", scope=_scope().code, access=enter(officer))
    until = Membership.objects.filter(account="w.dam").latest("pk").until.isoformat()
    back = {"wie": "neighbourhood_officer police w.dam", "tot": until}
    assert browser.post(f"{table}plaats/", back).status_code == 302
    assert "Wie hier zat" not in _text(browser, table)
    browser.post(f"{table}opstaan/", {"wie": "a.prins"})
    last = browser.post(f"{table}opstaan/", {"wie": "r.visser"})
    assert last.status_code == 422
    assert "iemand blijven die deze tafel beheert" in last.content.decode()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"wie": "analyst municipality niemand"}, "heeft deze rol niet"),
        ({"wie": "onzin"}, "Kies wie een plaats krijgt"),
        ({"tot": "2030-01-01"}, "niet later dan de tafel"),
        ({"tot": "2020-01-01"}, "niet voor gisteren"),
    ],
)
def test_a_seat_that_cannot_be_is_refused(
    browse: Browse, director: Asker, table: str, other: dict[str, str], sentence: str
) -> None:
    hold("youth_worker", account="j.werker")
    seat = {"wie": "youth_worker youth_work j.werker", "tot": "2026-12-31"}
    answer = browse(director).post(f"{table}plaats/", seat | other)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Membership.objects.count() == 3


def test_a_step_is_proposed_and_confirmed_by_another_organisation(
    browse: Browse, director: Asker, officer: Asker, adviser: Asker, table: str
) -> None:
    browser = browse(director)
    asked = {"stap": "step_3", "reden": "De namen zijn bekend en nodig."}
    assert browser.post(f"{table}stap/", asked | {"reden": "kort"}).status_code == 422
    assert browser.post(f"{table}stap/", asked | {"stap": "step_closed"}).status_code == 422
    assert browser.post(f"{table}stap/", asked).status_code == 302
    assert "Neem uw voorstel terug" in _text(browser, table)
    assert "De namen zijn bekend en nodig." in _text(browse(officer), table)
    assert _decide(browse(adviser), table, "bevestig") == 403  # the same organisation
    assert _decide(browse(officer), table, "bevestig") == 302
    assert _scope().gate == "step_3"


@pytest.mark.parametrize("role", ["enforcement_officer", "analyst", "policy_officer"])
def test_who_the_rules_give_no_say_in_steps_has_none(
    browse: Browse, director: Asker, role: str
) -> None:
    other = hold(role)
    address = f"/tafels/{set_table(director, other).code}/"
    assert "Stel deze stap voor" not in _text(browse(other), address)
    asked = {"stap": "step_3", "reden": "De namen zijn bekend en nodig."}
    assert browse(other).post(f"{address}stap/", asked).status_code == 403
    assert not Proposal.objects.exists()


def test_closing_takes_another_role_and_shuts_at_the_next_request(
    browse: Browse, director: Asker, officer: Asker, table: str
) -> None:
    working = work(officer, _scope())
    browser = browse(director)
    assert browser.post(f"{table}sluiten/", {"reden": WHY}).status_code == 302
    assert _decide(browser, table, "bevestig") == 403
    assert _decide(browse(officer), table, "bevestig") == 302
    assert (_scope().gate, _scope().ends_on) == ("step_closed", TODAY - timedelta(days=1))
    page = _text(browse(officer), table)
    assert "Deze tafel is gesloten" in page
    assert "Gesloten" in _text(browse(officer), "/tafels/")
    with pytest.raises(NotAllowed, match="afgesloten"):
        choose_purpose("youth_group_approach", scope=_scope().code, access=working)
    assert "privacy.scope.close" in LogLine.objects.values_list("action", flat=True)
    assert browser.post(f"{table}sluiten/", {"reden": WHY}).status_code == 422
    day = {"dag": (TODAY + timedelta(days=60)).isoformat(), "reden": "Zij zijn er weer."}
    assert browser.post(f"{table}einde/", day).status_code == 302
    assert _decide(browse(officer), table, "bevestig") == 302
    assert "Een groep voor aanpak van een jeugdgroep, nu op groep gesloten" in _text(browser, table)


def test_another_last_day_takes_another_organisation(
    browse: Browse, director: Asker, officer: Asker, adviser: Asker, table: str
) -> None:
    browser = browse(director)
    for day, sentence in (("", "Kies een dag"), ("2026-02-31", "Kies een dag"),
                          ("2029-01-01", "hoogstens een jaar verder")):  # fmt: skip
        refused = browser.post(f"{table}einde/", {"dag": day, "reden": WHY})
        assert (refused.status_code, sentence in refused.content.decode()) == (422, True)
    later = TODAY + timedelta(days=300)
    browser.post(f"{table}einde/", {"dag": later.isoformat(), "reden": WHY})
    assert _decide(browse(adviser), table, "bevestig") == 403
    assert _decide(browse(officer), table, "weiger") == 302
    assert _scope().ends_on != later
    browser.post(f"{table}einde/", {"dag": later.isoformat(), "reden": WHY})
    assert _decide(browser, table, "terug") == 302
    browser.post(f"{table}einde/", {"dag": later.isoformat(), "reden": WHY})
    assert _decide(browse(officer), table, "bevestig") == 302
    assert _scope().ends_on == later


@pytest.mark.parametrize(("days", "is_said"), [(30, True), (31, False), (0, True)])
def test_an_end_in_sight_is_said_thirty_days_before(
    browse: Browse, director: Asker, days: int, is_said: bool
) -> None:
    address = f"/tafels/{set_table(director, ends_on=TODAY + timedelta(days=days)).code}/"
    assert ("Deze tafel eindigt over" in _text(browse(director), address)) is is_said
    assert (f"nog {days} dag" in _text(browse(director), "/tafels/")) is is_said


def test_a_table_is_taken_back_the_same_day_while_nobody_worked_there(
    browse: Browse, director: Asker, officer: Asker
) -> None:
    browser = browse(director)
    made = browser.post("/tafels/nieuw/", NEW).headers["Location"]
    assert "Neem deze tafel terug" in _text(browser, made)
    assert browser.post(f"{made}terugnemen/").headers["Location"] == "/tafels/"
    assert not Scope.objects.exists()
    made = browser.post("/tafels/nieuw/", NEW).headers["Location"]
    work(director, _scope())
    refused = browser.post(f"{made}terugnemen/")
    assert (refused.status_code, Scope.objects.count()) == (422, 1)
    assert "Sluit de tafel" in refused.content.decode()


def test_a_proposal_of_another_table_is_none_of_this_one(
    browse: Browse, director: Asker, officer: Asker, table: str
) -> None:
    other = f"/tafels/{set_table(director, officer).code}/"
    browse(director).post(f"{table}sluiten/", {"reden": WHY})
    assert _decide(browse(officer), other, "bevestig") == 422
    assert not Scope.objects.filter(gate="step_closed").exists()


def test_a_place_that_carries_a_name_is_a_place() -> None:
    names = {"anne", "jan", "willem", "fatima"}
    places = ["Anne Frankplein", "Jan Steenstraat 4", "Willem de Zwijgerlaan", "Kolkplein",
              "Z-2026-114", "J.P. Coenstraat", "Station Noord"]  # fmt: skip
    people = ["Fatima", "groep Jan", "Anne en Willem", "J. de Wit", "J.P. van den Berg"]
    assert [title for title in places if find_names(title, given_names=names)] == []
    assert [title for title in people if not find_names(title, given_names=names)] == []
