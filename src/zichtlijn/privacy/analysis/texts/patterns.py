"""The language in which the patterns of the scanner are written.

A line is a row of elements with spaces between; the findings are what stands between square
brackets, or the whole. A line that begins with ! marks what is no finding after all; one with
? is a hint, that tells only where the same text tells nothing of the category more plainly.

    word            that word             a|b           one of these
    wor(d|ds)       wor, word or words    <class>       one of a class
    +word, word+    ends, begins with     ^word         with a capital
    =WORD           exactly so written    word?         may be absent
    ..3             up to three words     &x, ~x        x follows, does not follow
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from zichtlijn.privacy.analysis.texts.words import make_plain


class Kind(Enum):
    """What an element does with the words before it."""

    TAKE = "take"
    GAP = "gap"
    FOLLOWS = "follows"
    FOLLOWS_NOT = "follows_not"


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern; `labels` are the words and classes that fit it."""

    kind: Kind
    labels: frozenset[str]
    is_optional: bool = False
    most: int = 1
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of elements, and whether what it finds is a finding, a hint or a veto.

    `before` are conditions on the word before the first; `opens_at` and `closes_at` are the
    elements between which the finding stands.
    """

    before: tuple[Element, ...]
    elements: tuple[Element, ...]
    opens_at: int
    closes_at: int
    is_veto: bool
    is_hint: bool
    written: str


class WrongPattern(ValueError):
    """A line of a word list that cannot be read."""


def read_pattern(line: str) -> Pattern:
    """Return the pattern on a line.

    >>> [sorted(element.labels) for element in read_pattern("[spreekt|sprak <tongue>]").elements]
    [['sprak', 'spreekt'], ['<tongue>']]
    """
    read = [_read_element(part) for part in line.lstrip("!?").split()]
    before = tuple(takewhile(_is_look, read))
    elements = tuple(read[len(before) :])
    if not elements or elements[0].kind is not Kind.TAKE or elements[0].is_optional:
        raise WrongPattern(f"a pattern begins with a word or a class: {line}")
    opens = [at for at, element in enumerate(elements) if element.opens] or [0]
    closes = [at for at, element in enumerate(elements) if element.closes] or [len(elements) - 1]
    if len(opens) != 1 or len(closes) != 1 or opens[0] > closes[0]:
        raise WrongPattern(f"the square brackets do not fit: {line}")
    is_veto, is_hint = line.startswith("!"), line.startswith("?")
    return Pattern(before, elements, opens[0], closes[0], is_veto, is_hint, line)


def spell_out(choice: str) -> Iterator[str]:
    """Yield the words that a choice stands for.

    >>> list(spell_out("verslaafd(e|en)"))
    ['verslaafd', 'verslaafde', 'verslaafden']
    """
    stem, _, endings = choice.partition("(")
    yield stem
    if endings:
        yield from (stem + ending for ending in endings.removesuffix(")").split("|") if ending)


def write_label(word: str) -> str:
    """Return a word as a label: plain, unless it is a class or must stand exactly so."""
    if word.startswith(("<", "=")):
        return word
    return make_plain(word)


_PART = re.compile(r"^(?P<opens>\[)?(?P<look>[&~])?(?P<body>.+?)(?P<closes>\])?$")
_MAYBE = re.compile(r"^(?P<body>.+)\?(?P<closes>\])?$")


def _read_element(part: str) -> Element:
    is_optional = part.rstrip("]").endswith("?")
    if is_optional:
        part = part.replace("?", "")
    found = _PART.match(part)
    if not found:
        raise WrongPattern(f"an element that says nothing: {part}")
    body = found["body"]
    opens, closes = found["opens"] is not None, found["closes"] is not None
    if body.startswith(".."):
        return Element(Kind.GAP, frozenset(), most=int(body[2:]), opens=opens, closes=closes)
    kinds = {"&": Kind.FOLLOWS, "~": Kind.FOLLOWS_NOT, None: Kind.TAKE}
    labels = {write_label(word) for choice in _choices(body) for word in spell_out(choice)}
    return Element(kinds[found["look"]], frozenset(labels), is_optional, opens=opens, closes=closes)


def _is_look(element: Element) -> bool:
    return element.kind in (Kind.FOLLOWS, Kind.FOLLOWS_NOT)


def _choices(body: str) -> list[str]:
    """Return the choices, without cutting inside the endings between round brackets."""
    return re.split(r"\|(?![^(]*\))", body)
