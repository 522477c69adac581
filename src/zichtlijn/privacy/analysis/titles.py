"""Does the title of a table seem to name somebody? A table has the name of a place or a number."""

import re
from collections.abc import Container

_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?)+(?:(?:van|de|den|der|ten|el|al)\s)*[A-Z][^\W\d_]+")
_PLACE = re.compile(
    r"(?:straat|laan|weg|plein|park|hof|pad|kade|gracht|dijk|brug|markt|buurt|wijk|singel|steeg"
    r"|plantsoen|school|hal|hoek|veld|bos|poort|dreef|ring|haven|station|kerk|tuin|toren)$"
)


def find_names(title: str, *, given_names: Container[str]) -> tuple[str, ...]:
    """Return the words of a title that read as somebody's given name, or initials and surname.

    A given name that a place carries is none: `Anne Frankplein` is a square.

    Takes given names in small letters.

    >>> find_names("Groep van Ravi bij de Kolk", given_names={"ravi", "anne"})
    ('Ravi',)
    >>> find_names("Anne Frankplein en J.P. Coenstraat", given_names={"ravi", "anne"})
    ()
    >>> find_names("Casus J. de Wit", given_names=())
    ('J. de Wit',)
    """
    words = _WORDS.findall(title)
    initialled = (one for one in _INITIALS.findall(title) if not _PLACE.search(one.lower()))
    return (*initialled, *_find_given(words, given_names))


def _find_given(words: list[str], given_names: Container[str]) -> tuple[str, ...]:
    return tuple(
        word
        for place, word in enumerate(words)
        if word[0].isupper()
        and word.lower() in given_names
        and not any(_PLACE.search(after.lower()) for after in words[place : place + 4])
    )
