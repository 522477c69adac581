"""Texts of which another hand said only what they tell, not where: text,classes,also_right."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.privacy.marked_texts import EITHER, Scan

from zichtlijn.privacy.terms.texts import Category


class ClassedText(NamedTuple):
    text: str
    wanted: tuple[Category, ...]
    also_right: frozenset[Category]


class ClassScore(NamedTuple):
    """For each class: texts that tell it, texts where it was told, and where both."""

    texts: int
    wanted: Counter[Category]
    told: Counter[Category]
    found: Counter[Category]
    right: Counter[Category]

    @property
    def recall(self) -> float:
        return self.found.total() / self.wanted.total() if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right.total() / self.told.total() if self.told else 1.0


def read_classed_texts(path: Path) -> list[ClassedText]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            ClassedText(row["text"], _read(row["classes"]), frozenset(_read(row["also_right"])))
            for row in csv.DictReader(file)
        ]


def score_classes(texts: Iterable[ClassedText], scan: Scan) -> ClassScore:
    """A class counts once a text; of descent and papers, and of what a judge doubts, either does."""
    scored = ClassScore(0, Counter(), Counter(), Counter(), Counter())
    for text in texts:
        told = dict.fromkeys(finding.category for finding in scan(text.text))
        left = list(text.wanted)
        for category in sorted(told, key=lambda one: one not in left):
            meets = next((one for one in left if _meet(category, one, text)), None)
            scored.told[category] += 1
            if meets:
                left.remove(meets)
                scored.right[category] += 1
                scored.found[meets] += 1
        scored.wanted.update(text.wanted)
        scored = scored._replace(texts=scored.texts + 1)
    return scored


def list_class_mistakes(texts: Iterable[ClassedText], scan: Scan) -> list[str]:
    mistakes = []
    for text in texts:
        findings = scan(text.text)
        told = {finding.category for finding in findings}
        mistakes += [
            f"missed {wanted} | {text.text}"
            for wanted in text.wanted
            if not any(_meet(category, wanted, text) for category in told)
        ]
        mistakes += [
            f"wrong {f.category}: {text.text[f.start : f.end]} | {text.text}"
            for f in findings
            if not any(_meet(f.category, wanted, text) for wanted in text.wanted)
        ]
    return mistakes


def _meet(told: Category, wanted: Category, text: ClassedText) -> bool:
    if told is wanted or {told, wanted} == EITHER:
        return True
    return {told, wanted} <= text.also_right


def _read(cell: str) -> tuple[Category, ...]:
    return tuple(Category(part) for part in cell.replace("|", ";").split(";") if part)
