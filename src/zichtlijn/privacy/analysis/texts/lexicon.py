"""The word lists as one thing that can be asked what a word is and what begins with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from zichtlijn.privacy.analysis.texts.patterns import Pattern, spell_out, write_label
from zichtlijn.privacy.analysis.texts.shortened import CutIndex
from zichtlijn.privacy.analysis.texts.typos import TypoIndex
from zichtlijn.privacy.analysis.texts.words import Word, read_digits_as_letters
from zichtlijn.privacy.terms.texts import Category

STOP = "<stop>"
"""The label of a word or mark with which a new phrase begins, and of the end of the text."""

MARK = "<mark>"
"""The label of a mark."""

INITIAL = "<initial>"
"""The label of a single capital, or of some with points: somebody's initials."""

UPPER = "<upper>"
"""The label of every word that begins with a capital, known or not."""

CAPITAL = "<cap>"
"""The label of an unknown word with a capital inside a sentence: likely somebody's name."""


class Lexicon:
    """Classes, patterns and good words, indexed for reading texts.

    classes: name (with its angles) -> choices, which may be classes.
    patterns: of a category; of None those that veto findings of every category.
    good_words: plain Dutch words that are never taken for a misspelt other one.
    """

    def __init__(
        self,
        *,
        classes: Mapping[str, Collection[str]],
        patterns: Mapping[Category | None, Iterable[Pattern]],
        good_words: Collection[str],
    ) -> None:
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._capital: dict[str, set[str]] = defaultdict(set)
        self._beginnings: dict[str, set[str]] = defaultdict(set)
        self._endings: dict[str, set[str]] = defaultdict(set)
        self._written: dict[str, set[str]] = defaultdict(set)
        self._joined: set[str] = set()
        self.starting: dict[str, list[tuple[Category | None, Pattern]]] = defaultdict(list)
        self._add_classes(classes)
        for category, some in patterns.items():
            for pattern in some:
                self._add_pattern(category, pattern)
        self._typos = TypoIndex(self._exact, good_words=good_words)
        self._cut = CutIndex(self._exact)
        self.label = lru_cache(maxsize=200_000)(self._label)

    @property
    def joined(self) -> Collection[str]:
        """The words that may be written in two."""
        return self._joined

    @property
    def forms(self) -> Collection[str]:
        """Every word that is known as a whole."""
        return self._exact.keys()

    def find_labels(self, word: Word, *, begins: bool) -> frozenset[str]:
        """Return what a word is: the words and classes of the patterns that it fits.

        `begins` tells that it begins a sentence, where a capital tells nothing.
        """
        if word.is_mark:
            return frozenset({STOP, MARK, word.plain})
        labels = self.label(word.plain, word.text)
        if word.is_cut and word.plain not in self._exact and labels == {word.plain}:
            for meant in self._cut.find_meant(word.plain):
                labels |= self._exact[meant]
        if word.text[0].isupper():
            labels |= {UPPER, INITIAL} if _is_initial(word.text) else {UPPER}
        return labels if begins else labels | self._find_capital(word)

    def would_mistake(self, plain: str) -> bool:
        """Return whether a word that is in no list would be taken for a misspelt one that is."""
        return not self._look_up(plain) and bool(self._typos.find_meant(plain))

    def _find_capital(self, word: Word) -> set[str]:
        """Return what only a capital tells; at the start of a sentence it tells nothing."""
        if not word.text[0].isupper():
            return set()
        is_unknown = self.label(word.plain, word.text) == {word.plain}
        return self._capital.get(word.plain, set()) | ({CAPITAL} if is_unknown else set())

    def _label(self, plain: str, text: str) -> frozenset[str]:
        labels = self._look_up(plain) | self._written.get(text, set())
        if not labels and plain not in self._capital:
            labels = self._guess(plain, text)
        return frozenset(labels | {plain})

    def _look_up(self, plain: str) -> set[str]:
        labels = set(self._exact.get(plain, ()))
        for at in range(3, len(plain)):
            labels |= self._beginnings.get(plain[:at], set())
            labels |= self._endings.get(plain[at - 1 :], set())
        labels |= self._beginnings.get(plain, set()) | self._endings.get(plain, set())
        return labels

    def _guess(self, plain: str, text: str) -> set[str]:
        """Try the word without its digits, with digits read as letters, and misspelt."""
        bare = plain.rstrip("0123456789")
        if bare != plain and bare and (found := self._look_up(bare)):
            return found
        if (
            not plain.isdigit()
            and not plain.isalpha()
            and (found := self._look_up(read_digits_as_letters(plain)))
        ):
            return found
        if text[1:].lower() == text[1:] or text.isupper():
            return {
                label for meant in self._typos.find_meant(plain) for label in self._exact[meant]
            }
        return set()

    def _add_classes(self, classes: Mapping[str, Collection[str]]) -> None:
        for name, choices in classes.items():
            for word in _flatten(choices, classes):
                self._add_word(word, label=name)

    def _add_pattern(self, category: Category | None, pattern: Pattern) -> None:
        for element in pattern.elements:
            for label in element.labels:
                if not label.startswith("<"):
                    self._add_word(label, label=label)
        for label in pattern.elements[0].labels:
            self.starting[label].append((category, pattern))

    def _add_word(self, word: str, *, label: str) -> None:
        if word.startswith("="):
            self._written[word[1:]].add(label)
            return
        plain = write_label(word).replace("-", "")
        if plain.startswith("^"):
            self._capital[plain[1:]].add(label)
        elif plain.startswith("+"):
            self._endings[plain[1:]].add(label)
        elif plain.endswith("+"):
            self._beginnings[plain[:-1]].add(label)
        else:
            self._exact[plain].add(label)
        if "-" in word.strip("-"):
            self._joined.add(plain.strip("+^"))


def _is_initial(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and letters.isalpha() and (len(letters) == 1 or "." in text)


def _flatten(choices: Collection[str], classes: Mapping[str, Collection[str]]) -> set[str]:
    words: set[str] = set()
    for choice in choices:
        if choice.startswith("<"):
            words |= _flatten(classes[choice], classes)
        else:
            words.update(spell_out(choice))
    return words
