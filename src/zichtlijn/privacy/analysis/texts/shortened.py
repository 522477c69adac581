"""Find the word that somebody began and ended with a point: `geref.`, `ongeoorl.`, `huurachterst.`."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile
from os.path import commonprefix

SHORTEST = 5
"""Letters that must be left of a word; fewer could begin too many."""

LEAST_LEFT_OUT = 3
"""Letters that all words with this beginning have in common behind it: then they are one word."""

_VOWELS = frozenset("aeiou")


class CutIndex:
    """Known words in order, to be found by their beginning."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(word for word in words if word.isalpha())

    def find_meant(self, beginning: str) -> list[str]:
        """Return the forms of the one word that begins so; nothing where several words do.

        >>> CutIndex(["gereformeerd", "gereformeerde", "huisarts", "huisraad"]).find_meant("geref")
        ['gereformeerd', 'gereformeerde']
        >>> CutIndex(["huisarts", "huisraad"]).find_meant("huis")
        []
        """
        if len(beginning) < SHORTEST or beginning[-1] in _VOWELS:
            return []
        at = bisect_left(self._words, beginning)
        forms = list(takewhile(lambda word: word.startswith(beginning), self._words[at:]))
        shared = len(commonprefix(forms)) - len(beginning)
        return forms if shared >= LEAST_LEFT_OUT else []
