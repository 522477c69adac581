"""English stands beside every Dutch sentence."""

from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext
from tools.messages import (
    Message,
    collect_messages,
    find_rooms,
    find_words_outside_the_catalogue,
    locate_catalogue,
)

ROOMS = find_rooms()
TEMPLATES = sorted(path for room in ROOMS for path in (room / "templates").rglob("*.html"))


def _in_catalogue(room: Path) -> polib.POFile:
    return polib.pofile(str(locate_catalogue(room)))


def test_the_desk_speaks() -> None:
    assert "desk" in {room.name for room in ROOMS}
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_dutch_sentence_has_its_english(room: Path) -> None:
    catalogue = _in_catalogue(room)
    entries = {Message(entry.msgid, entry.msgid_plural) for entry in catalogue}
    assert entries == set(collect_messages(room)), "run: python tools/messages.py"
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_the_compiled_catalogue_is_that_of_the_text(room: Path) -> None:
    compiled = locate_catalogue(room).with_suffix(".mo").read_bytes()
    assert compiled == _in_catalogue(room).to_binary(), "run: python tools/messages.py"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_both_languages_fill_in_the_same_values(room: Path) -> None:
    catalogue = _in_catalogue(room)
    assert len(catalogue) > 10
    for entry in catalogue.translated_entries():
        english = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        dutch = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        assert [_holes(text) for text in english] == [_holes(text) for text in dutch], entry.msgid


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_of_a_page_stands_outside_the_catalogue(path: Path) -> None:
    assert find_words_outside_the_catalogue(path) == []


def test_a_word_outside_the_catalogue_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<p aria-label="Alleen Nederlands">{% translate "Goed" %} {{ value }} Vergeten</p>'
        "{% blocktranslate %}Ook goed{% endblocktranslate %}<code>person</code>"
    )
    assert find_words_outside_the_catalogue(page) == ["Alleen Nederlands", "Vergeten"]


def test_django_reads_the_catalogue() -> None:
    with translation.override("en"):
        assert gettext("Wat u hier leest, wordt vastgelegd.") == "What you read here is logged."
    with translation.override("nl"):
        assert (
            gettext("Wat u hier leest, wordt vastgelegd.") == "Wat u hier leest, wordt vastgelegd."
        )


def _holes(text: str) -> set[str]:
    return {part.split(")s", 1)[0] for part in text.split("%(")[1:]}
