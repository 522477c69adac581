"""Deeds of two people: what waits for the second, and what he said."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from zichtlijn.privacy.terms.asking import Asker


class Second(StrEnum):
    """Who the second person must be: always another account in another role."""

    OTHER_ROLE = "other_role"
    OTHER_ORGANISATION = "other_organisation"


class ProposalState(StrEnum):
    """Where a proposal stands; one that is open past its week has expired."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Proposed(NamedTuple):
    """A deed as it was proposed; its room knows what the payload refers to."""

    code: str
    kind: str
    payload: str
    asker: Asker
    second: Second
    proposed_at: datetime
    expires_at: datetime
    state: ProposalState


class Confirmed(NamedTuple):
    """A deed that two people want; `second_person` is the word of the rule table."""

    code: str
    kind: str
    payload: str
    second_person: str
