"""Read the cards that the rooms ship, and fill in whose they are."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import zichtlijn

_PACKAGE = Path(zichtlijn.__file__).parent


class Card(NamedTuple):
    """One algorithm: its room, its name there, and the fields of the publication standard."""

    room: str
    model: str
    fields: Mapping[str, object]

    @property
    def code(self) -> str:
        """Return the name of the card in addresses and folders."""
        return f"{self.room}-{self.model}"


def read_cards(*, organisation: str, package: Path = _PACKAGE) -> tuple[Card, ...]:
    """Return every card by room and model, under the organisation that would publish it."""
    return tuple(
        Card(
            path.parents[2].name,
            path.parent.name,
            {**json.loads(path.read_text(encoding="utf-8")), "organization": organisation},
        )
        for path in sorted(package.glob("*/cards/*/algorithm.json"))
    )


def write_card(card: Card) -> bytes:
    """Return a card as the JSON that the register takes in."""
    return json.dumps(card.fields, ensure_ascii=False, indent=2).encode() + b"\n"
