"""The one place where a read of people is decided, counted and logged, before it is done.

Call `admit` inside the transaction that reads: decision, line and read stand or fall together.
A refusal undoes that transaction, so its line waits in `_REFUSED` and is written by the door
(`log_refusals`) when the transaction is over; nothing was shown meanwhile.
"""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.policies.asking import WALL, Answer, explain_absence, judge, write_shown
from zichtlijn.privacy.queries.openings import Opened, OpenTable, find_opening
from zichtlijn.privacy.queries.plain_sql import change_rows, fetch_rows
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.queries.scopes import holds_grant
from zichtlijn.privacy.terms.access import HABITATS, Decision, Outcome
from zichtlijn.privacy.terms.asking import (
    BUDGETS,
    Asker,
    AskerFacts,
    BudgetSpent,
    NotAllowed,
    PurposeNeeded,
    ReasonNeeded,
    RecordFacts,
    facts_without_person,
)

SHOWING = frozenset({"find", "show", "inspect", "export"})
_HOUR = timedelta(hours=1)


class Refusal(NamedTuple):
    """A line about what was not done."""

    action: str
    scope: str
    access: Access
    decision: str
    rule: str


_REFUSED: ContextVar[tuple[Refusal, ...]] = ContextVar("refused", default=())


def admit(
    verb: str,
    facts: RecordFacts,
    *,
    access: Access,
    action: str,
    scope: str,
    subjects: Sequence[str] = (),
    count: int | None = None,
) -> Outcome:
    """Return ALLOWED or MASKED once the line is written; the caller then reads, in one transaction.

    Takes the facts of the record, `scope` as the log names it ("group:<code>" where the read is
    about a group or case), and the random ids of the people it shows. Raises NotAllowed, and
    its kinds PurposeNeeded, ReasonNeeded and BudgetSpent, with a sentence for the user;
    LogUnavailable where the line cannot be written.
    """
    require_transaction()
    asker, table = _find_asker(access, scope=scope)
    ruling = fetch_ruling_table()
    answer = judge(verb, facts, asker, table=ruling.table, sentences=ruling.sentences)
    if answer.decision.outcome not in (Outcome.ALLOWED, Outcome.MASKED):
        raise _refuse(answer, Refusal(action, scope, access, *answer.decision))
    if _is_behind_wall(facts, table):
        walled = Answer(Decision(Outcome.NEEDS_TRANSFER, WALL), _WALL_SENTENCE)
        raise _refuse(walled, Refusal(action, scope, access, *walled.decision))
    if verb in SHOWING:
        _spend(len(subjects) or count or 0, access=access, action=action, scope=scope)
    log.record(
        action,
        scope=scope,
        access=access,
        count=count,
        subjects=subjects,
        decision=str(answer.decision.outcome),
        rule=answer.decision.rule,
    )
    return answer.decision.outcome


def refuse_missing(
    verb: str, facts: RecordFacts, *, access: Access, action: str, scope: str
) -> NotAllowed:
    """Return what to raise where a record is not there: the words of a refusal, and its line.

    Takes only the class and regime of the facts.
    """
    asker = fetch_asker(access, scope=scope)
    ruling = fetch_ruling_table()
    sentence = explain_absence(verb, facts, asker, table=ruling.table, sentences=ruling.sentences)
    missing = Answer(Decision(Outcome.REFUSED, "missing"), sentence)
    return _refuse(missing, Refusal(action, scope, access, *missing.decision))


def keep_admitted(
    verb: str,
    *,
    access: Access,
    scope: str,
    known: RecordFacts,
    columns: Mapping[str, str],
    outcomes: tuple[Outcome, ...] = (Outcome.ALLOWED, Outcome.MASKED),
) -> str:
    """Return an SQL condition that keeps the records which this asker may be shown now.

    Takes the facts that all records share, and for the other facts the column they stand in.
    What is refused is left out and not counted. Then call `admit` for what was kept, with its
    ids, before reading contents. Raises PurposeNeeded.
    """
    require_transaction()
    asker = fetch_asker(access, scope=scope)
    table = fetch_ruling_table().table
    return write_shown(verb, known, asker, table=table, columns=columns, outcomes=outcomes)


def check_declared(reads: Sequence[tuple[str, str]], *, access: Access) -> None:
    """Raise NotAllowed unless one of the reads that a page declares can open for this reader.

    Each is a class of data and a verb. Nothing is read or known of a record yet, so a refusal
    is the same whatever there is; what the page then reads is decided record by record.
    """
    asker, table = _find_asker(access, scope=access.scope)
    answers = _judge_declared(reads, asker)
    if all(answer.decision.outcome is Outcome.REFUSED for answer in answers):
        scope = table.name if table else access.scope
        line = Refusal("privacy.page.refuse", scope, access, *answers[0].decision)
        raise _refuse(answers[0], line)


def may_open(data_class: str, verb: str, *, access: Access) -> bool:
    """Return whether a read or deed could open for this reader; nothing is refused by asking.

    Raises PurposeNeeded.
    """
    asker, _ = _find_asker(access, scope=access.scope)
    answers = _judge_declared([(data_class, verb)], asker)
    return any(answer.decision.outcome is not Outcome.REFUSED for answer in answers)


def _judge_declared(reads: Sequence[tuple[str, str]], asker: AskerFacts) -> list[Answer]:
    rules = fetch_ruling_table()
    return [
        judge(verb, blank, asker, table=rules.table, sentences=rules.sentences)
        for data_class, verb in reads
        for regime in HABITATS[data_class]
        for blank in _list_blanks(data_class, regime)
    ]


def _list_blanks(data_class: str, regime: str) -> tuple[RecordFacts, RecordFacts]:
    """Return nobody, and the grown-up whom the rules let somebody write down first."""
    nobody = facts_without_person(data_class, regime=regime)
    return nobody, nobody._replace(age="16_plus")


def fetch_asker(access: Access, *, scope: str) -> AskerFacts:
    """Return what is true of the asker at this moment, from the database and nowhere else.

    A purpose that ended, a role that was taken back, and a table other than the one that was
    opened count as no purpose. Raises PurposeNeeded where only a new choice can help.
    """
    return _find_asker(access, scope=scope)[0]


def is_review_overdue(account: str, *, access: Access) -> bool:
    """Return whether an emergency opening of this account waits for review beyond its term."""
    waiting = models.BreakGlass.objects.filter(account=account, reviewed_at__isnull=True)
    return waiting.filter(review_by__lt=access.moment.date()).exists()


def forget_refusals() -> None:
    """Begin a request with nothing refused."""
    _REFUSED.set(())


def log_refusals() -> int:
    """Write the lines of what was refused, and return how many; the door calls this at the end."""
    refused = _REFUSED.get()
    forget_refusals()
    if not refused:
        return 0
    with transaction.atomic():
        for line in refused:
            log.record(
                line.action,
                scope=line.scope,
                access=line.access,
                decision=line.decision,
                rule=line.rule,
            )
    return len(refused)


def require_transaction() -> None:
    """Raise TransactionManagementError outside a transaction: that is a bug of the caller."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("decide, log and read in one transaction")


_WALL_SENTENCE = (
    "Deze gegevens vallen onder een ander regime dan deze groep of casus. "
    "Leg eerst de verstrekking vast, met artikel en besluit."
)


def _find_asker(access: Access, *, scope: str) -> tuple[AskerFacts, OpenTable | None]:
    asker = Asker(access.reader, access.role, access.organisation)
    opened = find_opening(access.opening, asker, moment=access.moment)
    if opened is None or opened.purpose != access.purpose:
        raise _need_purpose(access, scope)
    if not holds_grant(asker, moment=access.moment):
        raise _need_purpose(access, scope)
    table = opened.table
    if table and not _is_about(table, scope, access):
        raise _need_purpose(access, scope)
    facts = AskerFacts(
        role=asker.role,
        organisation=asker.organisation,
        purpose=opened.purpose,
        gate=table.gate if table else "none",
        member=opened.member,
        break_glass=_tell_emergency(opened, access),
        reason="yes" if opened.reason else "no",
    )
    return facts, table


def _is_about(table: OpenTable, scope: str, access: Access) -> bool:
    """Return whether a read is about the table that was opened, and that table is not closed."""
    is_same = scope == table.name or scope.startswith(f"{table.name}:")
    return is_same and table.ends_on >= access.moment.date()


def _tell_emergency(opened: Opened, access: Access) -> str:
    if not opened.is_emergency:
        return "no"
    return "review_overdue" if is_review_overdue(access.reader, access=access) else "active"


def _is_behind_wall(facts: RecordFacts, table: OpenTable | None) -> bool:
    """Return whether a record is of another regime than its table and no transfer brought it."""
    if table is None or facts.regime in (table.regime, "open_aggregate"):
        return False
    crossed = models.Transfer.objects.filter(
        scope=table.number, from_regime=facts.regime, to_regime=table.regime
    )
    return not crossed.exists()


def _spend(number: int, *, access: Access, action: str, scope: str) -> None:
    """Count the people shown; raise BudgetSpent where the hour is full already."""
    most = BUDGETS[access.role]
    change_rows(_FORGET_SHOWN, access.reader, access.moment - _HOUR)
    spent = sum(shown for (shown,) in fetch_rows(_SHOWN, access.reader))
    if number and spent >= most:
        _REFUSED.set((*_REFUSED.get(), Refusal(action, scope, access, "refused", "budget")))
        raise BudgetSpent(most=most)
    if number:
        change_rows(_ADD_SHOWN, access.reader, access.role, access.moment, number)


_FORGET_SHOWN = "DELETE FROM privacy_shownsubjects WHERE account = %s AND shown_at <= %s"
_SHOWN = "SELECT number FROM privacy_shownsubjects WHERE account = %s"
_ADD_SHOWN = (
    "INSERT INTO privacy_shownsubjects (account, role, shown_at, number) VALUES (%s, %s, %s, %s)"
)


def _need_purpose(access: Access, scope: str) -> PurposeNeeded:
    refusal = Refusal("privacy.purpose.missing", scope, access, "refused", "purpose")
    _REFUSED.set((*_REFUSED.get(), refusal))
    return PurposeNeeded(scope=scope)


def _refuse(answer: Answer, line: Refusal) -> NotAllowed:
    _REFUSED.set((*_REFUSED.get(), line))
    kind = ReasonNeeded if answer.decision.outcome is Outcome.NEEDS_REASON else NotAllowed
    return kind(answer.sentence, outcome=answer.decision.outcome, rule=answer.decision.rule)
