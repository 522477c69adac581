"""Read the word lists of the scanner; they are data, and a municipality may add its own words."""

from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files

from zichtlijn.privacy.analysis.texts.lexicon import CAPITAL, INITIAL, MARK, STOP, UPPER, Lexicon
from zichtlijn.privacy.analysis.texts.patterns import Pattern, WrongPattern, read_pattern
from zichtlijn.privacy.terms.texts import Category

_LISTS = files("zichtlijn.privacy.sources").joinpath("lexicons")
_BUILT_IN = {MARK, CAPITAL, INITIAL, STOP, UPPER}
_PEOPLES = ("<adj>", "<folk>", "<country>", "<tongue>")


@cache
def read_lexicon() -> Lexicon:
    """Return the word lists that ship with the product."""
    return build_lexicon(good_words=_read_good_words())


def build_lexicon(*, good_words: Collection[str]) -> Lexicon:
    """Return the word lists with these good Dutch words, that are never taken for others."""
    classes = _read_peoples()
    patterns: dict[Category | None, list[Pattern]] = {}
    _read_list("classes", classes)
    # what is as often a school subject or a language tells descent only beside a person
    spoken = classes["<often_spoken>"]
    classes["<adj_telling>"] = [word for word in classes["<adj>"] if word not in spoken]
    patterns[None] = _read_list("names_and_places", classes)
    for category in Category:
        patterns[category] = _read_list(str(category), classes)
    return Lexicon(classes=classes, patterns=patterns, good_words=good_words)


def _read_list(name: str, classes: dict[str, list[str]]) -> list[Pattern]:
    """Return the patterns of a list, and add its classes to those that are known."""
    patterns = []
    for line in _read_lines(name):
        if line.startswith("@"):
            label, _, words = line.removeprefix("@").partition("=")
            classes.setdefault(f"<{label.strip()}>", []).extend(words.split())
        else:
            patterns.append(read_pattern(line))
    _check_classes(patterns, classes)
    return patterns


def _check_classes(patterns: list[Pattern], classes: dict[str, list[str]]) -> None:
    for pattern in patterns:
        for element in (*pattern.before, *pattern.elements):
            for label in element.labels:
                if label.startswith("<") and label not in classes and label not in _BUILT_IN:
                    raise WrongPattern(f"{label} is no class: {pattern.written}")


def _read_peoples() -> dict[str, list[str]]:
    """Return the classes that follow from the list of peoples."""
    classes: dict[str, list[str]] = {name: [] for name in _PEOPLES}
    for line in _read_lines("peoples"):
        for name, cell in zip(_PEOPLES, line.split("|"), strict=True):
            classes[name].extend(word for word in cell.split() if word != "-")
    bare = classes["<adj>"]
    classes["<adj_e>"] = [_inflect(word) for word in bare]
    classes["<people>"] = [*bare, *classes["<adj_e>"]]
    # a Turkse or a Chinees is somebody only where no noun follows: the patterns see to that
    classes["<folk>"] = [word for word in classes["<folk>"] if word not in classes["<people>"]]
    return classes


def _inflect(adjective: str) -> str:
    """Return the form before a noun: Turkse, Poolse, Chinese, Iraakse.

    >>> _inflect("chinees"), _inflect("turks")
    ('chinese', 'turkse')
    """
    return f"{adjective[:-3]}ese" if adjective.endswith("ees") else f"{adjective}e"


def _read_good_words() -> frozenset[str]:
    return frozenset(word for line in _read_lines("good_words") for word in line.split())


def _read_lines(name: str) -> Iterator[str]:
    path = _LISTS.joinpath(f"{name}.txt")
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
