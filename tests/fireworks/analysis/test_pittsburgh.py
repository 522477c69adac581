"""Real shots with a surveyed place (ShotSpotter Pittsburgh, CC BY 4.0), with default settings."""

from pathlib import Path

import numpy as np
import pytest
from benchmarks.fireworks.pittsburgh import (
    Evening,
    locate_blind,
    locate_labelled,
    locate_with_few,
    read_evenings,
)


@pytest.fixture(scope="module")
def evenings(shared_data: Path) -> list[Evening]:
    return read_evenings(shared_data / "acoustics" / "shotspotter-pittsburgh")


def test_the_published_numbers_of_shots_are_there(evenings: list[Evening]) -> None:
    assert sum(evening.rounds for evening in evenings) == 216
    assert sum(len(evening.shots) for evening in evenings) == 215


def test_shots_are_found_among_twice_as_many_echoes(evenings: list[Evening]) -> None:
    found, extra = locate_blind(evenings)
    print(f"216 rounds: {found}, {extra} that nobody fired")
    assert found.recall >= 0.98
    assert found.precision >= 0.95
    assert found.median_m <= 5.5
    assert found.p95_m <= 9.0


def test_labelled_shots_lie_near_the_survey(evenings: list[Evening]) -> None:
    errors = locate_labelled(evenings)
    print(f"{len(errors)} labelled shots")
    assert len(errors) == 215
    assert np.median(errors) <= 4.5
    assert errors.max() <= 12.0


def test_six_receivers_drawn_by_chance_are_enough(evenings: list[Evening]) -> None:
    errors = locate_with_few(evenings, receivers=6, seed=1)
    assert len(errors) > 200
    assert np.mean(np.nan_to_num(errors, nan=np.inf) <= 15.0) >= 0.97
