"""Cut a text into words and marks, each with its place and its plain form."""

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

_WORD = re.compile(
    r"(?P<initials>\b(?:[^\W\d_]\.){2,}[^\W\d_]?\b)"  # a.d.h.d.
    r"|(?P<handle>(?<![\w.@])@[A-Za-z0-9_][\w.]*\w)"
    r"|(?P<word>\w+(?:['’`´]\w+)*)"
    r"|(?P<mark>[^\s])"
)
_DIGITS_IN_WORDS = str.maketrans("01345", "oieas")
_SENTENCE_ENDS = frozenset(".!?;\n")
_SILENT = frozenset("-–\"'’‘“”`´*_•")
_SPECIAL = str.maketrans(
    {"ł": "l", "ß": "s", "ø": "o", "đ": "d", "ı": "i", "’": "'", "`": "'", "´": "'"}
)


class Word(NamedTuple):
    """A word, or a mark that parts words, as it stands in the text."""

    plain: str  # lower case, without accents
    text: str
    start: int
    end: int
    is_cut: bool = False  # a point stands behind it that ends no sentence

    @property
    def is_mark(self) -> bool:
        """Whether this parts words rather than being one."""
        return self.plain in _MARKS


_TITLES_AND_ABBREVIATIONS = (
    "dhr mevr mw mnr mej fam dr drs mr ing ir st ca nr nrs tel vd vh bv evt incl excl resp "
    "afk nat psych verst lich med dgl jr mnd wk str betr ivm mbt tav ivm ned marok surin uitk "
    "gem afd jl ll zgn vlg volg geb overl tot ong plm adr art lid blz vgl oa nl verd get sign "
    "aang aangeh vlgs ws tp evt mog vrml vrmd wsch nationalit verg cliënt client pers bew bewon "
    "vrijw begel ambu br rapp dd div gr hr ivm lft lt onb opm pl sec uitg veroord zst vw tav ivm"
)
_ABBREVIATIONS = frozenset(_TITLES_AND_ABBREVIATIONS.split())
"""After these a point ends no sentence, even with a capital behind it."""

_MARKS = frozenset(".,:/()&+=<>[]{}|!?;%#€$~^\\@") | {"\n"}


def cut_words(text: str, *, joined: Collection[str] = ()) -> list[Word]:
    """Return the words and marks of a text in order.

    A word of `joined` (plain, without hyphen) is one word, whether it was written in one,
    with a hyphen or with a space. A point that ends an abbreviation is no mark.

    >>> [word.plain for word in cut_words("Oost-Europees, v. komaf.", joined={"oosteuropees"})]
    ['oosteuropees', ',', 'v', 'komaf', '.']
    """
    found = [_read(match) for match in _WORD.finditer(text)]
    kept = [
        word._replace(is_cut=_is_cut(found, at))
        for at, word in enumerate(found)
        if _says_something(found, at, text)
    ]
    return _join(kept, text, joined)


def make_plain(text: str) -> str:
    """Return a word in lower case and without accents; `geïnteresseerd` is `geinteresseerd`."""
    lowered = text.lower().translate(_SPECIAL)
    if lowered.isascii():
        return lowered
    return "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )


def read_digits_as_letters(plain: str) -> str:
    """Return a word in which somebody wrote digits for letters; `m0cro` is `mocro`."""
    return plain.translate(_DIGITS_IN_WORDS)


def _read(match: re.Match[str]) -> Word:
    text = match.group()
    plain = make_plain(text)
    if match.lastgroup == "initials":
        plain = plain.replace(".", "")
    if len(plain) > 3:  # noooit, but not www
        plain = re.sub(r"(.)\1{2,}", r"\1\1", plain)
    return Word(plain, text, match.start(), match.end())


def _says_something(found: list[Word], at: int, text: str) -> bool:
    word = found[at]
    if word.plain in _SILENT:
        return False
    if word.plain != "." or at + 1 == len(found):
        return True
    gap = text[word.end : found[at + 1].start]
    if "\n" in gap or not gap or at == 0:
        return True
    return found[at + 1].text[0].isupper() and not _is_abbreviation(found[at - 1], word)


def _is_abbreviation(word: Word, point: Word) -> bool:
    """Return whether the point behind a word belongs to it: an initial, or a known short form."""
    if word.end != point.start:
        return False
    return word.plain in _ABBREVIATIONS or (len(word.plain) == 1 and word.plain.isalpha())


def _is_cut(found: list[Word], at: int) -> bool:
    """Return whether a point stands right behind a word and the sentence goes on."""
    if at + 2 >= len(found) or found[at + 1].plain != "." or found[at + 1].start != found[at].end:
        return False
    after = found[at + 2]
    return not after.text[0].isupper() or _is_abbreviation(found[at], found[at + 1])


def _join(words: list[Word], text: str, joined: Collection[str]) -> list[Word]:
    result: list[Word] = []
    for word in words:
        last = result[-1] if result else None
        if last and last.plain + word.plain in joined and text[last.end : word.start] in (" ", "-"):
            result[-1] = Word(
                last.plain + word.plain, text[last.start : word.end], last.start, word.end
            )
        else:
            result.append(word)
    return result
