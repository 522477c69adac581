"""Files that leave a planted desk are opened again: the words in them are words."""

import csv
import io
import json
import re
import zlib
from base64 import b64decode
from urllib.error import HTTPError
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from tests.journeys.planting import (
    DEPLOYMENT,
    DIRECTOR,
    GUARD,
    NO_PURPOSE,
    OFFICER,
    OVERSIGHT,
    RIGHTS,
    TABLE,
    Planted,
)

FORMULA = tuple("=+-@\t\r")
_A_NUMBER = re.compile(r"^-?\d+(\.\d+)?(e-?\d+)?$")


def test_a_refused_file_comes_back_without_formulas(planted: Planted) -> None:
    """The cells of a supplier are read by somebody else, in a spreadsheet."""
    director = planted.choose(DIRECTOR, TABLE)
    words = [word[:70] for word in planted.words]
    rows = ["observation_id,observed_at,person,source,place,kind,reliability"]
    rows += [
        f"w{at},2026-01-0{1 + at % 9}T20:00,p{at % 5},jongerenwerk,plein,rustig,{_quote(word)}"
        for at, word in enumerate(words)
    ]
    with pytest.raises(HTTPError) as refused:
        director.post_file(
            "/netwerken/nieuw/", file=("bestand", "=1.csv", "\n".join(rows).encode()),
            titel="", herkomst="", bewaren_tot="2026-12-31", tijdzone="Europe/Amsterdam",
            peildatum="", stap="all", methode="auto", halfwaardetijd="90", grootste="30",
            toeval="0.05", herhalingen="10", begingetal="1",
        )  # fmt: skip
    assert refused.value.code == 422
    page = refused.value.read().decode()
    (packed,) = re.findall(r'href="data:text/csv;charset=utf-8;base64,([^"]*)"', page)
    cells = _read_cells(b64decode(packed).decode())
    _assert_no_formula(cells)
    shown = {cell.removeprefix("'") for cell in cells}
    assert len([word for word in words if word.strip() in shown]) > 100


@pytest.mark.parametrize("form", ["csv", "gexf"])
def test_a_network_that_leaves_holds_words_as_words(form: str, planted: Planted) -> None:
    content = _take_out(planted, form)
    if form == "gexf":
        read = ET.fromstring(content)  # noqa: S314 - our own file
        said = " ".join(part.text or "" for part in read.iter())
        assert "<" in said, "the words of the title are in the stamp"
        assert {part.tag.rpartition("}")[2] for part in read.iter()} <= GEXF_PARTS
        return
    archive = ZipFile(io.BytesIO(content))
    tables = [name for name in archive.namelist() if name.endswith(".csv")]
    cells = [cell for name in tables for cell in _read_cells(archive.read(name).decode())]
    _assert_no_formula(cells)
    assert len(tables) == 5
    assert json.loads(archive.read("stempel.json"))


GEXF_PARTS = {
    "gexf", "meta", "creator", "description", "keywords", "graph", "attributes", "attribute",
    "nodes", "node", "position", "edges", "edge", "attvalues", "attvalue", "spells", "spell",
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "who", "purpose"),
    [
        ("/toezicht/verwerkingen.csv", GUARD, OVERSIGHT),
        ("/regels/regels.csv", DIRECTOR, NO_PURPOSE),
        ("/vuurwerk/knallen.csv", OFFICER, DEPLOYMENT),
    ],
)
def test_no_spreadsheet_takes_a_cell_of_a_table_for_a_formula(
    path: str, who: str, purpose: str, planted: Planted
) -> None:
    _assert_no_formula(_read_cells(planted.choose(who, purpose).get(path).text))


def test_letters_and_reports_on_paper_carry_nothing_out(planted: Planted) -> None:
    """A PDF could hold scripts, deeds and links to elsewhere; ours hold words."""
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    director, kept = planted.choose(DIRECTOR, RIGHTS), planted.addresses
    paths = [
        f"{kept['request']}inzage.pdf",
        f"{kept['answered']}brief.pdf",
        f"{kept['letter']}brief.pdf",
    ]
    for path in paths:
        inside = _open_pdf(director.fetch(path))
        assert b"%PDF" in inside[:10]
        for deed in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/SubmitForm"):
            assert deed not in inside, (path, deed)
        links = re.findall(rb"/URI \(([^)]*)\)", inside)
        assert [link for link in links if b"elders" in link or b"javascript" in link.lower()] == []


def _take_out(planted: Planted, form: str) -> bytes:
    """Ask for a file, have it confirmed by the police, and take it."""
    edition, delivery = planted.addresses["edition"], planted.addresses["delivery"]
    wanted = {"vorm": form, "ontvanger": "police"}
    director = planted.choose(DIRECTOR, TABLE)
    if form != "csv":  # that was asked when the desk was planted
        planted.send(director, f"{edition}uitvoer/", **wanted, vraag="1")
    officer = planted.choose(OFFICER, TABLE)
    asked = re.findall(rf'action="({delivery}voorstellen/\w+/)"', officer.get(delivery).text)
    for one in asked:
        planted.send(officer, one, origin=delivery, besluit="bevestig")
    return planted.choose(DIRECTOR, TABLE).post_for_file(f"{edition}uitvoer/", **wanted)


def _read_cells(text: str) -> list[str]:
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return [cell for row in csv.reader(io.StringIO("".join(lines))) for cell in row]


def _assert_no_formula(cells: list[str]) -> None:
    taken = [one for one in cells if one.startswith(FORMULA) and not _A_NUMBER.match(one)]
    print(f"{len(cells)} cells: {len(taken)} that a spreadsheet takes for a formula")
    assert taken == []
    assert len(cells) > 10


def _open_pdf(content: bytes) -> bytes:
    """Return a PDF with what is packed in it unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    opened = []
    for part in packed:
        try:
            opened.append(zlib.decompress(part))
        except zlib.error:
            continue
    return content + b"\n".join(opened)


def _quote(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\n", " ") + '"'
