"""The pages of a desk with accounts: who may not see a picture reads one sentence, and no more."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.networks.rules.round_table import Seats, bring, compute, confirm
from tests.privacy.test_worlds import _look as look
from tests.privacy.test_worlds import browser
from tests.privacy.town import enter, hold

from zichtlijn.audit.access import Access
from zichtlijn.networks import models
from zichtlijn.networks.operations import Workshop
from zichtlijn.privacy.models import ShownSubjects
from zichtlijn.privacy.terms.asking import Asker

__all__ = ["browser"]

Open = Callable[[Access], Client]
GONE = "Dit is er niet, of u mag het niet zien."


@pytest.fixture
def client_of(browser: Callable[[Asker, str], Client], monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setattr(Workshop, "wake", lambda _: None)

    def open_browser(access: Access) -> Client:
        return browser(Asker(access.reader, access.role, access.organisation), access.opening)

    return open_browser


def _pages(seats: Seats) -> Iterator[str]:
    edition, delivery = (
        f"/netwerken/edities/{seats.edition}/",
        f"/netwerken/leveringen/{seats.delivery}/",
    )
    yield from (edition, f"{edition}tekening.json", f"{edition}voortgang/", delivery)
    yield from (f"{edition}groepen/G1/", f"{edition}signalen/1/", f"{edition}banden/1-2/")
    yield from (f"{delivery}intrekken/", f"{delivery}rekenen/", f"{delivery}geweigerd.csv")
    yield f"{edition}uitvoer/"


def test_who_has_another_table_gets_a_page_that_says_no(seats: Seats, client_of: Open) -> None:
    stranger = client_of(seats.stranger)
    answers = {page: stranger.get(page) for page in _pages(seats)}
    assert {page for page, answer in answers.items() if answer.status_code != 403} == set()
    export = answers.pop(f"/netwerken/edities/{seats.edition}/uitvoer/")
    assert GONE not in export.content.decode()  # no officer exports, whatever there is
    said = {page for page, answer in answers.items() if GONE in answer.content.decode()}
    assert said == set(answers)


def test_who_chose_no_purpose_is_asked_for_one(seats: Seats, client_of: Open) -> None:
    newcomer = client_of(enter(hold("youth_worker")))
    for page in _pages(seats):
        answer = newcomer.get(page)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/doel/")


def test_who_brings_no_pictures_hears_it_before_a_file_is_chosen(
    seats: Seats, client_of: Open
) -> None:
    page = "/netwerken/nieuw/"
    asked = (seats.youth, seats.police, seats.director, seats.analyst, seats.guard)
    answers = [client_of(who).get(page).status_code for who in asked]
    assert answers == [200, 200, 200, 403, 403]
    newcomer = enter(hold("youth_worker"))
    assert client_of(newcomer).get(page).headers["Location"].startswith("/doel/")


def test_a_full_hour_is_answered_with_a_sentence_and_429(seats: Seats, client_of: Open) -> None:
    ShownSubjects.objects.create(
        account=seats.youth.reader, role="youth_worker", shown_at=seats.youth.moment, number=60
    )
    answer = client_of(seats.youth).get(f"/netwerken/edities/{seats.edition}/")
    assert answer.status_code == 429
    assert "Dat is het meeste voor uw rol" in answer.content.decode()


def test_the_whole_way_of_a_file_that_leaves(seats: Seats, client_of: Open) -> None:
    page = f"/netwerken/edities/{seats.edition}/uitvoer/"
    delivery = f"/netwerken/leveringen/{seats.delivery}/"
    analyst, police = client_of(seats.analyst), client_of(seats.police)
    assert "Voor welke organisatie is het bestand?" in analyst.get(page).content.decode()
    asked = {"vorm": "ties", "ontvanger": "police", "vraag": "1"}
    assert analyst.post(page, asked).status_code == 302
    shown = police.get(delivery).content.decode()
    assert "wil een bestand meenemen: Banden, CSV, voor de politie." in shown
    form = shown[shown.index(f"{delivery}voorstellen/") :].split('"')[0]
    assert police.post(form, {"besluit": "bevestig"}).status_code == 302
    assert "Klaar om op te halen" in analyst.get(page).content.decode()
    file = analyst.post(page, {"vorm": "ties", "ontvanger": "police"})
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "de politie" in analyst.get(delivery).content.decode()
    assert analyst.post(page, {"vorm": "ties", "ontvanger": "police"}).status_code == 403


def test_the_whole_way_of_a_file_that_comes_in(seats: Seats, client_of: Open) -> None:
    youth, police = client_of(seats.youth), client_of(seats.police)
    mine = bring(seats.youth)
    delivery = f"/netwerken/leveringen/{mine}/"
    assert "wacht op iemand van een andere organisatie" in youth.get(delivery).content.decode()
    refused = youth.post(f"{delivery}rekenen/", {
        "peildatum": "2026-11-20", "stap": "month", "methode": "auto", "halfwaardetijd": "90",
        "grootste": "30", "toeval": "0.05", "herhalingen": "2", "begingetal": "1",
    })  # fmt: skip
    assert (refused.status_code, models.Edition.objects.filter(delivery=mine).count()) == (422, 0)
    shown = police.get(delivery).content.decode()
    form = shown[shown.index(f"{delivery}voorstellen/") :].split('"')[0]
    assert police.post(form, {"besluit": "bevestig"}).status_code == 302
    assert "wacht op iemand" not in youth.get(delivery).content.decode()
    assert "Vernietig deze levering" in youth.get(f"{delivery}intrekken/").content.decode()
    guard = client_of(seats.guard)
    assert "Vraag een tweede persoon" in guard.get(f"{delivery}intrekken/").content.decode()
    assert guard.post(f"{delivery}intrekken/").status_code == 302
    assert models.Delivery.objects.filter(pk=mine).exists()


def test_what_may_not_be_seen_changes_not_one_byte(seats: Seats, client_of: Open) -> None:
    """Two worlds that differ in deliveries of another table look the same to him."""
    hidden = bring(seats.stranger)
    confirm_elsewhere = models.Delivery.objects.filter(pk=hidden)
    confirm_elsewhere.update(proposal="")
    edition = compute(hidden, seats.stranger)
    looker = client_of(seats.analyst)
    there = list(_pages(seats._replace(delivery=hidden, edition=edition)))
    pages = ["/netwerken/", f"/netwerken/leveringen/{seats.delivery}/", *there]
    before = {page: look(looker, page) for page in pages}
    for page in there:
        away = page.replace(f"/{hidden}/", "/999999/").replace(f"/{edition}/", "/999999/")
        nowhere = repr(look(looker, away)).replace("/999999/", page.split("/")[3].join("//"))
        assert nowhere == repr(before[page]), page
    ways = (
        lambda: confirm_elsewhere.update(title="Een andere plek", rejected_rows=8),
        lambda: models.Presence.objects.filter(delivery=hidden).update(contested=True),
        lambda: models.Presence.objects.filter(person="dia").update(person="eva"),
        lambda: bring(seats.stranger),
        lambda: models.Edition.objects.filter(delivery=hidden).delete(),
        confirm_elsewhere.delete,
    )
    differ = []
    for way in ways:
        way()
        differ += [page for page in pages if look(looker, page) != before[page]]
    print(f"{len(differ)} of {len(ways) * len(pages)} looks differ")
    assert differ == []
    assert sum(status == 200 for status, _, _ in before.values()) == 2
    mine = bring(seats.youth)  # the comparison is not blind
    confirm(mine, seats.police)
    assert look(looker, "/netwerken/") != before["/netwerken/"]
