"""From a text to its findings: every pattern laid, vetoes heard, each disclosure told once."""

import re
from collections.abc import Iterable, Sequence

from zichtlijn.privacy.analysis.texts.lexicon import Lexicon
from zichtlijn.privacy.analysis.texts.matching import Match, find_matches
from zichtlijn.privacy.analysis.texts.numbers import (
    find_handles,
    find_named_accounts,
    find_numbers,
)
from zichtlijn.privacy.analysis.texts.words import Word, cut_words
from zichtlijn.privacy.terms.texts import LONGEST_FINDING, Category, Finding


def scan_text(text: str, *, lexicon: Lexicon) -> list[Finding]:
    """Return what a text tells that may not be written, in order of place.

    The scanner reads words and their neighbours; it understands nothing. It never changes
    the text, and keeps neither it nor what was found.
    """
    words = cut_words(text, joined=lexicon.joined)
    begins = [True, *(word.plain in _ENDS for word in words)]
    labels = [lexicon.find_labels(word, begins=at) for word, at in zip(words, begins, strict=False)]
    matches = list(find_matches(labels, lexicon=lexicon))
    vetoes = [match for match in matches if match.pattern.is_veto]
    heard = [
        match
        for match in matches
        if not match.pattern.is_veto and not any(_hears(match, veto) for veto in vetoes)
    ]
    plain = _locate_all([match for match in heard if not match.pattern.is_hint], words)
    hints = _locate_all([match for match in heard if match.pattern.is_hint], words)
    by_form = [*find_numbers(text), *find_handles(text), *find_named_accounts(text)]
    told = _add_hints(_tell_once([*plain, *by_form]), hints)
    return _join_neighbours(text, _join_descent_and_papers(text, told))


_ENDS = frozenset(".!?:\n")


def _hears(match: Match, veto: Match) -> bool:
    """Return whether a veto of the same category, or of all, lies over all that a match tells."""
    hears = veto.category in (None, match.category)
    return hears and veto.first <= match.first and match.last <= veto.last


def _locate_all(matches: Iterable[Match], words: Sequence[Word]) -> list[Finding]:
    return [_locate(match.category, match, words) for match in matches if match.category]


def _locate(category: Category, match: Match, words: Sequence[Word]) -> Finding:
    """Return the stretch, shortened from the front until it is short enough."""
    first, end = match.first, words[match.last].end
    while end - words[first].start > LONGEST_FINDING and first < match.last:
        first += 1
    start = max(words[first].start, end - LONGEST_FINDING)
    return Finding(category, start, end)


def _add_hints(told: list[Finding], hints: Iterable[Finding]) -> list[Finding]:
    """Add the clearest hint of each category of which nothing was told plainly."""
    kept = list(told)
    for hint in sorted(hints, key=_importance):
        if not any(hint.category is one.category or _overlap(hint, one) for one in kept):
            kept.append(hint)
    return sorted(kept, key=lambda finding: finding.start)


def _tell_once(findings: Iterable[Finding]) -> list[Finding]:
    """Keep one finding for each disclosure: of those that overlap the longest."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=_importance):
        if not any(_overlap(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _importance(finding: Finding) -> tuple[int, int, int]:
    order = list(Category).index(finding.category)
    return (-(finding.end - finding.start), finding.start, order)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _join_descent_and_papers(text: str, findings: list[Finding]) -> list[Finding]:
    """A people's name right before a word of papers or flight tells one thing: nationality."""
    joined: list[Finding] = []
    for finding in findings:
        last = joined[-1] if joined else None
        if (
            last
            and (last.category, finding.category) == (Category.ETHNICITY, Category.NATIONALITY)
            and text[last.end : finding.start] == " "
            and finding.end - last.start <= LONGEST_FINDING
        ):
            joined[-1] = Finding(Category.NATIONALITY, last.start, finding.end)
        else:
            joined.append(finding)
    return joined


_SEVERAL_SIDE_BY_SIDE = frozenset({Category.ETHNICITY, Category.NATIONALITY, Category.BSN})
_NOTHING_MUCH = re.compile(r"(?: (?!en\b|of\b|maar\b)\w+){0,3} ", re.ASCII)
"""What may stand between two findings that are one; after `en` another one begins."""


def _join_neighbours(text: str, findings: list[Finding]) -> list[Finding]:
    """What the same words tell twice is one: `blijven zitten in` and `3 havo`."""
    joined: list[Finding] = []
    for finding in findings:
        last = joined[-1] if joined else None
        if (
            last
            and last.category is finding.category
            and finding.category not in _SEVERAL_SIDE_BY_SIDE
            and finding.end - last.start <= LONGEST_FINDING
            and _NOTHING_MUCH.fullmatch(text[last.end : finding.start])
        ):
            joined[-1] = Finding(finding.category, last.start, finding.end)
        else:
            joined.append(finding)
    return joined
