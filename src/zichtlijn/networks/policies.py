"""May this be done now? Each rule raises NotAllowed with a sentence for the user."""

from datetime import date, timedelta

from zichtlijn.networks.terms import DeliveryKind, EditionState, NotAllowed

LONGEST_KEPT = timedelta(
    days=730
)  # two years after bringing in; our choice, a customer may lower it
OVERSIGHT = ("toezicht op het gebruik", "oversight")
"""May look into every delivery; its reads are logged as such. The first is said without accounts,
the second is the purpose of the rule table."""

_UNDER_WAY = (EditionState.QUEUED, EditionState.RUNNING)
_ENDED_EARLY = (EditionState.FAILED, EditionState.INTERRUPTED, EditionState.CANCELLED)


def check_can_read(kind: DeliveryKind, *, recorded_for: str, purpose: str) -> None:
    """Raise NotAllowed unless a delivery may be read for this purpose (guard rail G4).

    Published and invented data may be read by all; what someone brought in only for the
    purpose it was brought in for, and by oversight.
    """
    if kind is DeliveryKind.UPLOAD and purpose not in (recorded_for, *OVERSIGHT):
        raise NotAllowed(
            "Deze levering is er voor een ander doel dan waarvoor u nu leest. "
            "Kies eerst het doel waarvoor zij is ingelezen."
        )


def check_can_import(*, rows: int, expires_on: date | None, today: date) -> None:
    """Raise NotAllowed unless there is something to keep, for a term that is allowed."""
    if rows == 0:
        raise NotAllowed("Er is geen enkele regel over om te bewaren.")
    if expires_on is None:
        return
    if expires_on <= today:
        raise NotAllowed("De dag waarop de gegevens verdwijnen moet na vandaag liggen.")
    if expires_on > today + LONGEST_KEPT:
        last = today + LONGEST_KEPT
        raise NotAllowed(
            f"Langer dan twee jaar bewaren mag niet. Kies een dag tot en met {last:%d-%m-%Y}."
        )


def check_can_analyse(*, as_of: date, first_on: date | None) -> None:
    """Raise NotAllowed when nothing had been seen yet on the day of the analysis."""
    if first_on is not None and as_of < first_on:
        raise NotAllowed(
            f"Op {as_of:%d-%m-%Y} was er nog niets gezien. "
            f"Kies een peildatum vanaf {first_on:%d-%m-%Y}."
        )


def check_has_not_expired(expires_on: date | None, *, today: date) -> None:
    """Raise NotAllowed when the term of a delivery is over (guard rail G8)."""
    if expires_on is not None and expires_on < today:
        raise NotAllowed(
            "De bewaartermijn van deze levering is voorbij. Zij wordt niet meer getoond."
        )


def check_can_show(state: EditionState) -> None:
    """Raise NotAllowed unless an edition has something to show."""
    if state in _UNDER_WAY:
        raise NotAllowed("Deze editie wordt nog berekend.")
    if state is not EditionState.DONE:
        raise NotAllowed("Deze editie is niet afgemaakt. Start de berekening opnieuw.")


def check_can_stop(state: EditionState) -> None:
    """Raise NotAllowed unless there is a computation to stop."""
    if state not in _UNDER_WAY:
        raise NotAllowed("Er loopt geen berekening die u kunt stoppen.")


def check_can_start_again(state: EditionState) -> None:
    """Raise NotAllowed unless a computation ended without an outcome."""
    if state not in _ENDED_EARLY:
        raise NotAllowed("Alleen een berekening die niet is afgemaakt kan opnieuw beginnen.")


def check_is_agreed(*, is_waiting: bool) -> None:
    """Raise NotAllowed while a delivery waits for a second person (R37)."""
    if is_waiting:
        raise NotAllowed(
            "Deze levering wacht nog op iemand van een andere organisatie die haar bevestigt."
        )


def check_can_see_names(*, is_masked: bool) -> None:
    """Raise NotAllowed where the rules show this reader no names (R38)."""
    if is_masked:
        raise NotAllowed(
            "In geweigerde regels kan een naam staan. Voor uw rol blijven namen dicht."
        )
