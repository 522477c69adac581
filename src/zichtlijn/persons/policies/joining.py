"""Joining is a deed of two people of two roles, and can be taken back (guard rails G14, G15)."""

from collections.abc import Mapping

from zichtlijn.persons.terms import Author, JoiningState, NotAllowed, WrongWriting

SHORTEST_REASON = 10


def check_can_propose(one: str, other: str, *, persons: Mapping[str, str], proposed: bool) -> None:
    """Raise NotAllowed unless two records may be proposed as one person."""
    if one == other:
        raise NotAllowed("Kies twee verschillende registraties.")
    if proposed:
        raise NotAllowed("Over deze twee ligt al een voorstel. Beslis eerst daarover.")
    if one in persons and other in persons:
        if persons[one] == persons[other]:
            raise NotAllowed("Deze twee registraties zijn al samengevoegd.")
        raise NotAllowed("Beide horen al bij een ander. Maak eerst een van beide los.")


def check_can_confirm(state: JoiningState, *, proposed_by: Author, confirmed_by: Author) -> None:
    """Raise NotAllowed unless somebody else, in another role and organisation, confirms."""
    _check_waits(state)
    if confirmed_by.account == proposed_by.account:
        raise NotAllowed("U hebt dit zelf voorgesteld. Iemand anders moet het bevestigen.")
    if confirmed_by.role == proposed_by.role:
        raise NotAllowed("Dit moet iemand met een andere rol bevestigen.")
    if confirmed_by.organisation == proposed_by.organisation:
        raise NotAllowed("Dit moet iemand van een andere organisatie bevestigen.")


def check_can_decline(state: JoiningState) -> None:
    """Raise NotAllowed unless a joining still waits for an answer."""
    _check_waits(state)


def check_can_undo(state: JoiningState) -> None:
    """Raise NotAllowed unless there is still something to take back."""
    if state is JoiningState.UNDONE:
        raise NotAllowed("Deze samenvoeging is al ongedaan gemaakt.")


def _check_waits(state: JoiningState) -> None:
    if state is not JoiningState.PROPOSED:
        raise NotAllowed("Over dit voorstel is al beslist.")


def check_reason(reason: str) -> None:
    """Raise WrongWriting unless a reason says something."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise WrongWriting(f"Geef een reden van minstens {SHORTEST_REASON} tekens.", field="reason")
