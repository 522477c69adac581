"""Possible same persons: precision, recall, recall by origin, and speed on 30,000 records."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.persons.invented_names import DEVELOPMENT, HELD_OUT, Names
from tests.persons.invented_register import invent_register
from tests.persons.scoring import score
from tests.persons.written_register import read_written_register, score_written

from benchmarks.bars import Bar
from zichtlijn.persons.analysis.proposing import propose_same_persons, want_supported_bands
from zichtlijn.persons.sources.given_names import read_given_names

WRITTEN = Path(__file__).parents[2] / "tests" / "persons" / "names" / "another_hand.csv"


def rows() -> Iterator[Bar]:
    yield from _measure_another_hand()
    yield from _measure("names seen while making", DEVELOPMENT, people_of_each=600, seed=21)
    yield from _measure("other names", HELD_OUT, people_of_each=600, seed=22)
    yield from _measure("30,000 records of other names", HELD_OUT, people_of_each=2_400, seed=23)


def _measure_another_hand() -> Iterator[Bar]:
    """The register of somebody who never saw the rules; what he doubts himself is told apart."""
    register = read_written_register(WRITTEN)
    found = propose_same_persons(
        register.records, given_names=read_given_names(), wants=want_supported_bands
    )
    whole = score_written(register, found)
    decidable = score_written(register, found, keeps=lambda pair: pair.is_decidable)
    yield Bar(
        "propose: names of another hand",
        f"{len(register.records)} records, {whole.pairs} true pairs, {decidable.pairs} decidable",
        f"precision {whole.precision:.4f}, recall {whole.recall:.4f} "
        f"({decidable.recall:.4f} of the decidable), gap {whole.gap:.3f}",
        "precision >= 0.99, recall >= 0.95, gap <= 0.05",
        whole.precision >= 0.99 and whole.recall >= 0.95 and whole.gap <= 0.05,
    )


def night_rows() -> Iterator[Bar]:
    for seed in range(31, 36):
        yield from _measure(f"other names, {seed}", HELD_OUT, people_of_each=2_400, seed=seed)


def _measure(
    name: str, pool: Mapping[str, Names], *, people_of_each: int, seed: int
) -> Iterator[Bar]:
    names = read_given_names()
    register = invent_register(pool, people_of_each=people_of_each, seed=seed, given_names=names)
    started = time.perf_counter()
    proposals = propose_same_persons(
        register.records, given_names=names, wants=want_supported_bands
    )
    seconds = time.perf_counter() - started
    scored = score(register, proposals)
    setting = f"{len(register.records):,} records, {scored.pairs:,} true pairs"
    yield Bar(
        f"propose: precision, {name}", setting, f"{scored.precision:.4f}", ">= 0.99",
        scored.precision >= 0.99,
    )  # fmt: skip
    yield Bar(
        f"propose: recall, {name}", setting, f"{scored.recall:.4f}", ">= 0.95",
        scored.recall >= 0.95,
    )  # fmt: skip
    by_origin = ", ".join(f"{origin} {recall:.3f}" for origin, recall in scored.recalls.items())
    yield Bar(
        f"propose: gap between origins, {name}", by_origin, f"{scored.gap:.3f}", "<= 0.05",
        scored.gap <= 0.05,
    )  # fmt: skip
    yield Bar(
        f"propose: speed, {name}", setting, f"{seconds:.1f} s", "30,000 records <= 60 s",
        seconds <= 60 * max(1, len(register.records) / 30_000),
    )  # fmt: skip
