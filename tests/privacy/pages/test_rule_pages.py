"""The rule table as a page: read by all, changed by two."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.privacy.town import hold

from zichtlijn.privacy.models import Proposal, RuleVersion
from zichtlijn.privacy.policies.rules.shipped import read_shipped_rules
from zichtlijn.privacy.queries.rules import fetch_ruling_number
from zichtlijn.privacy.terms.asking import Asker

Browse = Callable[[Asker], Client]


@pytest.fixture
def jurist(browse: Browse) -> Client:
    return browse(hold("policy_officer"))


@pytest.fixture
def second(browse: Browse) -> Client:
    return browse(hold("process_director"))


def _upload(browser: Client, content: bytes, reason: str = "besluit van het college"):
    file = SimpleUploadedFile("regels.csv", content, content_type="text/csv")
    return browser.post("/regels/voorstel/", {"bestand": file, "reden": reason})


CHANGED = read_shipped_rules().replace(b"AVG recital 38 [K]", b"AVG recital 38")


def test_everybody_reads_the_rules_each_with_its_own_place_and_ground(
    client: Client, db: None
) -> None:
    page = client.get("/regels/").content.decode()
    for number in range(1, 41):
        assert f'id="R{number:02}"' in page
    assert "Een kind onder de 12 jaar" in page
    assert "ECLI:NL:RBMNE:2020:4507" in page
    assert "Verander R02" not in page
    found = client.get("/regels/", {"zoek": "victim"}).content.decode()
    assert "1 van 40 regels" in found
    assert client.get("/regels/", {"zoek": "zeppelin"}).content.decode().count("<tr") == 0


def test_the_file_that_is_fetched_is_the_table_that_rules(client: Client, db: None) -> None:
    assert client.get("/regels/regels.csv").content == read_shipped_rules()


def test_a_jurist_hands_in_a_file_and_somebody_else_confirms_it(
    jurist: Client, second: Client
) -> None:
    done = _upload(jurist, CHANGED)
    assert done.headers["Location"] == "/regels/versies/"
    own = jurist.get("/regels/versies/").content.decode()
    assert "Dit is uw voorstel" in own
    assert "Bevestig deze verandering" not in own
    code = Proposal.objects.get().code
    assert "besluit van het college" in second.get("/regels/versies/").content.decode()
    refused = jurist.post(f"/regels/voorstel/{code}/besluit/", {"besluit": "bevestig"})
    assert refused.status_code == 403
    assert "Een eigen voorstel" in refused.content.decode()
    second.post(f"/regels/voorstel/{code}/besluit/", {"besluit": "bevestig"})
    assert fetch_ruling_number() == 2
    page = second.get("/regels/versies/").content.decode()
    assert "Versie 2" in page
    assert "AVG recital 38; finding" in second.get("/regels/").content.decode()
    assert second.get("/regels/regels.csv").content == CHANGED


def test_a_file_that_contradicts_itself_is_handed_back_with_the_sentence(jurist: Client) -> None:
    contradicting = read_shipped_rules().replace(b"write,age=16_plus", b"write,")
    answer = _upload(jurist, contradicting, reason="zo moet het")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "R28 en regel R29 spreken elkaar tegen" in page
    assert "zo moet het" in page
    assert not RuleVersion.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"geen,tabel\n1,2\n", b"x" * 1_000_001])
def test_what_is_no_table_is_handed_back(jurist: Client, content: bytes) -> None:
    assert _upload(jurist, content).status_code == 422


def test_nothing_handed_in_is_said(jurist: Client) -> None:
    answer = jurist.post("/regels/voorstel/", {"reden": "x"})
    assert "Kies eerst een bestand" in answer.content.decode()
    assert jurist.get("/regels/voorstel/").status_code == 200


def test_one_row_is_changed_in_a_form(jurist: Client, second: Client) -> None:
    form = jurist.get("/regels/R26/veranderen/").content.decode()
    assert 'name="gate" value="step_2B|step_3|step_4|step_5|step_6|step_7"' in form
    wrong = jurist.post("/regels/R26/veranderen/", {"gate": "step_9", "reden": "x"})
    assert wrong.status_code == 422
    assert 'value="step_9"' in wrong.content.decode()
    done = jurist.post("/regels/R26/veranderen/", {"gate": "step_3|step_4", "reden": "later namen"})
    assert done.status_code == 302
    code = Proposal.objects.get().code
    second.post(f"/regels/voorstel/{code}/besluit/", {"besluit": "weiger"})
    assert fetch_ruling_number() == 1
    assert "Er wacht geen voorstel" in second.get("/regels/versies/").content.decode()


def test_a_row_that_is_not_there_and_a_role_that_may_not_are_told(
    browse: Browse, jurist: Client
) -> None:
    assert jurist.get("/regels/R99/veranderen/").status_code == 404
    analyst = browse(hold("analyst"))
    assert "Verander R26" not in analyst.get("/regels/").content.decode()
    answer = analyst.post("/regels/R26/veranderen/", {"gate": "step_3", "reden": "x"})
    assert answer.status_code == 422
    assert "Uw rol verandert de regels niet" in answer.content.decode()
    assert _upload(analyst, CHANGED).status_code == 422
