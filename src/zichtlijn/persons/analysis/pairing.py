"""Which pairs are worth comparing: the same day in any order, or the same name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from zichtlijn.persons.analysis.parsing import strip_glued
from zichtlijn.persons.analysis.spelling import derive_sound
from zichtlijn.persons.terms import GivenNames, Reading, Record

LARGEST_DAY = 120
"""Records of one day that are all compared; of more, those that share a name or an initial."""

LARGEST_NAME = 60
"""Records of one name that are compared whatever their days; a name so common proves nothing."""


def find_pairs(
    records: Sequence[Record],
    readings: Sequence[tuple[Reading, ...]],
    *,
    given_names: GivenNames,
) -> Iterator[tuple[int, int]]:
    """Yield each pair of places in `records` once, the smaller first."""
    names = [derive_name_keys(some, given_names=given_names) for some in readings]
    seen: set[tuple[int, int]] = set()
    for group in [*_group_by_day(records, readings), *_group_by_name(names)]:
        for pair in combinations(sorted(group), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def derive_name_keys(
    readings: Iterable[Reading], *, given_names: GivenNames
) -> frozenset[tuple[str, str]]:
    """Return the keys under which records of one name meet: a given name and a surname."""
    return frozenset(
        (given, surname)
        for reading in readings
        for name in reading.given
        for given in _formal_keys(name, given_names)
        for surname in _surname_keys(reading)
    )


def _formal_keys(name: str, given_names: GivenNames) -> set[str]:
    numbers = given_names.spellings.get(name, frozenset()) | given_names.short_forms.get(
        name, frozenset()
    )
    return {f"#{number}" for number in numbers} or {derive_sound(name)}


def _surname_keys(reading: Reading) -> set[str]:
    keys: set[str] = set()
    for surname in reading.surnames:
        keys.update(derive_sound(way) for way in (surname, *strip_glued(surname)))
    return keys


def _group_by_day(
    records: Sequence[Record], readings: Sequence[tuple[Reading, ...]]
) -> Iterator[list[int]]:
    """Yield the records of one year and one pair of day and month, in whatever order."""
    days: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        if record.birth_date:
            low, high = sorted((record.birth_date.day, record.birth_date.month))
            days[record.birth_date.year, low, high].append(at)
    for group in days.values():
        if len(group) <= LARGEST_DAY:
            yield group
        else:
            yield from _part_by_surname(group, readings)


def _part_by_surname(
    group: list[int], readings: Sequence[tuple[Reading, ...]]
) -> Iterator[list[int]]:
    parts: dict[str, list[int]] = defaultdict(list)
    for at in group:
        keys = {key[:3] for reading in readings[at] for key in _surname_keys(reading)}
        for key in keys:
            parts[key].append(at)
    yield from parts.values()


def _group_by_name(names: Sequence[frozenset[tuple[str, str]]]) -> Iterator[list[int]]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, keys in enumerate(names):
        for key in keys:
            groups[key].append(at)
    yield from (group for group in groups.values() if 1 < len(group) <= LARGEST_NAME)
