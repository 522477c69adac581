"""The pages of oversight, each in the browser of who may and who may not see it."""

from collections.abc import Callable

from django.test import Client
from tests.privacy.town import hold

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


def test_another_reader_is_turned_away(browse: Browse) -> None:
    page = browse(hold("neighbourhood_officer")).get("/toezicht/")
    assert "Waar u naar kunt vragen" not in page.content.decode()


def test_everybody_may_read_the_register_and_take_it_along(browse: Browse) -> None:
    client = browse(hold("mayor"))
    page, file = client.get("/toezicht/verwerkingen/"), client.get("/toezicht/verwerkingen.csv")
    assert "urn:zichtlijn:verwerking:persons:1" in page.content.decode()
    assert file["Content-Type"].startswith("text/csv")
    assert file.content.decode().count("urn:zichtlijn:verwerking:") == 7
