"""Texts with what must be found marked in them, and how well a scanner finds it."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from zichtlijn.privacy.terms.texts import Category, Finding

_MARKED = re.compile(r"\{(\w+):([^{}]+)\}")
EITHER = {Category.ETHNICITY, Category.NATIONALITY}
"""Where both can be defended either is right, says the page of the scanner."""

Scan = Callable[[str], list[Finding]]


class MarkedText(NamedTuple):
    text: str
    findings: tuple[Finding, ...]


class Score(NamedTuple):
    texts: int
    wanted: int
    told: int
    right: int  # of what was told, overlaps something wanted of the same category
    found: int  # of what was wanted

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 1.0


def read_marked_texts(path: Path) -> list[MarkedText]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [read_marked(line) for line in lines if line.strip() and not line.startswith("#")]


def read_marked(line: str) -> MarkedText:
    text, findings, last = "", [], 0
    for mark in _MARKED.finditer(line):
        text += line[last : mark.start()]
        start, text = len(text), text + mark[2]
        findings.append(Finding(Category(mark[1]), start, len(text)))
        last = mark.end()
    return MarkedText(text + line[last:], tuple(findings))


def score(texts: Iterable[MarkedText], scan: Scan) -> Score:
    """Each disclosure counts once on either side: a second finding for it is a wrong one."""
    counted = Score(0, 0, 0, 0, 0)
    for text, wanted in texts:
        told = scan(text)
        matched: set[Finding] = set()
        right = 0
        for finding in told:
            meets = next(
                (one for one in wanted if one not in matched and _meet(finding, one)), None
            )
            if meets:
                matched.add(meets)
                right += 1
        counted = Score(
            counted.texts + 1,
            counted.wanted + len(wanted),
            counted.told + len(told),
            counted.right + right,
            counted.found + len(matched),
        )
    return counted


def list_mistakes(texts: Iterable[MarkedText], scan: Scan) -> list[str]:
    mistakes = []
    for text, wanted in texts:
        told = scan(text)
        missed = [one for one in wanted if not any(_meet(finding, one) for finding in told)]
        wrong = [finding for finding in told if not any(_meet(finding, one) for one in wanted)]
        mistakes += [f"missed {m.category}: {text[m.start : m.end]} | {text}" for m in missed]
        mistakes += [f"wrong {w.category}: {text[w.start : w.end]} | {text}" for w in wrong]
    return mistakes


def _meet(one: Finding, other: Finding) -> bool:
    same = one.category is other.category or {one.category, other.category} == EITHER
    return same and one.start < other.end and other.start < one.end
