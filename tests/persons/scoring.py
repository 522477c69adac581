"""How well proposals meet the truth of an invented register, for names of each origin."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from tests.persons.invented_register import Register

from zichtlijn.persons.terms import Proposal


class Score(NamedTuple):
    pairs: int  # of records that are of one person
    found: int
    proposed: int
    right: int
    recalls: dict[str, float]

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.pairs

    @property
    def gap(self) -> float:
        return max(self.recalls.values()) - min(self.recalls.values())


def score(register: Register, proposals: Iterable[Proposal]) -> Score:
    truth = list_true_pairs(register)
    return count(truth, all_true=truth, proposals=proposals)


def count(
    truth: Mapping[tuple[str, str], str],
    *,
    all_true: Container[tuple[str, str]],
    proposals: Iterable[Proposal],
) -> Score:
    """`truth`: the pairs that must be found, each with an origin; a proposal must be true."""
    proposed = {(proposal.record_a, proposal.record_b) for proposal in proposals}
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for pair, origin in truth.items():
        wanted[origin] += 1
        found[origin] += pair in proposed
    recalls = {origin: found[origin] / number for origin, number in sorted(wanted.items())}
    right = sum(pair in all_true for pair in proposed)
    return Score(len(truth), sum(found.values()), len(proposed), right, recalls)


def list_true_pairs(register: Register) -> dict[tuple[str, str], str]:
    records = defaultdict(list)
    for record_id, person in register.persons.items():
        records[person].append(record_id)
    return {
        (a, b): register.origins[person]
        for person, ids in records.items()
        for a, b in combinations(sorted(ids), 2)
    }
