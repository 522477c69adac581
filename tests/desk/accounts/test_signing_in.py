"""Nobody comes in without two factors; what fails is counted, said plainly and logged."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.desk.accounts.people import Clock, Person, enrol, make_account

from zichtlijn.audit.models import LogLine

pytestmark = pytest.mark.django_db


def _deeds() -> list[tuple[str, str]]:
    return list(
        LogLine.objects.filter(action__startswith="desk.session").order_by("pk")
        .values_list("action", "reader")
    )  # fmt: skip


def test_without_an_account_the_desk_is_an_example_that_says_so(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Voorbeeld, alleen op deze machine" in page
    assert client.get("/").status_code == 200
    assert "zichtlijn accounts add" in client.get("/inloggen/").content.decode()


def test_from_the_first_account_on_every_page_asks_to_sign_in(client: Client, clock: Clock) -> None:
    assert client.get("/logboek/").status_code == 200
    make_account("noor.analist", role="", clock=clock)
    answer = client.get("/logboek/?kleur=groen")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/inloggen/?next=%2Flogboek%2F%3Fkleur%3Dgroen"
    for open_to_all in ["/inloggen/", "/help/", "/gezond/"]:
        assert client.get(open_to_all).status_code == 200


def test_password_and_code_open_the_desk_and_both_ends_are_logged(
    analyst: Person, clock: Clock
) -> None:
    browser = Client()
    LogLine.objects.count()
    analyst.sign_in(browser, clock=clock)
    assert browser.get("/").status_code == 200
    answer = browser.post("/inloggen/uit/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/").status_code == 302
    assert _deeds()[-2:] == [
        ("desk.session.begin", "noor.analist"),
        ("desk.session.end", "noor.analist"),
    ]


def test_a_password_alone_opens_nothing(analyst: Person, clock: Clock) -> None:
    browser = Client()
    browser.post("/inloggen/", {"username": analyst.name, "password": analyst.password})
    assert browser.get("/").status_code == 302
    assert browser.get("/inloggen/mijn-inlog/").status_code == 302


def test_a_code_counts_once(analyst: Person, clock: Clock) -> None:
    analyst.sign_in(Client(), clock=clock)
    thief = Client()
    thief.post("/inloggen/", {"username": analyst.name, "password": analyst.password})
    again = thief.post("/inloggen/code/", {"code": analyst.code(clock.moment)})
    assert again.status_code == 400
    assert "al gebruikt" in again.content.decode()


def test_a_recovery_code_counts_once(analyst: Person, clock: Clock) -> None:
    assert len(analyst.recovery_codes) == 10
    for expected in [302, 400]:
        browser = Client()
        browser.post("/inloggen/", {"username": analyst.name, "password": analyst.password})
        given = browser.post("/inloggen/code/", {"code": analyst.recovery_codes[0]})
        assert given.status_code == expected


def test_a_code_waits_ten_minutes_and_no_longer(analyst: Person, clock: Clock) -> None:
    browser = Client()
    browser.post("/inloggen/", {"username": analyst.name, "password": analyst.password})
    clock.turn(timedelta(minutes=11))
    late = browser.post("/inloggen/code/", {"code": analyst.code(clock.moment)})
    assert late.headers["Location"] == "/inloggen/"
    assert browser.get("/").status_code == 302


def test_five_wrong_passwords_lock_the_name_here_even_for_the_right_one(analyst: Person) -> None:
    browser = Client()
    answers = [
        browser.post("/inloggen/", {"username": analyst.name, "password": f"mis {number}"})
        for number in range(5)
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 400, 429]
    assert "Te veel pogingen" in answers[-1].content.decode()
    right = browser.post("/inloggen/", {"username": analyst.name, "password": analyst.password})
    assert right.status_code == 429
    actions = [action for action, _ in _deeds()][-6:]
    assert actions == ["desk.session.refuse"] * 4 + ["desk.session.lock"] * 2


def test_five_wrong_codes_lock_too(analyst: Person, clock: Clock) -> None:
    browser = Client()
    browser.post("/inloggen/", {"username": analyst.name, "password": analyst.password})
    answers = [browser.post("/inloggen/code/", {"code": f"00000{n}"}) for n in range(5)]
    assert answers[-1].status_code == 429
    clock.turn(timedelta(seconds=60))
    right = browser.post("/inloggen/code/", {"code": analyst.code(clock.moment)})
    assert right.status_code == 429
    assert browser.get("/").status_code == 302


def test_a_name_that_is_nobodys_is_answered_alike_and_never_logged(analyst: Person) -> None:
    typed = "mijn-geheime-wachtwoord"
    unknown = Client().post("/inloggen/", {"username": typed, "password": "iets"})
    known = Client().post("/inloggen/", {"username": analyst.name, "password": "iets"})
    assert unknown.status_code == known.status_code == 400
    assert "horen niet bij elkaar" in unknown.content.decode()
    assert _deeds()[-2:] == [
        ("desk.session.refuse", "onbekend account"),
        ("desk.session.refuse", analyst.name),
    ]
    assert not LogLine.objects.filter(reader=typed).exists()


def test_the_key_of_a_session_changes_at_sign_in(analyst: Person, clock: Clock) -> None:
    browser = Client()
    browser.post("/inloggen/", {"username": analyst.name, "password": analyst.password})
    half_way = browser.cookies["zichtlijn_zitting"].value
    clock.turn(timedelta(seconds=30))
    browser.post("/inloggen/code/", {"code": analyst.code(clock.moment)})
    assert browser.cookies["zichtlijn_zitting"].value != half_way
    thief = Client()
    thief.cookies["zichtlijn_zitting"] = half_way
    assert thief.get("/").status_code == 302


def test_what_was_asked_for_is_shown_after_signing_in(analyst: Person, clock: Clock) -> None:
    browser = Client()
    for asked, led in [("/help/", "/help/"), ("https://elders.example/", "/"), ("//elders", "/")]:
        words = {"username": analyst.name, "password": analyst.password, "next": asked}
        browser.post("/inloggen/", words)
        clock.turn(timedelta(seconds=30))
        code = {"code": analyst.code(clock.moment), "next": asked}
        assert browser.post("/inloggen/code/", code).headers["Location"] == led
        browser.post("/inloggen/uit/")


def test_an_invitation_counts_once_and_for_three_days(clock: Clock) -> None:
    person = enrol(make_account("eva.regisseur", role="process_director", clock=clock), clock=clock)
    words = {"username": person.name, "code": person.invitation}
    assert Client().post("/inloggen/uitnodiging/", words).status_code == 400
    late = make_account("te.laat", role="", clock=clock)
    words = {"username": late.name, "code": late.invitation.lower().replace("-", " ")}
    accepted = Client().post("/inloggen/uitnodiging/", words)
    assert accepted.status_code == 302
    clock.turn(timedelta(days=3, seconds=120))
    assert Client().post("/inloggen/uitnodiging/", words).status_code == 400


@pytest.mark.parametrize("weak", ["kort", "noor.analist", "password1234"])
def test_a_weak_password_is_refused_beside_its_field(weak: str, clock: Clock) -> None:
    person = make_account("noor.analist", role="", clock=clock)
    browser = Client()
    browser.post("/inloggen/uitnodiging/", {"username": person.name, "code": person.invitation})
    browser.get("/inloggen/instellen/")
    answer = browser.post("/inloggen/instellen/", {"password": weak, "code": "123456"})
    assert answer.status_code == 400
    assert 'id="id_password_fout"' in answer.content.decode()
