"""What a table that ends means for the rooms in which records stay for its approach."""

from datetime import date
from typing import Protocol, runtime_checkable

from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.holdings import all_holdings


@runtime_checkable
class FollowsTables(Protocol):
    """A room in which a record stays longer while the approach of its table runs."""

    def bring_forward(self, scope: str, *, closed_on: date, access: Access) -> int:
        """Set the clocks of a table by the day on which it ends; never to a later day."""


def bring_forward(scope: str, *, closed_on: date, access: Access) -> int:
    """Tell every such room on which day a table ends, and return how many clocks moved."""
    rooms = [room for room in all_holdings() if isinstance(room, FollowsTables)]
    return sum(room.bring_forward(scope, closed_on=closed_on, access=access) for room in rooms)
