"""Registers that another hand wrote, with the truth beside them: name.csv, name_truth.csv."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests.persons.scoring import Score, count

from zichtlijn.persons.terms import Proposal, Record

UNDECIDABLE = ("maiden_only", "date_missing", "day_typo", "year_off")
"""Damage of which the writer himself doubts whether anybody could tell."""

Pair = tuple[str, str]


class TruePair(NamedTuple):
    damage: str
    origin: str

    @property
    def is_decidable(self) -> bool:
        return not any(kind in self.damage for kind in UNDECIDABLE)


class WrittenRegister(NamedTuple):
    records: list[Record]
    truth: dict[Pair, TruePair]
    negatives: dict[Pair, str]  # what kind of likeness it is


def read_written_register(path: Path) -> WrittenRegister:
    records = [
        Record(
            row["record_id"],
            row["full_name"],
            date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
            row["municipality"] or None,
        )
        for row in _read(path)
    ]
    truth = {
        _order(row): TruePair(row["damage"], row["origin"])
        for row in _read(path.with_name(f"{path.stem}_truth.csv"))
    }
    negatives = {
        _order(row): row["kind"] for row in _read(path.with_name(f"{path.stem}_negatives.csv"))
    }
    return WrittenRegister(records, truth, negatives)


def score_written(
    register: WrittenRegister,
    proposals: list[Proposal],
    *,
    keeps: Callable[[TruePair], bool] = bool,
) -> Score:
    """Recall over the true pairs that are kept; precision always over all that is proposed."""
    kept = {pair: told.origin for pair, told in register.truth.items() if keeps(told)}
    return count(kept, all_true=register.truth, proposals=proposals)


def _order(row: dict[str, str]) -> Pair:
    one, other = sorted((row["record_a"], row["record_b"]))
    return one, other


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
