"""From how two records agree to a band: a table of rules in words, with no figure in it."""

from typing import NamedTuple

from zichtlijn.persons.analysis.agreement import Double, Given
from zichtlijn.persons.terms import Agreement, Band, DateAgreement, PlaceAgreement

_FULL = frozenset({Agreement.SAME, Agreement.SPELLING, Agreement.SHORT_FORM})
_SOUND = frozenset({Agreement.SAME, Agreement.SPELLING})

FEW_PEOPLE = 2
"""A name that the file knows with at most so many birth dates says something by itself."""

A_FAMILY = 3
"""With more birth dates than this a name is common, and two days a digit apart are chance."""


class Evidence(NamedTuple):
    """How two records agree, and what the rest of the file says about it."""

    given: Given
    surnames: Double
    dates: DateAgreement
    places: PlaceAgreement
    name_dates: int  # birth dates that the file knows for this name, these two included
    same_particles: bool
    is_contested: bool  # another record fits one of the two as well and not the other


def weigh(evidence: Evidence) -> Band | None:
    """Return the band of a pair, or None where nothing is proposed at all."""
    given, surnames = evidence.given.agreement, evidence.surnames.agreement
    if evidence.dates is DateAgreement.DIFFERENT or given is Agreement.NONE:
        return None
    if surnames is Agreement.NONE:
        return _weigh_other_surname(evidence)
    band = _WEIGHERS[evidence.dates](evidence)
    is_doubtful = evidence.given.contradicts or (
        evidence.is_contested and given >= Agreement.SHORTENED
    )
    return Band.POSSIBLE if band and is_doubtful else band


def _weigh_other_surname(evidence: Evidence) -> Band | None:
    """A person may have taken a partner's name; the rest must then agree wholly."""
    agrees = (
        evidence.dates is DateAgreement.SAME
        and evidence.given.agreement is Agreement.SAME
        and evidence.places is PlaceAgreement.SAME
        and not evidence.given.contradicts
    )
    return Band.POSSIBLE if agrees else None


def _weigh_same_day(evidence: Evidence) -> Band:
    given, surnames = evidence.given.agreement, evidence.surnames
    if given in _FULL:
        is_sound = surnames.agreement in _SOUND and not surnames.is_partial
        return Band.ALMOST_CERTAIN if is_sound else Band.LIKELY
    if surnames.agreement in _SOUND or evidence.places is PlaceAgreement.SAME:
        return Band.LIKELY
    return Band.POSSIBLE


def _weigh_swapped_day(evidence: Evidence) -> Band:
    given, surnames = evidence.given.agreement, evidence.surnames.agreement
    if given in _FULL:
        return Band.LIKELY
    apart = evidence.places is PlaceAgreement.DIFFERENT
    if surnames in _SOUND and (given is Agreement.SLIP or not apart):
        return Band.LIKELY
    return Band.POSSIBLE


def _weigh_slip_in_day(evidence: Evidence) -> Band | None:
    given, surnames = evidence.given.agreement, evidence.surnames
    if given not in _FULL or surnames.agreement not in _SOUND:
        return None
    is_rare = evidence.name_dates <= FEW_PEOPLE
    apart = evidence.places is PlaceAgreement.DIFFERENT and not is_rare
    is_common = evidence.name_dates > A_FAMILY
    return Band.POSSIBLE if apart or is_common or surnames.is_partial else Band.LIKELY


def _weigh_first_of_january(evidence: Evidence) -> Band:
    """An office's birthday is shared by many: the name and the place must carry the proposal."""
    given, surnames = evidence.given.agreement, evidence.surnames
    together = evidence.places is PlaceAgreement.SAME
    apart = evidence.places is PlaceAgreement.DIFFERENT
    if given in _FULL and surnames.agreement in _SOUND:
        is_enough = together or evidence.name_dates <= (1 if apart else FEW_PEOPLE)
        return Band.LIKELY if is_enough else Band.POSSIBLE
    if given in _FULL or surnames.agreement in _SOUND:
        return Band.LIKELY if together else Band.POSSIBLE
    return Band.POSSIBLE


def _weigh_office_day(evidence: Evidence) -> Band | None:
    """The same year, and one of the two days given by an office."""
    given, surnames = evidence.given.agreement, evidence.surnames
    if given not in _FULL or surnames.agreement not in _SOUND:
        return None
    apart = evidence.places is PlaceAgreement.DIFFERENT
    is_rare = evidence.name_dates <= FEW_PEOPLE
    return Band.LIKELY if is_rare and not apart and not surnames.is_partial else Band.POSSIBLE


def _weigh_unknown_day(evidence: Evidence) -> Band | None:
    """Father and son may share a name: without a day the name must be one person's alone."""
    given, surnames = evidence.given.agreement, evidence.surnames
    if given not in _FULL or surnames.agreement not in _SOUND:
        return None
    is_only_one = evidence.name_dates <= 1 and evidence.places is PlaceAgreement.SAME
    return Band.LIKELY if is_only_one and not surnames.is_partial else Band.POSSIBLE


_WEIGHERS = {
    DateAgreement.SAME: _weigh_same_day,
    DateAgreement.SWAPPED: _weigh_swapped_day,
    DateAgreement.SLIP: _weigh_slip_in_day,
    DateAgreement.SAME_FIRST_OF_JANUARY: _weigh_first_of_january,
    DateAgreement.OFFICE_DAY: _weigh_office_day,
    DateAgreement.UNKNOWN: _weigh_unknown_day,
}
