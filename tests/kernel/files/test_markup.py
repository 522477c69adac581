"""XML from outside cannot read other files, grow, or dig."""

from pathlib import Path

import pytest

from zichtlijn.kernel.files import markup
from zichtlijn.kernel.files.markup import Element, walk_markup
from zichtlijn.kernel.files.opening import Packing
from zichtlijn.kernel.files.refusals import UnreadableFile

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><g>&c;</g>"""
READS_FILE = '<!DOCTYPE g [<!ENTITY f SYSTEM "file:///etc/passwd">]><g>&f;</g>'
ASKS_OUTSIDE = '<!DOCTYPE g SYSTEM "http://localhost:1/outside.dtd"><g/>'


def _walk(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    seen: list[str] = []

    def opened(element: Element) -> None:
        seen.append(f"<{element.name} {element.attributes} {element.line}>")

    walk_markup(
        path,
        packing=Packing.PLAIN,
        opened=opened,
        closed=lambda name, text: seen.append(f"</{name} {text.strip()}>"),
    )
    return seen


def test_elements_come_in_order_with_their_line_and_own_text(tmp_path: Path) -> None:
    assert _walk(tmp_path / "x", '<a>\n<v:b c="1&amp;2">x&#233;</v:b>y</a>') == [
        "<a {} 1>",
        "<b {'c': '1&2'} 2>",
        "</b xé>",
        "</a y>",
    ]


@pytest.mark.parametrize("text", [LAUGHS, READS_FILE, ASKS_OUTSIDE])
def test_a_document_type_is_refused_before_anything_is_read(text: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        _walk(tmp_path / "x", text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "leeg"),
        ("geen xml", "geen geldige XML: op regel 1"),
        ("<a>\n<b></a>", "geen geldige XML: op regel 2"),
        ("<a>&onbekend;</a>", "geen geldige XML"),
        ("<a>" * 60 + "</a>" * 60, "50 diep"),
        ("<a>" + "x" * 1_000_001 + "</a>", "langer dan 1 MB"),
        ("<a>tekst", "geen geldige XML"),
    ],
)
def test_other_trouble_is_said_in_words(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=words):
        _walk(tmp_path / "x", text)


def test_a_tag_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LONGEST_TAG", 2_000_000)
    with pytest.raises(UnreadableFile, match="element"):
        _walk(tmp_path / "x", '<a b="' + "x" * 5_000_000 + '"/>')
