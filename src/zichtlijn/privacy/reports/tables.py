"""The tables of who asks, and one table with its seats and what waits there, ready to draw."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.privacy.policies.purposes import list_purposes
from zichtlijn.privacy.policies.table_keeping import check_knows_deed, sits
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.queries.tables import (
    fetch_table,
    fetch_table_proposals,
    fetch_tables,
    list_candidates,
)
from zichtlijn.privacy.reports.words import GATES, KINDS, PURPOSES, REGIMES, ROLES, speak
from zichtlijn.privacy.terms.asking import WITHOUT_SCOPE, NotAllowed
from zichtlijn.privacy.terms.tables import (
    CLOSE,
    KEEPERS,
    LENGTHEN,
    SOON,
    STEPS,
    Candidate,
    SeatRecord,
    TableProposal,
    TableRecord,
)


@dataclass(frozen=True)
class Choice:
    """A word that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True)
class TableRow:
    """One table in the list."""

    code: str
    kind: str
    title: str
    purpose: str
    step: str
    ends_on: date
    days_left: int
    is_open: bool
    ends_soon: bool
    seats: int


@dataclass(frozen=True)
class TablesPage:
    """The tables that stand, and those that ended."""

    standing: tuple[TableRow, ...]
    ended: tuple[TableRow, ...]
    may_set: bool
    sees_all: bool


@dataclass(frozen=True)
class SeatRow:
    """Who sits at a table."""

    account: str
    role: str
    organisation: str
    value: str  # account, role and organisation, for a form
    until: date
    days_left: int
    ends_soon: bool
    is_own: bool


@dataclass(frozen=True)
class ProposalRow:
    """What waits for a second person."""

    code: str
    what: str
    proposed_by: str
    second: str
    reason: str
    is_own: bool


@dataclass(frozen=True)
class TablePage:
    """One table, with what this reader can do there now."""

    row: TableRow
    regime: str
    covenant: str
    made_by: str
    made_on: date | None
    seats: tuple[SeatRow, ...]
    left: tuple[SeatRow, ...]
    waiting: tuple[ProposalRow, ...]
    steps: tuple[Choice, ...]
    may_keep: bool
    may_decide: bool
    may_propose_step: bool
    may_take_back: bool
    latest_seat: date


def tables_page(*, access: Access) -> TablesPage:
    """Return the own tables, or all for oversight. Raises LogUnavailable."""
    today = access.moment.date()
    rows = tuple(describe_table(one, today=today) for one in fetch_tables(access=access))
    return TablesPage(
        tuple(row for row in rows if row.is_open),
        tuple(row for row in rows if not row.is_open),
        access.role in KEEPERS,
        access.role == "data_protection_officer",
    )


def table_page(code: str, *, access: Access) -> TablePage:
    """Return one table. Raises NotAllowed where this reader may not know of it."""
    table, today = fetch_table(code, access=access), access.moment.date()
    if table is None:
        raise NotAllowed(_("Deze groep of casus is er niet."), rule="fit")
    row, is_seated = describe_table(table, today=today), _sits(table, access)
    keeps = is_seated and access.role in KEEPERS
    untouched = (table.made_by, table.made_on) == (access.reader, today) and not table.was_opened
    seats = tuple(_describe_seat(seat, today=today, access=access) for seat in table.seats)
    living = tuple(one for one, seat in zip(seats, table.seats, strict=True) if seat.is_living)
    return TablePage(
        row=row,
        regime=str(REGIMES[table.regime]),
        covenant=table.covenant,
        made_by=table.made_by,
        made_on=table.made_on,
        seats=living,
        left=tuple(_list_left(seats, living)),
        waiting=tuple(
            _describe_proposal(one, access=access)
            for one in fetch_table_proposals(code, access=access)
        ),
        steps=_list_steps(table),
        may_keep=keeps,
        may_decide=is_seated,
        may_propose_step=is_seated and row.is_open and _knows("propose", table, access),
        may_take_back=keeps and untouched,
        latest_seat=table.ends_on,
    )


def describe_table(table: TableRecord, *, today: date) -> TableRow:
    """Return a table as a line of a list."""
    left = (table.ends_on - today).days
    return TableRow(
        code=table.code,
        kind=str(KINDS[table.kind]),
        title=table.title,
        purpose=str(PURPOSES[table.purpose]),
        step=str(GATES[table.gate]),
        ends_on=table.ends_on,
        days_left=left,
        is_open=left >= 0,
        ends_soon=0 <= left <= SOON.days,
        seats=sum(seat.is_living for seat in table.seats),
    )


def list_known_purposes(*, access: Access) -> tuple[Choice, ...]:
    """Return the purposes for which this reader's role can set a table."""
    known = list_purposes(fetch_ruling_table().table, role=access.role)
    return tuple(Choice(one, str(PURPOSES[one])) for one in known if one not in WITHOUT_SCOPE)


def list_people(page: TablePage, *, access: Access) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Return who could be given a seat at a table, by role; nobody who sits there in that role."""
    seated = {seat.value for seat in page.seats}
    by_role: dict[str, list[Choice]] = {}
    for one in list_candidates(access=access):
        value = write_candidate(one)
        if value not in seated and one.role not in ("resident", "data_protection_officer"):
            label = f"{one.account} ({speak(one.organisation, column='organisation')})"
            by_role.setdefault(str(ROLES[one.role]), []).append(Choice(value, label))
    return tuple((role, tuple(people)) for role, people in sorted(by_role.items()))


def write_candidate(one: Candidate | SeatRecord) -> str:
    """Return somebody in a role as one word of a form."""
    return f"{one.role} {one.organisation} {one.account}"


def _list_steps(table: TableRecord) -> tuple[Choice, ...]:
    return tuple(Choice(one, str(GATES[one])) for one in STEPS[table.kind] if one != table.gate)


def _list_left(seats: tuple[SeatRow, ...], living: tuple[SeatRow, ...]) -> list[SeatRow]:
    """Return who left and did not come back, once each."""
    here = {seat.value for seat in living}
    left = {seat.value: seat for seat in seats if seat.value not in here}
    return list(left.values())


def _describe_seat(seat: SeatRecord, *, today: date, access: Access) -> SeatRow:
    left = (seat.until - today).days
    return SeatRow(
        account=seat.account,
        role=str(ROLES[seat.role]),
        organisation=speak(seat.organisation, column="organisation"),
        value=write_candidate(seat),
        until=seat.until,
        days_left=left,
        ends_soon=0 <= left <= SOON.days,
        is_own=seat.account == access.reader,
    )


def _describe_proposal(one: TableProposal, *, access: Access) -> ProposalRow:
    other = _("Iemand van een andere organisatie bevestigt of wijst af.")
    if not one.needs_other_organisation:
        other = _("Iemand met een andere rol bevestigt of wijst af.")
    return ProposalRow(
        code=one.code,
        what=_say_proposal(one),
        proposed_by=f"{one.proposed_by}, {ROLES[one.proposed_role]}",
        second=other,
        reason=one.reason,
        is_own=one.proposed_by == access.reader,
    )


def _say_proposal(one: TableProposal) -> str:
    if one.kind == CLOSE:
        return _("Deze tafel sluiten")
    if one.kind == LENGTHEN:
        day = date_format(date.fromisoformat(one.becomes), "j F Y")
        return _("Een andere laatste dag: %(day)s") % {"day": day}
    return _("Naar %(step)s") % {"step": GATES[one.becomes]}


def _knows(verb: str, table: TableRecord, access: Access) -> bool:
    try:
        ruling = fetch_ruling_table().table
        check_knows_deed(table, verb=verb, role=access.role, rules=ruling)
    except NotAllowed:
        return False
    return True


def _sits(table: TableRecord, access: Access) -> bool:
    return sits(table, account=access.reader, role=access.role)
