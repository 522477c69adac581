"""May this table, seat or role be given? Raises NotAllowed with a sentence for the user."""

from datetime import date

from zichtlijn.privacy.terms.access import CLOSED, HOMES
from zichtlijn.privacy.terms.asking import LONGEST_GRANT, NO_PURPOSE, WITHOUT_SCOPE, NotAllowed

KINDS = ("group", "case", "signal")


def check_can_set_up(
    kind: str, *, purpose: str, gate: str, regime: str, ends_on: date, today: date
) -> None:
    """Raise NotAllowed unless a table of this kind can stand for the purpose, until that day."""
    if kind not in KINDS or gate not in CLOSED["gate"] or regime not in CLOSED["regime"]:
        raise NotAllowed("Deze soort, stap of dit regime bestaat niet.")
    if purpose not in CLOSED["purpose"] or purpose in {NO_PURPOSE, *WITHOUT_SCOPE}:
        raise NotAllowed("Een groep of casus heeft een doel uit de lijst nodig.")
    if ends_on <= today:
        raise NotAllowed("De laatste dag van een groep of casus ligt na vandaag.")


def check_can_grant(role: str, organisation: str, *, until: date, today: date) -> None:
    """Raise NotAllowed unless the role exists in that organisation and ends within a year."""
    if organisation not in HOMES.get(role, ()):
        raise NotAllowed("Deze rol hoort niet bij deze organisatie.", rule="fit")
    if not today <= until <= today + LONGEST_GRANT:
        raise NotAllowed("Een rol of plaats geldt hoogstens twaalf maanden, en niet voor gisteren.")
