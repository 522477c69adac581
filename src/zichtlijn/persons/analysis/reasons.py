"""Say in Dutch what agrees, what differs, and how that is explained."""

from collections.abc import Iterator

from zichtlijn.persons.analysis.weighing import Evidence
from zichtlijn.persons.terms import Agreement, DateAgreement, GivenNames, PlaceAgreement

_SURNAMES = {
    Agreement.SAME: "zelfde achternaam",
    Agreement.SPELLING: "achternaam anders gespeld",
    Agreement.SLIP: "achternaam verschilt een of twee letters",
    Agreement.NONE: "andere achternaam",
}
_DATES = {
    DateAgreement.SAME: "zelfde geboortedatum",
    DateAgreement.SAME_FIRST_OF_JANUARY: "beide 1 januari van hetzelfde jaar, dat zegt weinig",
    DateAgreement.SWAPPED: "dag en maand verwisseld",
    DateAgreement.SLIP: "geboortedatum scheelt een cijfer, een dag of een jaar",
    DateAgreement.OFFICE_DAY: "zelfde geboortejaar, bij een van beide 1 januari",
    DateAgreement.UNKNOWN: "geboortedatum ontbreekt",
}
_PLACES = {
    PlaceAgreement.SAME: "zelfde gemeente",
    PlaceAgreement.DIFFERENT: "andere gemeente",
}


def explain(evidence: Evidence, *, given_names: GivenNames) -> tuple[str, ...]:
    """Return the reasons of a pair, each a few Dutch words."""
    return tuple(_list_reasons(evidence, given_names))


def _list_reasons(evidence: Evidence, given_names: GivenNames) -> Iterator[str]:
    yield _explain_given(evidence, given_names)
    if evidence.given.contradicts:
        yield "verdere voornamen of voorletters verschillen"
    yield _SURNAMES[evidence.surnames.agreement]
    if not evidence.same_particles:
        yield "tussenvoegsel weggelaten of anders geschreven"
    if evidence.surnames.is_partial:
        yield "een van beide heeft een tweede achternaam"
    if evidence.surnames.is_turned:
        yield "dubbele naam in andere volgorde"
    yield _DATES[evidence.dates]
    if evidence.places is not PlaceAgreement.UNKNOWN:
        yield _PLACES[evidence.places]
    if evidence.is_contested:
        yield "er is nog iemand op wie dit past"


def _explain_given(evidence: Evidence, given_names: GivenNames) -> str:
    given = evidence.given
    if given.agreement is Agreement.SHORT_FORM:
        return f"voornaam is roepnaam van {_name_formally(evidence, given_names)}"
    if given.agreement is Agreement.INITIAL:
        return "voorletters komen overeen" if given.initials > 1 else "voorletter komt overeen"
    return {
        Agreement.SAME: "zelfde voornaam",
        Agreement.SPELLING: "voornaam anders gespeld",
        Agreement.SHORTENED: "voornaam is afgekort",
        Agreement.SLIP: "voornaam verschilt een of twee letters",
    }[given.agreement]


def _name_formally(evidence: Evidence, given_names: GivenNames) -> str:
    """Return whichever of the two is the full name of the other."""
    one, other = evidence.given.one, evidence.given.other
    short = given_names.short_forms.get(other, frozenset())
    formal = one if given_names.spellings.get(one, frozenset()) & short else other
    return formal.capitalize()
