"""Forty people who look at whom they know are found among sixty who do their work."""

import pytest
from tests.privacy.oversight.snoopers import READERS, SNOOPERS, STYLES, TownHall, play

from zichtlijn.privacy.analysis.marks import find_marked_looks
from zichtlijn.privacy.analysis.oversight import find_odd_looks
from zichtlijn.privacy.terms.oversight import OddLooks

LOWEST_RECALL = 0.90
MOST_ITEMS = 5  # for every thousand looks


def _ask(hall: TownHall) -> tuple[OddLooks, ...]:
    marked = find_marked_looks(hall.looks, marks=hall.marks, people=hall.people)
    return (*find_odd_looks(hall.looks), *marked)


def _measure(*, days: int, seed: int) -> tuple[float, float]:
    hall = play(days=days, seed=seed)
    items = _ask(hall)
    asked = {(item.account, str(item.kind)) for item in items}
    found = [account for account, style in hall.snoopers.items() if (account, style) in asked]
    recall, burden = len(found) / SNOOPERS, 1000 * len(items) / len(hall.looks)
    by_style = {
        style: sum(hall.snoopers[account] == style for account in found) for style in STYLES
    }
    print(
        f"{len(found)} of {SNOOPERS} snoopers found among {READERS} readers in {days} days, "
        f"{by_style}; {len(items)} items in {len(hall.looks)} looks: {burden:.2f} per 1,000"
    )
    return recall, burden


def test_snoopers_of_ninety_days_are_found_with_few_questions() -> None:
    recall, burden = _measure(days=90, seed=9)
    assert recall >= LOWEST_RECALL
    assert 0 < burden <= MOST_ITEMS


@pytest.mark.night
@pytest.mark.parametrize("seed", range(5))
def test_snoopers_of_every_town_hall_are_found(seed: int) -> None:
    recall, burden = _measure(days=90, seed=seed)
    assert recall >= LOWEST_RECALL
    assert 0 < burden <= MOST_ITEMS


def test_without_marks_only_the_dump_is_seen() -> None:
    """What the marks add: the figure would be worthless if the other rules found them too."""
    hall = play(days=28, seed=1)
    asked = {(item.account, str(item.kind)) for item in find_odd_looks(hall.looks)}
    found = {style for account, style in hall.snoopers.items() if (account, style) in asked}
    assert found == {"many"}
