"""How long what stays, as a page: read by all, changed by two within the law."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.privacy.town import hold

from zichtlijn.privacy.models import Proposal
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.terms.asking import Asker

Browse = Callable[[Asker], Client]
CHANGE = "/regels/termijnen/B32/"
SHORTER = {
    "narrow_months": "", "remove_months": "", "destroy_months": "12", "months_after_closing": "",
    "most_extra_months": "12", "ground": "AVG 5 lid 2 en 19",
    "in_words": "Wie wat van ons kreeg, blijft een jaar te zien.", "reden": "<b>een jaar</b> volstaat",
}  # fmt: skip


@pytest.fixture
def jurist(browse: Browse) -> Client:
    return browse(hold("policy_officer"))


@pytest.fixture
def second(browse: Browse) -> Client:
    return browse(hold("safety_adviser"))


def test_everybody_reads_each_term_with_its_ground(client: Client, db: None) -> None:
    page = client.get("/regels/termijnen/").content.decode()
    for number in range(1, 35):
        assert f'id="B{number:02}"' in page
    assert "zes maanden zichtbaar" in page
    assert "Politiegegevens worden na hoogstens vijf jaar verwijderd" in page
    assert "Verander B10" not in page
    assert 'href="/regels/termijnen/"' in client.get("/regels/").content.decode()
    versions = client.get("/regels/termijnen/versies/").content.decode()
    assert "De tabel die bij Zichtlijn hoort." in versions
    assert "0 gegevens hebben hun dag van deze versie." in versions


def test_a_jurist_changes_a_term_and_somebody_in_another_role_confirms(
    jurist: Client, second: Client
) -> None:
    form = jurist.get(CHANGE).content.decode()
    assert 'name="destroy_months" value="24"' in form
    assert jurist.post(CHANGE, SHORTER).headers["Location"] == "/regels/termijnen/versies/"
    own = jurist.get("/regels/termijnen/versies/").content.decode()
    assert "Neem uw voorstel terug" in own
    assert "Bevestig deze verandering" not in own
    asked = second.get("/regels/termijnen/versies/").content.decode()
    assert "&lt;b&gt;een jaar&lt;/b&gt; volstaat" in asked
    address = f"/regels/termijnen/voorstel/{Proposal.objects.get().code}/"
    refused = jurist.post(address, {"besluit": "bevestig"})
    assert (refused.status_code, "Een eigen voorstel" in refused.content.decode()) == (403, True)
    assert second.post(address, {"besluit": "bevestig"}).status_code == 302
    assert read_retention_table().version == 2
    page = second.get("/regels/termijnen/").content.decode()
    assert "blijft een jaar te zien" in page
    assert "Versie 2" in second.get("/regels/termijnen/versies/").content.decode()


@pytest.mark.parametrize("said", ["weiger", "terug"])
def test_a_proposal_is_refused_or_taken_back(jurist: Client, second: Client, said: str) -> None:
    jurist.post(CHANGE, SHORTER)
    address = f"/regels/termijnen/voorstel/{Proposal.objects.get().code}/"
    browser = second if said == "weiger" else jurist
    assert browser.post(address, {"besluit": said}).status_code == 302
    assert "Er wacht geen voorstel" in second.get("/regels/termijnen/versies/").content.decode()
    assert read_retention_table().version == 1


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"destroy_months": "veel"}, "Voer een geheel getal in."),
        ({"destroy_months": ""}, "Dit veld is verplicht."),
        ({"destroy_months": "-1"}, "minstens 0 is"),
        ({"in_words": "Wie wat van ons kreeg, blijft 24 maanden te zien."}, "Verander ook de zin"),
        ({"reden": ""}, "Dit veld is verplicht."),
    ],
)
def test_what_is_wrong_is_said_in_the_form_and_what_was_typed_stays(
    jurist: Client, other: dict[str, str], sentence: str
) -> None:
    answer = jurist.post(CHANGE, SHORTER | other)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "AVG 5 lid 2 en 19" in page
    assert not Proposal.objects.exists()


def test_the_limit_of_the_law_is_said_in_the_form(jurist: Client) -> None:
    asked = SHORTER | {"narrow_months": "12", "remove_months": "72", "destroy_months": "120"}
    answer = jurist.post("/regels/termijnen/B19/", asked | {"most_extra_months": "0"})
    assert answer.status_code == 422
    assert "Regel B19: Politiegegevens worden na hoogstens vijf jaar" in answer.content.decode()


def test_a_rule_that_is_not_there_and_a_role_that_may_not_are_told(
    browse: Browse, jurist: Client
) -> None:
    assert jurist.get("/regels/termijnen/B99/").status_code == 404
    analyst = browse(hold("analyst"))
    assert "Verander B32" not in analyst.get("/regels/termijnen/").content.decode()
    answer = analyst.post(CHANGE, SHORTER)
    assert answer.status_code == 422
    assert "Uw rol verandert de regels niet" in answer.content.decode()
