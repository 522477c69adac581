"""Lay the patterns over the words of a text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zichtlijn.privacy.analysis.texts.lexicon import MARK, STOP, Lexicon
from zichtlijn.privacy.analysis.texts.patterns import Element, Kind, Pattern
from zichtlijn.privacy.terms.texts import Category

Labels = Sequence[frozenset[str]]
Taken = tuple[tuple[int, int], ...]  # (element, word), in order

_BEYOND = frozenset({STOP})


class Match(NamedTuple):
    """Where a pattern lies: the first and the last word of what it tells."""

    category: Category | None  # None of a veto that holds for every category
    first: int
    last: int
    pattern: Pattern


def find_matches(labels: Labels, *, lexicon: Lexicon) -> Iterator[Match]:
    """Yield every place where a pattern lies over the words, at most one for each start."""
    for at, found in enumerate(labels):
        tried = {
            id(pattern): (category, pattern)
            for label in found
            for category, pattern in lexicon.starting.get(label, ())
        }
        for category, pattern in tried.values():
            told = _lay(pattern, labels, at)
            if told:
                yield Match(category, *told, pattern)


def _lay(pattern: Pattern, labels: Labels, at: int) -> tuple[int, int] | None:
    """Return the first and last word between the brackets of a pattern that begins here."""
    before = labels[at - 1] if at else _BEYOND
    if not all(_allows(element, before) for element in pattern.before):
        return None
    for taken in _follow(pattern.elements, 0, labels, at):
        words = [word for step, word in taken if pattern.opens_at <= step <= pattern.closes_at]
        if words:
            return words[0], words[-1]
    return None


def _follow(elements: tuple[Element, ...], step: int, labels: Labels, at: int) -> Iterator[Taken]:
    """Yield the ways in which the elements from `step` on fit the words from `at` on."""
    if step == len(elements):
        yield ()
        return
    element = elements[step]
    found = labels[at] if at < len(labels) else _BEYOND
    if element.kind is Kind.GAP:
        yield from _skip(elements, step, labels, at)
    elif element.kind is not Kind.TAKE:
        if _allows(element, found):
            yield from _follow(elements, step + 1, labels, at)
    else:
        if at < len(labels) and not element.labels.isdisjoint(found):
            for rest in _follow(elements, step + 1, labels, at + 1):
                yield ((step, at), *rest)
        if element.is_optional:
            yield from _follow(elements, step + 1, labels, at)


def _skip(elements: tuple[Element, ...], step: int, labels: Labels, at: int) -> Iterator[Taken]:
    """Go on after none, one, two ... words, never past a mark."""
    for skipped in range(elements[step].most + 1):
        if skipped and (at + skipped > len(labels) or MARK in labels[at + skipped - 1]):
            return
        yield from _follow(elements, step + 1, labels, at + skipped)


def _allows(element: Element, found: frozenset[str]) -> bool:
    return element.labels.isdisjoint(found) == (element.kind is Kind.FOLLOWS_NOT)
