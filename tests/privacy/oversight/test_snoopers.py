"""Forty people who look at whom they know are found among sixty who do their work."""

from datetime import timedelta

import pytest
from tests.privacy.oversight.snoopers import (
    MONDAY,
    READERS,
    SNOOPERS,
    STYLES,
    TownHall,
    play,
)

from zichtlijn.privacy.analysis.marks import find_marked_looks
from zichtlijn.privacy.analysis.oversight import find_odd_looks
from zichtlijn.privacy.reports.oversight import LOOKS_DAYS
from zichtlijn.privacy.terms.oversight import Look, OddLooks

LOWEST_RECALL = 0.90
MOST_ITEMS = 5  # for every thousand looks


MONTHS = 3
MONTH = timedelta(days=LOOKS_DAYS)


def _ask(hall: TownHall, looks: tuple[Look, ...]) -> tuple[OddLooks, ...]:
    marked = find_marked_looks(looks, marks=hall.marks, people=hall.people)
    return (*find_odd_looks(looks), *marked)


def _measure(*, seed: int) -> tuple[float, list[float]]:
    """What the page asks, month after month, and whom of the snoopers that finds."""
    hall = play(days=MONTHS * LOOKS_DAYS, seed=seed)
    asked: set[tuple[str, str]] = set()
    burdens = []
    for month in range(MONTHS):
        since = MONDAY + month * MONTH
        looks = tuple(look for look in hall.looks if since <= look.moment < since + MONTH)
        items = _ask(hall, looks)
        asked |= {(item.account, str(item.kind)) for item in items}
        burdens.append(1000 * len(items) / len(looks))
    found = [account for account, style in hall.snoopers.items() if (account, style) in asked]
    by_style = {
        style: sum(hall.snoopers[account] == style for account in found) for style in STYLES
    }
    told = ", ".join(f"{burden:.2f}" for burden in burdens)
    print(
        f"{len(found)} of {SNOOPERS} snoopers found among {READERS} readers on the pages of {MONTHS} "
        f"months, {by_style}; {told} items per 1,000 of {len(hall.looks)} looks"
    )
    return len(found) / SNOOPERS, burdens


def test_snoopers_are_found_by_the_page_of_a_month_with_few_questions() -> None:
    recall, burdens = _measure(seed=9)
    assert recall >= LOWEST_RECALL
    assert 0 < max(burdens) <= MOST_ITEMS


@pytest.mark.night
@pytest.mark.parametrize("seed", range(9))
def test_snoopers_of_every_town_hall_are_found(seed: int) -> None:
    recall, burdens = _measure(seed=seed)
    assert recall >= LOWEST_RECALL
    assert 0 < max(burdens) <= MOST_ITEMS


def test_without_marks_only_the_dump_and_the_coming_back_are_seen() -> None:
    """What the marks add: the figure would be worthless if the other rules found them too."""
    hall = play(days=28, seed=1)
    asked = {(item.account, str(item.kind)) for item in find_odd_looks(hall.looks)}
    found = {style for account, style in hall.snoopers.items() if (account, style) in asked}
    assert found == {"many", "again"}
