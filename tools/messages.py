"""Keep the English beside the Dutch: collect every sentence, and compile the catalogues.

    python tools/messages.py          add new sentences to the .po files, drop those no longer
                                      used, and write the .mo files that Django reads
    python tools/messages.py ROOM ... the same for some rooms only

Dutch stands in templates and code; `src/zichtlijn/<room>/locale/en` holds its English. The
system's gettext is not needed: sentences are found with Django's own template parser and with
Python's, and compiled with polib. A test fails on a sentence without English.
"""

import ast
import csv
import os
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import django
import polib
from django.template import engines
from django.template.base import Lexer, Node, TokenType
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "zichtlijn"
_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
_SAME_EVERYWHERE = {"zichtlijn", "english", "nederlands"}
_SENTENCE = re.compile(r"[A-Z].* .*\.", re.DOTALL)
_REFUSING = ("privacy", "persons", "networks", "fireworks")
"""Rooms whose refusals are said in the language of the reader (privacy.reports.sentences)."""
_SPOKEN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title", "data-l"}


class Message(NamedTuple):
    """One sentence, as the catalogue names it."""

    singular: str
    plural: str  # empty where the sentence has none


def main() -> int:
    """Bring the catalogues up to date and name the sentences that still need English."""
    make_django_ready()
    waiting = 0
    asked = set(sys.argv[1:])
    for room in find_rooms():
        if asked and room.name not in asked:
            continue
        catalogue = update_catalogue(room)
        untranslated = catalogue.untranslated_entries()
        waiting += len(untranslated)
        for entry in untranslated:
            print(f"{room.name}: {entry.msgid}")
    print(f"{waiting} sentences wait for their English.")
    return 1 if waiting else 0


def make_django_ready() -> None:
    """Load Django, whose parser reads the templates."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zichtlijn.desk.settings")
    django.setup()


def find_rooms() -> list[Path]:
    """Return the rooms that say something on a screen."""
    rooms = sorted(folder for folder in SOURCE.iterdir() if (folder / "__init__.py").is_file())
    return [room for room in rooms if collect_messages(room)]


def locate_catalogue(room: Path) -> Path:
    """Return where the English of a room stands."""
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def collect_messages(room: Path) -> list[Message]:
    """Return every sentence of a room once, in order of place."""
    found: dict[Message, None] = {}
    if room.name in _REFUSING:
        found.update(dict.fromkeys(Message(said, "") for said in collect_refusals(room)))
    for path in sorted((room / "templates").rglob("*.html")):
        found.update(dict.fromkeys(_messages_in_template(path)))
    for path in sorted(room.rglob("*.py")):
        found.update(dict.fromkeys(_messages_in_code(path)))
    return list(found)


def collect_refusals(room: Path) -> list[str]:
    """Return the sentences that pure code says to users: it knows no other language than Dutch."""
    found = [
        sentence
        for part in ("policies", "operations", "queries", "terms")
        for path in (room / f"{part}.py", *sorted((room / part).rglob("*.py")))
        if path.exists()
        for sentence in _sentences_in_code(path)
    ]
    for path in sorted((room / "sources").glob("*_sentences.csv")):
        with path.open(encoding="utf-8", newline="") as opened:
            found += [row["sentence"] for row in csv.DictReader(opened)]
    return found


def update_catalogue(room: Path) -> polib.POFile:
    """Write the catalogue of a room with the sentences it has now, keeping their English."""
    path = locate_catalogue(room)
    known = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": "en",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in collect_messages(room):
        catalogue.append(_entry(message, known.get(message.singular)))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return catalogue


def find_words_outside_the_catalogue(path: Path) -> list[str]:
    """Return the words of a template that would stay Dutch on an English page."""
    reader = _SpokenWords()
    reader.feed(_without_tags(path.read_text(encoding="utf-8")))
    return reader.found


def _messages_in_template(path: Path) -> Iterator[Message]:
    template = engines["django"].from_string(path.read_text(encoding="utf-8"))
    for node in template.template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        yield _message_of_node(node)


def _message_of_node(node: Node) -> Message:
    if isinstance(node, TranslateNode):
        return Message(str(node.filter_expression.var.literal).replace("%", "%%"), "")
    singular, plural = (node.render_token_list(part)[0] for part in (node.singular, node.plural))
    return Message(
        *(trim_whitespace(text) if node.trimmed else text for text in (singular, plural))
    )


def _messages_in_code(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _CALLS:
            wanted = 2 if node.func.id.startswith("ngettext") else 1
            texts = [one.value for one in node.args[:wanted] if isinstance(one, ast.Constant)]
            if texts:  # else a name, whose own text is marked where it is written
                yield Message(*texts, *[""] * (2 - wanted))


def _sentences_in_code(path: Path) -> Iterator[str]:
    """Return what is a whole sentence and no docstring; those with a value in them have a frame."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr | ast.Expr)
        for part in (node.values if isinstance(node, ast.JoinedStr) else [node.value])
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in parts else ""
        if isinstance(text, str) and _SENTENCE.fullmatch(text):
            yield text


def _entry(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    if not message.plural:
        return polib.POEntry(msgid=message.singular, msgstr=known.msgstr if known else "")
    empty = {0: "", 1: ""}
    return polib.POEntry(
        msgid=message.singular,
        msgid_plural=message.plural,
        msgstr_plural=(known.msgstr_plural if known else empty) or empty,
    )


def _without_tags(source: str) -> str:
    # a value of the page becomes a space; a translated block and a comment vanish
    kept: list[str] = []
    inside = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if name == f"end{inside}" else inside
        elif name in {"blocktranslate", "comment"}:
            inside = name
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        else:
            kept.append(" ")
    return "".join(kept)


class _SpokenWords(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"code", "kbd", "script", "style"}
        spoken = [value for name, value in attrs if name in _SPOKEN_ATTRIBUTES and value]
        self.found += [text for text in spoken if _has_words(text)]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"code", "kbd", "script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent and _has_words(data):
            self.found.append(data.strip())


def _has_words(text: str) -> bool:
    words = "".join(sign if sign.isalpha() else " " for sign in text.lower()).split()
    return any(len(word) > 1 and word not in _SAME_EVERYWHERE for word in words)


if __name__ == "__main__":
    sys.exit(main())
