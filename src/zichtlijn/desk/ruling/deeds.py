"""What `zichtlijn privacy rules` and `tables` do, as lines to print; imported with Django ready."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from zichtlijn.audit.access import Access
from zichtlijn.desk import door
from zichtlijn.privacy.operations import rules, tables
from zichtlijn.privacy.operations.opening import open_access
from zichtlijn.privacy.queries.scopes import Member, fetch_grants, list_scopes
from zichtlijn.privacy.reports.rules import check_rules_file, write_rules_file
from zichtlijn.privacy.terms.access import WrongRuleTable
from zichtlijn.privacy.terms.asking import Asker, NotAllowed
from zichtlijn.privacy.terms.rules import RULE_ROLES


def show() -> Iterator[str]:
    """Tell the table that rules, as its file."""
    yield write_rules_file().decode()


def check(file: Path) -> Iterator[str]:
    """Tell whether a table passes its checks."""
    count = check_rules_file(_read(file))
    yield f"In orde: {count} regels, die elkaar nergens tegenspreken."


def propose(file: Path, sentences: Path | None, reason: str, by: str) -> Iterator[str]:
    """Keep a table as a proposal."""
    code = rules.propose_rules(
        _read(file),
        sentences_csv=_read(sentences) if sentences else None,
        reason=reason,
        access=_open(by),
    )
    yield "Voorgesteld. Laat iemand met een andere rol dit binnen een week bevestigen:"
    yield f"  zichtlijn privacy rules confirm {code} --by ACCOUNT"


def confirm(code: str, by: str) -> Iterator[str]:
    """Let a proposed table rule."""
    number = rules.confirm_rules(code, access=_open(by))
    yield f"Versie {number} geldt nu."


def list_tables() -> Iterator[str]:
    """Tell every table with its members."""
    access = door.open_command_access(scope="scopes")
    for scope in list_scopes(access=access):
        yield f"{scope.code}  {scope.title}: {scope.purpose}, {scope.gate}, tot {scope.ends_on}"
        for member in scope.members:
            yield f"  {member.account}, {member.role} ({member.organisation}), tot {member.until}"


def make_table(
    title: str, by: str, *, kind: str, purpose: str, gate: str, until: date, covenant: str
) -> Iterator[str]:
    """Make a table."""
    code = tables.set_up_scope(
        kind,
        title,
        purpose=purpose,
        gate=gate,
        ends_on=until,
        covenant=covenant,
        access=_open(by),
    )
    yield f"Gemaakt: {code}"


def seat(code: str, account: str, role: str, until: date, by: str) -> Iterator[str]:
    """Give an account a seat, in a role that it holds."""
    access = _open(by)
    held = [g for g in fetch_grants(account, moment=access.moment) if g.role == role]
    if not held:
        raise NotAllowed("Dit account heeft deze rol niet, of niet meer.", rule="grant")
    member = Member(account, role, held[0].organisation, until)
    tables.seat_member(code, member, access=access)
    yield f"Plaats gegeven tot {until:%d-%m-%Y}."


def leave(code: str, account: str, by: str) -> Iterator[str]:
    """Take the seats of an account back."""
    tables.end_seat(code, account, access=_open(by))
    yield "Plaats teruggenomen."


def propose_step(code: str, gate: str, reason: str, by: str) -> Iterator[str]:
    """Propose another step."""
    proposal = tables.propose_gate(code, gate, reason=reason, access=_open(by))
    yield "Voorgesteld. Laat iemand van een andere organisatie dit binnen een week bevestigen:"
    yield f"  zichtlijn privacy tables confirm-step {proposal} --by ACCOUNT"


def confirm_step(code: str, by: str) -> Iterator[str]:
    """Let a table move."""
    gate = tables.confirm_gate(code, access=_open(by))
    yield f"De tafel staat nu op {gate}."


def _open(account: str) -> Access:
    """Return the access of an account, in a role that decides where it holds one."""
    plain = door.open_command_access(scope="rules")
    grants = fetch_grants(account, moment=plain.moment)
    if not grants:
        raise NotAllowed("Dit account bestaat niet, of heeft geen rol meer.", rule="grant")
    picked = next((grant for grant in grants if grant.role in RULE_ROLES), grants[0])
    opened = open_access(
        Asker(account, picked.role, picked.organisation),
        opening="",
        path="privacy",
        moment=plain.moment,
        trace_id=plain.trace_id,
        origin="command",
    )
    return replace(opened, scope="privacy")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise WrongRuleTable(f"{file.name} kan niet worden gelezen.") from problem
