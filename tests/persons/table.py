"""A table with people of three organisations, and somebody to write down."""

from datetime import date, timedelta
from typing import NamedTuple

from tests.privacy.town import NOW, hold, set_table, work

from zichtlijn.audit.access import Access
from zichtlijn.persons.operations import write_record
from zichtlijn.persons.terms import Identity, Kind, Part, Sighting

ADULT = date(2005, 5, 17)
FOURTEEN = date(2012, 3, 9)
ELEVEN = date(2015, 3, 9)


class Table(NamedTuple):
    """The name of a table and who sit at it, each with his own access."""

    scope: str
    youth: Access
    police: Access
    director: Access
    officer: Access
    stranger: Access


def sit_down(*, gate: str = "step_3", moment=NOW) -> Table:
    askers = [hold(role) for role in
              ("youth_worker", "neighbourhood_officer", "process_director", "enforcement_officer")]  # fmt: skip
    scope = set_table(*askers, gate=gate)
    elsewhere = hold("neighbourhood_officer")
    other = set_table(elsewhere)
    seats = [work(asker, scope, moment=moment) for asker in askers]
    return Table(str(scope), *seats, work(elsewhere, other, moment=moment))


def somebody(
    name: str = "Jorrit Wijbenga", born: date | None = ADULT, address: str = ""
) -> Identity:
    return Identity(name, born, address)


def written(table: Table, name: str = "Jorrit Wijbenga", *, by: Access | None = None,
            born: date | None = ADULT, address: str = "", pseudonym: str = "") -> str:  # fmt: skip
    """Write somebody down and return the id of the record."""
    who = somebody(name, born, address)
    return write_record(who, scope=table.scope, access=by or table.youth, pseudonym=pseudonym).code


def seen(part: Part = Part.PRESENT, *, kind: Kind = Kind.CALM, text: str = "Stond bij de bankjes.",
         place: str = "Kolkplein", hours_ago: int = 2) -> Sighting:  # fmt: skip
    return Sighting(NOW - timedelta(hours=hours_ago), place, part, kind, text)
