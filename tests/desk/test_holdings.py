"""Inspection and destruction reach every room that holds something."""

from pathlib import Path

from zichtlijn.desk.apps import ROOMS_WITH_HOLDINGS
from zichtlijn.privacy.operations.holdings import all_holdings


def test_no_room_with_holdings_is_forgotten(project: Path) -> None:
    rooms = {path.parent.name for path in (project / "src/zichtlijn").glob("*/holdings.py")}
    assert rooms
    assert set(ROOMS_WITH_HOLDINGS) == rooms
    assert [room.ROOM for room in all_holdings()] == sorted(rooms)
