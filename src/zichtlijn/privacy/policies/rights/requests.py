"""May this be done with a request now? Each rule raises NotAllowed with a sentence for the user."""

from datetime import date

from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import (
    AskedBy,
    ContestState,
    RequestDecision,
    RequestState,
)

SHORTEST_REASON = 10  # signs; below this a reason tells the person nothing
PARENT_MAY_ASK = ("under_12", "12_15")  # until 16 a parent asks (UAVG 5, R07)


def find_state(*, decision: str, sent_on: date | None, withdrawn_on: date | None) -> RequestState:
    """Return where a request stands by what is recorded of it."""
    if withdrawn_on is not None:
        return RequestState.WITHDRAWN
    if sent_on is not None:
        return RequestState.SENT
    return RequestState.DECIDED if decision else RequestState.OPEN


def check_can_register(*, asked_by: AskedBy, age: str, received_on: date, today: date) -> None:
    """Raise NotAllowed unless this person may ask, and the day has come."""
    if received_on > today:
        raise NotAllowed("Het verzoek kan niet na vandaag zijn ontvangen.")
    if asked_by is AskedBy.PARENT and age not in PARENT_MAY_ASK:
        raise NotAllowed(
            "Een ouder vraagt voor een kind tot 16 jaar. Vanaf 16 jaar vraagt de persoon zelf. "
            "Is de leeftijd niet bekend, stel die dan eerst vast."
        )


def check_age_agrees(*, asked_by: AskedBy, known: frozenset[str]) -> None:
    """Raise NotAllowed where a parent asks about somebody whom a record calls 16 or older."""
    if asked_by is AskedBy.PARENT and "16_plus" in known:
        raise NotAllowed(
            "In de gegevens staat dat deze persoon 16 jaar of ouder is. Dan vraagt hij zelf. "
            "Klopt dat niet, laat dat dan eerst verbeteren."
        )


def check_can_extend(
    state: RequestState, *, reason: str, extended: bool, due_on: date, today: date
) -> None:
    """Raise NotAllowed unless the answer may take two months longer (AVG 12 lid 3)."""
    _check_is_open(state)
    if extended:
        raise NotAllowed("Deze termijn is al een keer verlengd. Vaker mag niet.")
    if today > due_on:
        raise NotAllowed("De termijn is al voorbij. Verlengen kan niet meer. Antwoord nu.")
    check_is_reason(reason)


def check_can_decide(
    state: RequestState, *, decision: RequestDecision, reason: str, running_contests: int
) -> None:
    """Raise NotAllowed unless a request may be decided like this."""
    _check_is_open(state)
    if decision is RequestDecision.NONE:
        raise NotAllowed("Kies wat u besluit.")
    if decision is not RequestDecision.GRANTED:
        check_is_reason(reason)
    if running_contests:
        raise NotAllowed("Beslis eerst over elk gegeven dat de persoon betwist.")


def check_can_send(state: RequestState) -> None:
    """Raise NotAllowed unless there is a decision to tell."""
    if state is not RequestState.DECIDED:
        raise NotAllowed("Er is nog geen besluit, of het antwoord is al verstuurd.")


def check_can_reopen(state: RequestState) -> None:
    """Raise NotAllowed unless a decision was taken that nobody was told yet."""
    if state is not RequestState.DECIDED:
        raise NotAllowed(
            "Alleen een besluit dat nog niet is verstuurd, kunt u terugnemen. "
            "Neem anders een nieuw besluit op een nieuw verzoek."
        )


def check_can_withdraw(state: RequestState, *, running_contests: int) -> None:
    """Raise NotAllowed unless the person may still take his request back."""
    _check_is_open(state)
    if running_contests:
        raise NotAllowed("Beslis eerst over elk gegeven dat de persoon betwist.")


def check_can_contest(state: RequestState, *, running: bool, words: str) -> None:
    """Raise NotAllowed unless a record may be contested in this request."""
    _check_is_open(state)
    if running:
        raise NotAllowed("Dit gegeven wordt al betwist. Het telt nu niet mee.")
    check_is_reason(words)


def check_can_weigh(state: RequestState, *, reason: str) -> None:
    """Raise NotAllowed unless two people may still weigh what this request shows (R13)."""
    _check_is_open(state)
    check_is_reason(reason)


def check_can_settle(state: ContestState, *, reason: str) -> None:
    """Raise NotAllowed unless a contest is still to be decided, with a reason."""
    if state is not ContestState.RUNNING:
        raise NotAllowed("Over dit gegeven is al besloten.")
    check_is_reason(reason)


def check_can_confirm(state: ContestState) -> None:
    """Raise NotAllowed unless a destruction waits for its second person (R17)."""
    if state is not ContestState.TO_DESTROY:
        raise NotAllowed("Er wacht hier geen besluit op een tweede persoon.")


def check_is_reason(reason: str) -> None:
    """Raise NotAllowed unless a reason says something to the person it is written for."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotAllowed("Schrijf de reden op, in een zin die de persoon begrijpt.")


def _check_is_open(state: RequestState) -> None:
    if state is not RequestState.OPEN:
        raise NotAllowed("Dit verzoek is al afgehandeld.")
