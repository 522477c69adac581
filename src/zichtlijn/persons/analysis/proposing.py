"""Propose which records may be of one person; people decide."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from zichtlijn.persons.analysis.agreement import (
    compare_dates,
    compare_given,
    compare_places,
    compare_surnames,
)
from zichtlijn.persons.analysis.pairing import derive_name_keys, find_pairs
from zichtlijn.persons.analysis.parsing import read_name
from zichtlijn.persons.analysis.reasons import explain
from zichtlijn.persons.analysis.weighing import Evidence, weigh
from zichtlijn.persons.terms import (
    Agreement,
    Band,
    DateAgreement,
    GivenNames,
    Proposal,
    Reading,
    Record,
)

Progress = Callable[[str, float], None]

_UNSURE = frozenset({Agreement.SHORTENED, Agreement.SLIP, Agreement.INITIAL})


class _File(NamedTuple):
    """The records with what they have to do with each other."""

    records: Sequence[Record]
    readings: Sequence[tuple[Reading, ...]]
    keys: Sequence[frozenset[tuple[str, str]]]
    dates_of_names: Mapping[tuple[str, str], set[date]]
    given_names: GivenNames


def propose_same_persons(
    records: Sequence[Record],
    *,
    given_names: GivenNames,
    wants: Callable[[Band], bool],
    progress: Progress | None = None,
) -> list[Proposal]:
    """Return the pairs of records that may be of one person, ordered by their ids.

    Each pair stands on its own: A with B and B with C do not make A with C. Nothing in it
    can be ordered by likeness, and nothing is learnt from one pair for another. The rules
    are the same for names of every origin. `wants` says which bands are asked for.
    """
    file = _read(records, given_names)
    compared = _compare_all(file, progress or _say_nothing)
    contested = _find_contested(compared, file)
    proposals = []
    for pair, evidence in compared.items():
        settled = evidence._replace(is_contested=pair in contested)
        band = weigh(settled)
        if band and wants(band):
            ids = sorted(records[at].record_id for at in pair)
            reasons = explain(settled, given_names=given_names)
            proposals.append(Proposal(ids[0], ids[1], band, reasons))
    return sorted(proposals, key=lambda proposal: (proposal.record_a, proposal.record_b))


def want_supported_bands(band: Band) -> bool:
    """Return whether a band is meant to be right 99 times in 100."""
    return band is not Band.POSSIBLE


def want_every_band(band: Band) -> bool:
    """Return whether a band is wanted when the weak proposals are asked for too."""
    return band in set(Band)


def _say_nothing(doing: str, share: float) -> None:
    """Say nothing."""


def _read(records: Sequence[Record], given_names: GivenNames) -> _File:
    readings = [read_name(record.full_name, given_names=given_names) for record in records]
    keys = [derive_name_keys(some[:1], given_names=given_names) for some in readings]
    dates: dict[tuple[str, str], set[date]] = defaultdict(set)
    for record, names in zip(records, keys, strict=True):
        for key in names:
            if record.birth_date:
                dates[key].add(record.birth_date)
    return _File(records, readings, keys, dates, given_names)


def _compare_all(file: _File, progress: Progress) -> dict[tuple[int, int], Evidence]:
    """Return the evidence of every pair of which names and dates do not exclude each other."""
    compared = {}
    pairs = find_pairs(file.records, file.readings, given_names=file.given_names)
    for number, (one, other) in enumerate(pairs):
        if number % 20_000 == 0:
            progress("paren vergelijken", min(0.95, number / 1_000_000))
        dates = compare_dates(file.records[one].birth_date, file.records[other].birth_date)
        if dates is DateAgreement.DIFFERENT:
            continue
        evidence = _compare(one, other, dates, file)
        if evidence and evidence.given.agreement is not Agreement.NONE:
            compared[one, other] = evidence
    return compared


def _compare(one: int, other: int, dates: DateAgreement, file: _File) -> Evidence | None:
    """Return the evidence under the readings in which the names agree best."""
    found = None
    for (i, a), (j, b) in product(enumerate(file.readings[one]), enumerate(file.readings[other])):
        if i and j:
            continue  # both turned round says no more than both as they stand
        surnames = compare_surnames(a, b)
        if found and surnames.agreement is Agreement.NONE:
            continue
        given = compare_given(a, b, given_names=file.given_names)
        if surnames.is_partial and _is_exchange(a, b):
            given = given._replace(contradicts=True)
        rank = (
            given.agreement is Agreement.NONE or surnames.agreement is Agreement.NONE,
            given.contradicts,
            given.agreement + surnames.agreement,
            i + j,
        )
        if found is None or rank < found[0]:
            found = (rank, given, surnames, a.particles == b.particles)
    if found is None:
        return None
    shared = file.keys[one] & file.keys[other]
    known = min((len(file.dates_of_names.get(key, ())) for key in shared), default=0)
    places = compare_places(file.records[one].municipality, file.records[other].municipality)
    return Evidence(*found[1:3], dates, places, known, found[3], is_contested=False)


def _is_exchange(one: Reading, other: Reading) -> bool:
    """Return whether one has a given name more and the other a surname more: two left over."""
    return (len(one.given) - len(other.given)) * (len(one.surnames) - len(other.surnames)) < 0


def _find_contested(
    compared: Mapping[tuple[int, int], Evidence], file: _File
) -> set[tuple[int, int]]:
    """Return the unsure pairs of which one side fits a third record that the other side does not.

    J. Jansen fits Jan and Joost, who are twins: then neither pair is proposed as likely.
    """
    partners: dict[int, set[int]] = defaultdict(set)
    for (one, other), evidence in compared.items():
        if evidence.surnames.agreement is not Agreement.NONE:
            partners[one].add(other)
            partners[other].add(one)
    return {
        pair
        for pair, evidence in compared.items()
        if evidence.given.agreement in _UNSURE and _has_rival(pair, partners, file)
    }


def _has_rival(pair: tuple[int, int], partners: Mapping[int, Iterable[int]], file: _File) -> bool:
    return any(
        rival != other and _exclude_each_other(rival, other, file)
        for one, other in (pair, pair[::-1])
        for rival in partners[one]
    )


def _exclude_each_other(one: int, other: int, file: _File) -> bool:
    """Return whether two records have full given names that differ."""
    a, b = file.readings[one][0], file.readings[other][0]
    if not (a.given and b.given):
        return False
    given = compare_given(a, b, given_names=file.given_names)
    return given.agreement is Agreement.NONE and not _may_be_one_name(a, b, file.given_names)


def _may_be_one_name(one: Reading, other: Reading, given_names: GivenNames) -> bool:
    """Return whether both are short for one name, as Jan and Hans are for Johannes."""
    short = [
        frozenset().union(*(given_names.short_forms.get(name, ()) for name in reading.given))
        for reading in (one, other)
    ]
    return not short[0].isdisjoint(short[1])
