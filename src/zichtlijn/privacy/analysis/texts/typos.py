"""Find the word that somebody meant, a slip or two away, without trying them all.

Every word is kept under itself and under what is left when a letter or two is deleted; a
misspelt word is looked up the same way, and what meets is compared (Garbe 2012, symmetric
delete). The distance is Damerau-Levenshtein in its restricted form: one insertion, deletion,
substitution or exchange of neighbours counts one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations

SHORTEST = 5
"""Letters; in shorter words a slip makes too often another good word."""

SHORTEST_FOR_TWO = 10
"""Letters from which two slips are forgiven."""


class TypoIndex:
    """Words that may be misspelt, and the good Dutch words that are never taken for them."""

    def __init__(self, words: Iterable[str], *, good_words: Collection[str]) -> None:
        self._good_words = good_words
        self._under: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if len(word) >= SHORTEST and word.isalpha():
                for shorter in _delete(word, most=_allow(word)):
                    self._under[shorter].add(word)

    def find_meant(self, word: str) -> set[str]:
        """Return the nearest words within the slips that its length allows; itself excluded."""
        if len(word) < SHORTEST or not word.isalpha() or word in self._good_words:
            return set()
        most = _allow(word)
        near = {
            meant
            for shorter in _delete(word, most=most)
            for meant in self._under.get(shorter, ())
            if meant[0] == word[0] and measure_slips(word, meant, most=most) <= most
        }
        slips = {meant: measure_slips(word, meant, most=most) for meant in near}
        least = min(slips.values(), default=0)
        return {meant for meant, count in slips.items() if count == least}


def measure_slips(one: str, other: str, *, most: int) -> int:
    """Return the restricted Damerau-Levenshtein distance, or `most` + 1 when it is more.

    The room of persons counts the slips in names with it too.

    >>> measure_slips("marokaanse", "marokkaanse", most=2)
    1
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return min(last[-1], most + 1)


def _allow(word: str) -> int:
    return 2 if len(word) >= SHORTEST_FOR_TWO else 1


def _delete(word: str, *, most: int) -> set[str]:
    shorter = {word}
    for number in range(1, most + 1):
        for places in combinations(range(len(word)), number):
            shorter.add("".join(letter for at, letter in enumerate(word) if at not in places))
    return shorter
