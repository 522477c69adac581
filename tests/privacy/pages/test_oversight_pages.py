"""The pages of oversight, each in the browser of who may and who may not see it."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

from django.test import Client
from tests.privacy.town import hold

from zichtlijn.desk.accounts.gate import NEEDS_RECENT_FACTOR
from zichtlijn.privacy.models import Proposal, Restoration
from zichtlijn.privacy.terms.asking import Asker

Browse = Callable[[Asker], Client]


def test_the_data_protection_officer_finds_everything_on_one_page(browse: Browse) -> None:
    client = browse(hold("data_protection_officer"))
    client.post("/doel/kiezen/", {"doel": "oversight", "reden": "oversee"})
    page = client.get("/toezicht/")
    said = page.content.decode()
    assert page.status_code == 200
    assert "Niets is te laat." in said
    assert "Er valt niets op." in said


def test_the_page_tells_of_a_backup_that_was_put_back(browse: Browse) -> None:
    told = [["account", "done", 2], ["contest", "done", 1], ["emergency", "lost", 1]]
    Restoration.objects.create(
        restored_at=datetime(2026, 11, 22, 9, tzinfo=UTC), made_on=date(2026, 11, 1), told=told
    )
    client = browse(hold("data_protection_officer"))
    client.post("/doel/kiezen/", {"doel": "oversight", "reden": "oversee"})
    said = client.get("/toezicht/").content.decode()
    assert "Reservekopie van 1 nov 2026 teruggezet op 22 nov 2026 10:00" in said
    assert "Geef wie nog werkt een nieuwe uitnodiging." in said
    assert "Schrijf het verzoek opnieuw op" in said


def test_another_reader_is_turned_away(browse: Browse) -> None:
    page = browse(hold("neighbourhood_officer")).get("/toezicht/")
    assert "Waar u naar kunt vragen" not in page.content.decode()


def test_everybody_may_read_the_register_and_take_it_along(browse: Browse) -> None:
    client = browse(hold("mayor"))
    page, file = client.get("/toezicht/verwerkingen/"), client.get("/toezicht/verwerkingen.csv")
    assert "urn:zichtlijn:verwerking:persons:1" in page.content.decode()
    assert file["Content-Type"].startswith("text/csv")
    assert file.content.decode().count("urn:zichtlijn:verwerking:") == 7


def test_a_package_is_asked_confirmed_by_another_role_and_then_fetched(browse: Browse) -> None:
    officer, director = hold("data_protection_officer"), hold("process_director")
    first, second = browse(officer), browse(director)
    first.post("/doel/kiezen/", {"doel": "oversight", "reden": "oversee"})
    asked = {"van": "2026-11-01", "tot": "2026-11-23", "reden": "interne audit"}
    assert second.post("/toezicht/pakketten/", asked).status_code == 422  # not the officer
    assert first.post("/toezicht/pakketten/", asked | {"tot": ""}).status_code == 422
    assert first.post("/toezicht/pakketten/", asked).status_code == 302
    code = Proposal.objects.get(kind="privacy.audit_package").code
    address, verdict = f"/toezicht/pakketten/{code}.zip", f"/toezicht/pakketten/{code}/besluit/"
    assert first.post(address).status_code == 403  # nobody confirmed it
    assert first.post(verdict, {"besluit": "bevestig"}).status_code == 403  # his own
    assert "vraagt of dit pakket" in second.get("/toezicht/pakketten/").content.decode()
    assert second.post(verdict, {"besluit": "bevestig"}).status_code == 302
    assert second.post(address)["Location"].startswith("/doel/")  # not his, and no purpose
    assert "Haal dit pakket op" in first.get("/toezicht/pakketten/").content.decode()
    package = first.post(address)
    assert package["Content-Type"] == "application/zip"
    assert "index.html" in zipfile.ZipFile(io.BytesIO(package.content)).namelist()


def test_a_package_asks_a_recent_second_factor() -> None:
    assert "privacy:audit_package" in NEEDS_RECENT_FACTOR
