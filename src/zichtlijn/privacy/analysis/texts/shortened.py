"""Find the word that somebody began and ended with a point: `geref.`, `huurachterst.`."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

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
        # in order, so what the first and the last share all share
        alike = len(beginning) + LEAST_LEFT_OUT
        is_one_word = (
            bool(forms) and len(forms[0]) >= alike and forms[-1][:alike] == forms[0][:alike]
        )
        return forms if is_one_word else []
