"""Proof for whoever asks: what was destroyed, and that nothing past its term is left."""

from datetime import date

from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import list_tombstones
from zichtlijn.privacy.operations.holdings import all_holdings
from zichtlijn.privacy.operations.own_records import ROOM, count_own_past_term
from zichtlijn.privacy.policies.proof import find_first_break
from zichtlijn.privacy.queries.retention import count_remains, fetch_destructions
from zichtlijn.privacy.terms.proof import Proof, RoomState


def prove_destruction(*, today: date, access: Access) -> Proof:
    """Return the proof as it stands today. Raises LogUnavailable, KeysUnavailable."""
    links = fetch_destructions(access=access)
    return Proof(
        links=links,
        first_break=find_first_break(links),
        rooms=count_past_term(today=today),
        waiting=count_remains(),
        tombstones=len(list_tombstones()),
    )


def count_past_term(*, today: date) -> tuple[RoomState, ...]:
    """Return for each room how many records are past their term and still there."""
    rooms = [RoomState(one.ROOM, one.count_past_term(today=today)) for one in all_holdings()]
    return (*rooms, RoomState(ROOM, count_own_past_term(today=today)))
