"""No free search over persons (guard rail G4)."""

from zichtlijn.persons.terms import WrongWriting

FEWEST_FIELDS = 2
"""Identifying fields that a search asks for: one alone would be browsing."""


def check_can_search(*, fields: int) -> None:
    """Raise WrongWriting unless a question holds two identifying fields."""
    if fields < FEWEST_FIELDS:
        raise WrongWriting(
            "Vul er twee in: een naam met een geboortedatum, of een van beide met een adres.",
            field="full_name",
        )
