"""In whose name a command of oversight is done: an officer, and beside him a second person."""

from typing import NamedTuple

from zichtlijn.audit.access import Access
from zichtlijn.desk import door
from zichtlijn.privacy.operations.opening import choose_purpose, open_access
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose
from zichtlijn.privacy.queries.scopes import fetch_grants
from zichtlijn.privacy.terms.asking import Asker, Grant, NotAllowed
from zichtlijn.privacy.terms.proposals import Second

_OFFICER = "data_protection_officer"


class Seats(NamedTuple):
    """Two people at one moment."""

    officer: Access
    second: Access


def seat_officer(account: str, *, reason: str) -> Access:
    """Open oversight for the data protection officer, with a reason of the closed list.

    Raises NotAllowed where the account does not hold that role, LogUnavailable.
    """
    plain = door.open_command_access(scope="oversight")
    held = [one for one in fetch_grants(account, moment=plain.moment) if one.role == _OFFICER]
    if not held:
        raise NotAllowed(
            "Dit account is geen functionaris voor gegevensbescherming, of niet meer.", rule="grant"
        )
    opened = _open(account, held[0], plain)
    opening = choose_purpose("oversight", reason=reason, access=opened)
    return _open(account, held[0], plain, opening=opening)


def seat_two(account: str, second: str, *, reason: str) -> Seats:
    """Seat the officer and the second person, who has another role. Raises as seat_officer."""
    officer = seat_officer(account, reason=reason)
    grants = fetch_grants(second, moment=officer.moment)
    held = [one for one in grants if one.role != _OFFICER]
    if not held:
        raise NotAllowed(
            "De tweede persoon is er niet, of heeft geen andere rol. Zie: zichtlijn accounts list",
            rule="second_person",
        )
    return Seats(officer, _open(second, held[0], officer))


def agree(kind: str, payload: str, *, reason: str, seats: Seats) -> str:
    """Let the two agree on a deed and return the code of what they agreed on.

    Both stand in the log and among the proposals. Raises NotAllowed, LogUnavailable.
    """
    code = propose(kind, payload, reason=reason, second=Second.OTHER_ROLE, access=seats.officer)
    confirm_proposal(code, kind=kind, access=seats.second)
    return code


def _open(account: str, grant: Grant, beside: Access, *, opening: str = "") -> Access:
    return open_access(
        Asker(account, grant.role, grant.organisation),
        opening=opening,
        path="oversight",
        moment=beside.moment,
        trace_id=beside.trace_id,
        origin="command",
    )
