"""The screens of persons: masked until asked, a name in no address, errors that keep what was typed."""

import re

import pytest
from django.test import Client
from tests.persons.table import FOURTEEN, seen, sit_down, written

from zichtlijn.audit.models import LogLine
from zichtlijn.persons import operations
from zichtlijn.persons.models import IdentityRecord, NamedObservation

WHY = "Zelfde jongen, ik sprak hem zelf."
FILLED = {"full_name": "Wiebren Zwaagstra", "birth_date": "2005-05-17", "address": "Lindelaan 12"}
SEEN = {
    "place": "Kolkplein",
    "when": "now",
    "part": "calming",
    "kind": "soothed",
    "text": "Stuurde twee jongeren weg.",
}


def html(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_without_accounts_the_room_says_how_to_make_one(browse, db):
    from zichtlijn.audit.access import Access  # noqa: F401 - nobody has one here

    for path in ("/personen/", "/personen/zoeken/", "/personen/nieuw/"):
        page = html(Client(headers={}).get(path))
        assert "Zo maakt u accounts" in page
        assert "zichtlijn accounts" in page


def test_without_a_table_the_purpose_is_asked_first(table, browse):
    browser = browse(table.police)
    session = browser.session
    session.clear()
    session.save()
    answer = browser.get("/personen/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/doel/?next=%2Fpersonen%2F"


def test_an_empty_table_says_what_would_fill_it(table, browse):
    browser = browse(table.police)
    assert "Nog niemand." in html(browser.get("/personen/bekend/"))
    assert "Er wacht niets" in html(browser.get("/personen/"))


def test_a_form_brings_somebody_to_the_table_and_shows_no_name(table, browse):
    browser = browse(table.youth)
    answer = browser.post("/personen/nieuw/", FILLED)
    record = IdentityRecord.objects.get()
    assert answer.headers["Location"] == f"/personen/kaart/{record.pk}/bewaard/"
    for path in (
        "/personen/",
        "/personen/bekend/",
        f"/personen/kaart/{record.pk}/",
        answer.headers["Location"],
    ):
        page = html(browser.get(path))
        assert "Zwaagstra" not in page
        assert "Lindelaan" not in page
    assert "W.Z. 2005" in html(browser.get("/personen/bekend/"))


def test_a_name_is_shown_to_the_officer_who_asks_and_logged(table, browse):
    code = written(table, "Wiebren Zwaagstra")
    browser = browse(table.police)
    assert "Wiebren Zwaagstra" not in html(browser.get(f"/personen/kaart/{code}/"))
    page = html(browser.post(f"/personen/kaart/{code}/toon/"))
    assert "Wiebren Zwaagstra" in page
    assert '<body class="zl-page--named"' in page  # a name changes the paper
    assert "zl-page--named" not in html(browser.get(f"/personen/kaart/{code}/"))
    line = LogLine.objects.filter(action="persons.person.show").get()
    assert (line.reader, line.decision, line.rule, line.count) == (
        table.police.reader,
        "allowed",
        "R26",
        1,
    )
    assert line.reason == "meeting"


def test_a_youth_worker_is_told_why_he_sees_no_name(table, browse):
    code = written(table, "Wiebren Zwaagstra")
    page = html(browse(table.youth).post(f"/personen/kaart/{code}/toon/"))
    assert "In uw rol ziet u hier geen naam" in page
    assert "Zwaagstra" not in page


def test_what_is_not_there_and_what_may_not_be_seen_sound_alike(table, browse):
    code = written(table)
    stranger = browse(table.stranger)
    theirs, nowhere = (stranger.get(f"/personen/kaart/{record}/") for record in (code, "0" * 32))
    assert (theirs.status_code, nowhere.status_code) == (403, 403)
    mine = browse(table.police)
    IdentityRecord.objects.update(contested=True)
    contested, nowhere = (mine.get(f"/personen/kaart/{record}/") for record in (code, "0" * 32))
    assert contested.status_code == nowhere.status_code == 403
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", html(contested)).replace(code, "0" * 32) == token.sub("", html(nowhere))


def test_a_note_on_a_phone_is_kept_and_taken_back(table, browse):
    code = written(table)
    browser = browse(table.youth)
    browser.post(f"/personen/kaart/{code}/waarneming/", SEEN)
    kept = NamedObservation.objects.get()
    page = html(browser.get(f"/personen/kaart/{code}/"))
    assert "Kalmerend, iemand suste" in page
    browser.post(f"/personen/waarneming/{kept.pk}/terugnemen/")
    assert not NamedObservation.objects.exists()


def test_a_text_is_asked_back_with_what_was_found_and_stays_in_its_field(table, browse):
    code = written(table)
    text = "Een Marokkaanse jongen suste de ruzie."
    answer = browse(table.youth).post(f"/personen/kaart/{code}/waarneming/", {**SEEN, "text": text})
    page = html(answer)
    assert answer.status_code == 422
    assert "Er staat “Marokkaanse”." in page
    assert text in page
    assert not NamedObservation.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [({"full_name": ""}, "Vul een naam in."), ({"birth_date": "2020-01-01"}, "onder de 12"), ({"birth_date": "2005-02-31"}, "bestaat niet"),
     ({"full_name": "Jan 111222333"}, "geen cijfer"), ({"birth_date": "1870-01-01"}, "kan niet kloppen")],
)  # fmt: skip
def test_wrong_input_gets_a_sentence_and_nothing_is_kept(table, browse, change, said):
    answer = browse(table.youth).post("/personen/nieuw/", {**FILLED, **change})
    assert answer.status_code in {403, 422}
    assert said in html(answer)
    assert not IdentityRecord.objects.exists()


@pytest.mark.parametrize("change", [{"part": ""}, {"kind": "score"}, {"place": " "}, {"when": "other"}, {"when": "other", "observed_at": "gisteren"},
                                    {"when": "other", "observed_at": "2031-01-01T10:00"}])  # fmt: skip
def test_a_note_that_is_not_whole_is_not_kept(table, browse, change):
    code = written(table)
    answer = browse(table.youth).post(f"/personen/kaart/{code}/waarneming/", {**SEEN, **change})
    assert answer.status_code == 422
    assert "Er is nog niets bewaard" in html(answer)
    assert not NamedObservation.objects.exists()


def test_two_people_join_in_two_browsers_and_a_third_undoes_it(table, browse):
    one, other = (
        written(table, "Jorrit Wijbenga"),
        written(table, "Jorrit Wybenga", by=table.police),
    )
    first, second, third = browse(table.youth), browse(table.police), browse(table.director)
    page = html(first.get("/personen/"))
    a, b = sorted((one, other))
    assert f"/personen/naast/{a}/{b}/" in page
    assert "achternaam anders gespeld" in page
    proposed = first.post(f"/personen/naast/{a}/{b}/", {"deed": "propose", "reason": WHY})
    joining = proposed.headers["Location"]
    assert "Bevestig: dezelfde persoon" not in html(first.get(joining))
    assert "Bevestig: dezelfde persoon" in html(second.get(joining))
    assert second.post(joining, {"deed": "confirm", "reason": WHY}).status_code == 302
    assert "2 registraties, door mensen samengevoegd" in html(third.get(f"/personen/kaart/{one}/"))
    shown = html(second.post(joining, {"deed": "show"}))
    assert "Jorrit Wijbenga" in shown
    assert WHY in shown
    assert third.post(joining, {"deed": "undo", "reason": "Toch een ander."}).status_code == 302
    assert "Eén registratie." in html(third.get(f"/personen/kaart/{one}/"))


def test_a_joining_without_a_reason_is_asked_again(table, browse):
    a, b = sorted((written(table), written(table, by=table.police)))
    answer = browse(table.youth).post(
        f"/personen/naast/{a}/{b}/", {"deed": "propose", "reason": ""}
    )
    assert answer.status_code == 422
    assert "Geef een reden." in html(answer)


def test_a_search_is_posted_and_answers_masked(table, browse):
    written(table, "Wiebren Zwaagstra")
    browser = browse(table.director)
    page = html(
        browser.post(
            "/personen/zoeken/",
            {"full_name": "zwaagstra", "birth_date": "2005-05-17", "address": ""},
        )
    )
    assert "W.Z. 2005" in page
    assert "Wiebren" not in page
    one_field = browser.post("/personen/zoeken/", {"full_name": "zwaagstra"})
    assert one_field.status_code == 422
    assert "Vul er twee in" in html(one_field)
    assert "W.Z." not in html(one_field)


def test_a_child_waits_and_another_organisation_signs_on_the_screen(table, browse):
    code = written(table, born=FOURTEEN)
    mine, theirs = browse(table.youth), browse(table.police)
    assert "Teken voor deze registratie" not in html(mine.get(f"/personen/kaart/{code}/"))
    assert "Bekijk en teken" in html(theirs.get("/personen/"))
    assert theirs.post(f"/personen/kaart/{code}/akkoord/").status_code == 302
    assert IdentityRecord.objects.get().state == "standing"
    kept = operations.write_observation(seen(), record_id=code, access=table.youth)
    assert "Teken voor deze waarneming" in html(theirs.get("/personen/"))
    theirs.post(f"/personen/waarneming/{kept.code}/akkoord/")
    assert NamedObservation.objects.get().state == "standing"


def test_an_enforcement_officer_writes_and_is_shown_nobody(table, browse):
    browser = browse(table.officer)
    kept = browser.post("/personen/nieuw/", FILLED)
    assert kept.status_code == 302, html(kept)
    assert "Wat wilt u nu?" in html(browser.get(kept.headers["Location"]))
    record = IdentityRecord.objects.get()
    assert browser.post(f"/personen/kaart/{record.pk}/waarneming/", SEEN).status_code == 302
    told = browser.get("/personen/")
    assert told.status_code == 200
    assert "Zoeken kan niet, en u krijgt niemand te zien" in html(told)
    assert "/personen/zoeken/" not in html(told)
    for answer in (
        browser.get("/personen/bekend/"),
        browser.get("/personen/zoeken/"),
        browser.get(f"/personen/kaart/{record.pk}/"),
        browser.post(f"/personen/kaart/{record.pk}/toon/"),
    ):
        assert answer.status_code == 403
    assert browser.post(f"/personen/kaart/{record.pk}/terugnemen/").status_code == 302
    assert not IdentityRecord.objects.exists()


def test_the_card_leads_who_takes_requests_to_the_request_of_this_person(table, browse):
    code = written(table)
    link = f"%2Fverzoeken%2Fnieuw%2F%3Fpersoon%3D{code}"
    director = browse(table.director)
    assert f'href="/doel/?next={link}"' in html(director.get(f"/personen/kaart/{code}/"))
    chosen = {"doel": "data_subject_right", "reden": "inform"}
    onward = director.post("/doel/kiezen/", {**chosen, "next": f"/verzoeken/nieuw/?persoon={code}"})
    assert code in html(director.get(onward.headers["Location"]))
    for other in (table.police, table.youth):
        assert "/verzoeken/nieuw/" not in html(browse(other).get(f"/personen/kaart/{code}/"))


def test_before_step_2b_the_room_is_shut(browse, db):
    early = sit_down(gate="step_2A")
    answer = browse(early.police).get("/personen/")
    assert answer.status_code == 403
    assert "2B" in html(answer)
