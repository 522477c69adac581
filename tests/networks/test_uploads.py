"""A file that is right becomes an edition; one that is wrong is refused whole, in a sentence."""

import gzip
import re
from base64 import b64decode
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from zichtlijn.networks import models
from zichtlijn.networks.operations import Workshop

HEAD = "observation_id,observed_at,person,source,part,place\n"
GOOD = (
    HEAD
    + "w1,2026-10-01,a,jongerenwerk,present,Plein\nw1,2026-10-01,b,jongerenwerk,calming,Plein\n"
)
TOMORROW = (timezone.now() + timedelta(days=2)).date().isoformat()  # noqa: TID251 - as the door reads it
BOMB = gzip.compress(HEAD.encode() + b"w1,2026-10-01," + b"a" * 30_000_000, 9)

WRONG = {
    # name of the case: file name, bytes, a word of the sentence
    "an empty file": ("leeg.csv", b"", "leeg"),
    "a header without rows": ("kop.csv", HEAD.encode(), "geen rijen"),
    "another delimiter": ("punt.csv", GOOD.replace(",", ";").encode(), "komma"),
    "an old Windows file": ("oud.csv", (GOOD + "w2,2026-10-02,a,stra\xdf,present,Plein\n").encode("cp1252"), "UTF-8"),
    "a date to come": ("later.csv", (HEAD + f"w1,{TOMORROW},a,x,present,Plein\n").encode(), "toekomst"),
    "one person twice": ("dubbel.csv", (GOOD + "w1,2026-10-01,a,jongerenwerk,present,Plein\n").encode(), "staat al op regel"),
    "a column of names": ("namen.csv", GOOD.replace("place", "achternaam").encode(), "kolom met namen"),
    "a bomb": ("bom.csv.gz", BOMB, "regel"),
    "no table at all": ("foto.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), ""),
    "a wrong part": ("rol.csv", GOOD.replace("calming", "leider").encode(), "part"),
    "half a Parquet": ("half.parquet", b"PAR1 and no more", ""),
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "wake", _stay_asleep)


def _stay_asleep(_: Workshop) -> None:
    pass


def _send(client: Client, name: str, content: bytes, **choices: object) -> object:
    form = {
        "bestand": SimpleUploadedFile(name, content),
        "bewaren_tot": (timezone.now() + timedelta(days=90)).date().isoformat(),  # noqa: TID251 - as the door reads it
        "tijdzone": "Europe/Amsterdam",
        "stap": "month",
        "methode": "auto",
        "halfwaardetijd": "90",
        "grootste": "30",
        "toeval": "0.05",
        "herhalingen": "20",
        "begingetal": "1",
        **choices,
    }
    return client.post("/netwerken/nieuw/", form)


def _kept() -> list[int]:
    tables = (models.Delivery, models.Observation, models.Presence, models.Edition)
    return [table.objects.count() for table in tables]


def _text(page: object) -> str:
    body = page.content.decode()  # type: ignore[attr-defined]
    main = body[body.index("<main") : body.index("</main>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


@pytest.mark.django_db
def test_a_file_that_is_right_is_kept_and_queued(client: Client) -> None:
    answer = _send(client, "goed.csv", GOOD.encode(), titel="De Kolk")
    assert answer.status_code == 302
    assert _kept() == [1, 1, 2, 1]
    delivery = models.Delivery.objects.get()
    assert (delivery.title, delivery.rows, delivery.kind) == ("De Kolk", 2, "upload")
    edition = models.Edition.objects.get()
    assert answer.url == f"/netwerken/edities/{edition.pk}/"
    assert edition.as_of.isoformat() == "2026-10-01"


@pytest.mark.django_db
def test_a_day_that_has_not_come_is_refused_and_nothing_is_kept(client: Client) -> None:
    answer = _send(client, "goed.csv", GOOD.encode(), peildatum="2999-01-01")
    assert answer.status_code == 422
    assert "Deze dag ligt in de toekomst" in _text(answer)
    assert _kept() == [0, 0, 0, 0]


@pytest.mark.django_db
def test_a_day_before_the_first_sight_is_refused_and_nothing_is_kept(client: Client) -> None:
    answer = _send(client, "goed.csv", GOOD.encode(), peildatum="2026-09-30")
    assert answer.status_code == 422
    assert "Kies een peildatum vanaf 01-10-2026." in _text(answer)
    assert _kept() == [0, 0, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_wrong_is_refused_whole_with_a_sentence(client: Client, case: str) -> None:
    name, content, word = WRONG[case]
    answer = _send(client, name, content)
    assert answer.status_code == 422
    assert word.lower() in _text(answer).lower()
    assert "Traceback" not in answer.content.decode()
    assert _kept() == [0, 0, 0, 0]


@pytest.mark.django_db
def test_what_was_typed_stays_when_a_file_is_refused(client: Client) -> None:
    answer = _send(client, "leeg.csv", b"", titel="De Kolk", halfwaardetijd="45")
    body = answer.content.decode()
    assert 'value="De Kolk"' in body
    assert 'value="45"' in body


@pytest.mark.django_db
def test_every_refused_row_is_on_offer_as_a_file(client: Client) -> None:
    rows = "".join(f"w{i},2026-10-01,,jongerenwerk,present,Plein\n" for i in range(30))
    answer = _send(client, "slecht.csv", (GOOD + rows).encode())
    packed = re.search(
        r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', answer.content.decode()
    )
    assert packed
    offered = b64decode(packed[1]).decode().splitlines()
    assert offered[0] == "line,column,value,reason"
    assert len(offered) == 31
    assert "Aantal regels dat niet klopt: 30." in _text(answer)
    assert _kept() == [0, 0, 0, 0]


@pytest.mark.django_db
def test_bad_rows_can_be_left_out_and_are_counted_and_kept_for_the_supplier(client: Client) -> None:
    answer = _send(
        client, "half.csv", (GOOD + "w9,2026-10-01,,x,present,Plein\n").encode(), sla_over="on"
    )
    assert answer.status_code == 302
    delivery = models.Delivery.objects.get()
    assert (delivery.rows, delivery.rejected_rows) == (2, 1)
    offered = client.get(f"/netwerken/leveringen/{delivery.pk}/geweigerd.csv")
    assert offered.content.decode().startswith("line,column,value,reason\n4,person,")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bewaren_tot", "2020-01-01"),
        ("bewaren_tot", "2099-01-01"),
        ("bewaren_tot", "morgen"),
        ("tijdzone", "Oeverdam/Kolk"),
        ("halfwaardetijd", "0"),
        ("grootste", "1"),
        ("toeval", "1"),
        ("stap", "jaar"),
        ("begingetal", "x"),
    ],
)
def test_a_wrong_choice_is_refused_beside_its_field(client: Client, field: str, value: str) -> None:
    answer = _send(client, "goed.csv", GOOD.encode(), **{field: value})
    assert answer.status_code == 422
    assert _kept() == [0, 0, 0, 0]


@pytest.mark.django_db
def test_a_crowd_is_read_and_an_impossible_crowd_is_refused(client: Client) -> None:
    def crowd(people: int) -> bytes:
        rows = (f"w1,2026-10-01,p{i},x,present,Plein\n" for i in range(people))
        return (HEAD + "".join(rows)).encode()

    refused = _send(client, "miljoen.csv", crowd(10_001))
    assert refused.status_code == 422
    assert "meer dan 10.000 kan niet" in _text(refused)
    assert _kept() == [0, 0, 0, 0]
    assert _send(client, "menigte.csv", crowd(10_000)).status_code == 302
    assert _kept() == [1, 1, 10_000, 1]
