"""May this table be set, closed, lengthened or taken back? Raises NotAllowed with a sentence."""

from collections.abc import Collection
from datetime import date

from zichtlijn.privacy.policies.purposes import knows_deed
from zichtlijn.privacy.terms.access import RuleTable
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.tables import CLASS_OF, KEEPERS, LONGEST_TABLE, STEPS, TableRecord

_SHORTEST_REASON = 10


def check_can_set(role: str, *, kind: str, purpose: str, gate: str, known: Collection[str]) -> None:
    """Raise NotAllowed unless this role sets tables, for a purpose that the rules open to it."""
    if role not in KEEPERS:
        raise NotAllowed(
            "Een tafel richt de procesregisseur of de adviseur veiligheid in.", rule="fit"
        )
    if purpose not in known:
        raise NotAllowed("Dit doel hoort niet bij uw rol.")
    if gate not in STEPS.get(kind, ()):
        raise NotAllowed("Deze stap hoort niet bij deze soort tafel.")


def check_last_day(ends_on: date, *, today: date) -> None:
    """Raise NotAllowed unless the last day of a table is ahead, and within a year."""
    if not today < ends_on <= today + LONGEST_TABLE:
        raise NotAllowed("De laatste dag ligt na vandaag en hoogstens een jaar verder.")


def check_keeps(table: TableRecord, *, account: str, role: str) -> None:
    """Raise NotAllowed unless this person keeps this table: a seat, in a role that may."""
    if role not in KEEPERS or not sits(table, account=account, role=role):
        raise NotAllowed("Dat doet wie deze tafel beheert. Vraag het daar.", rule="fit")


def check_stands(table: TableRecord, *, today: date) -> None:
    """Raise NotAllowed where a table has ended."""
    if table.ends_on < today:
        raise NotAllowed("Deze tafel is gesloten.")


def check_can_leave(table: TableRecord, *, account: str) -> None:
    """Raise NotAllowed where nobody would be left who keeps the table."""
    others = [s for s in table.seats if s.is_living and s.account != account and s.role in KEEPERS]
    if not others:
        raise NotAllowed("Er moet iemand blijven die deze tafel beheert.")


def check_can_lengthen(table: TableRecord, *, ends_on: date, reason: str, today: date) -> None:
    """Raise NotAllowed unless a table may get this last day, for this reason."""
    check_reason(reason)
    if ends_on == table.ends_on:
        raise NotAllowed("Dit is de laatste dag die nu al geldt.")
    check_last_day(ends_on, today=today)


def check_can_take_back(table: TableRecord, *, account: str, today: date) -> None:
    """Raise NotAllowed unless this account set the table today and nobody has worked there yet."""
    if (table.made_by, table.made_on) != (account, today) or table.was_opened:
        raise NotAllowed(
            "Terugnemen kan alleen op de dag zelf, als er nog niemand aan werkte. Sluit de tafel."
        )


def check_reason(reason: str) -> None:
    """Raise NotAllowed unless there is a reason that says something."""
    if len(reason.strip()) < _SHORTEST_REASON:
        raise NotAllowed(f"Geef een reden van ten minste {_SHORTEST_REASON} tekens.")


def check_knows_deed(table: TableRecord, *, verb: str, role: str, rules: RuleTable) -> None:
    """Raise NotAllowed unless some row lets this role do this with a table of this purpose."""
    about = CLASS_OF[table.kind]
    if not knows_deed(rules, role=role, verb=verb, data_class=about, purpose=table.purpose):
        raise NotAllowed("Uw rol gaat niet over de stappen van deze tafel.", rule="fit")


def sits(table: TableRecord, *, account: str, role: str) -> bool:
    """Return whether somebody sits at a table in this role now."""
    return any(s.is_living and (s.account, s.role) == (account, role) for s in table.seats)


def check_can_step(table: TableRecord, *, gate: str) -> None:
    """Raise NotAllowed unless a table of this kind can go to this step; closing is another deed."""
    if gate not in STEPS[table.kind] or gate == table.gate:
        raise NotAllowed("Kies een andere stap die bij deze tafel hoort.")
