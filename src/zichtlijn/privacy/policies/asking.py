"""From asker and record to the case that the rule table decides; pure, so tests can ask it all."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from zichtlijn.privacy.policies.decisions import decide, find_strangers
from zichtlijn.privacy.policies.filters import OUTSIDE, write_filter
from zichtlijn.privacy.terms.access import Case, Decision, Outcome, RuleTable
from zichtlijn.privacy.terms.asking import AskerFacts, RecordFacts, facts_without_person

WALL = "wall"
"""The rule named where a query would reach through the wall between two regimes."""

NOTHING_THERE = "Dit is er niet, of u mag het niet zien."
"""What is said of what is not there, and of what is there but refused: one sentence for both."""

_SHOWN = (Outcome.ALLOWED, Outcome.MASKED)
_OWN_WORDS = ("write", "propose")


_STILL_NEEDED: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.NEEDS_REASON: "Geef eerst een reden",
        Outcome.NEEDS_SECOND_PERSON: "Laat eerst een tweede persoon bevestigen",
        Outcome.NEEDS_TRANSFER: "Leg eerst de verstrekking vast",
    }
)


class Answer(NamedTuple):
    """What was decided, and what the user is told when it is no."""

    decision: Decision
    sentence: str


def judge(
    verb: str,
    record: RecordFacts,
    asker: AskerFacts,
    *,
    table: RuleTable,
    sentences: Mapping[str, str],
) -> Answer:
    """Return the decision, and a sentence that tells nothing of the record where it is refused.

    The sentence of the row is said only where it would also be said of a record that does
    not exist; else a refusal would tell that there is something (methods T3). Who writes
    or proposes gave the facts himself, and hears the row.
    """
    decision = _decide(verb, record, asker, table)
    if decision.outcome is not Outcome.REFUSED or verb in _OWN_WORDS:
        return Answer(decision, say(decision, sentences=sentences))
    return Answer(decision, explain_absence(verb, record, asker, table=table, sentences=sentences))


def say(decision: Decision, *, sentences: Mapping[str, str]) -> str:
    """Return one Dutch sentence for the user: what is missing, else what the row says."""
    said = sentences.get(decision.rule, NOTHING_THERE)
    needed = _STILL_NEEDED.get(decision.outcome)
    return f"{needed}: {said[0].lower()}{said[1:]}" if needed else said


def explain_absence(
    verb: str,
    record: RecordFacts,
    asker: AskerFacts,
    *,
    table: RuleTable,
    sentences: Mapping[str, str],
) -> str:
    """Return what is said of a record of this class that is not there.

    Takes of the record its class and regime only: what is known without having looked.
    """
    blank = facts_without_person(record.data_class, regime=record.regime)
    decision = _decide(verb, blank, asker, table)
    if decision.outcome is not Outcome.REFUSED:
        return NOTHING_THERE
    return say(decision, sentences=sentences)


def write_shown(
    verb: str,
    known: RecordFacts,
    asker: AskerFacts,
    *,
    table: RuleTable,
    columns: Mapping[str, str],
    outcomes: tuple[Outcome, ...] = _SHOWN,
) -> str:
    """Write the SQL condition that keeps the records this asker may be shown, masked or not.

    `columns` says in which database column a fact stands; the other facts are `known`. One
    question stays within one regime, so that no query crosses a wall (guard rail G10):
    raises ValueError where the regime would be a column.
    """
    if {"regime", "data_class"} & set(columns):
        raise ValueError("een vraag gaat over een soort gegevens in een regime")
    facts = known._asdict() | asker._asdict() | {"verb": verb}
    asked = {column: value for column, value in facts.items() if column not in columns}
    return write_filter(table, known=asked, outcomes=outcomes, columns=columns)


def _decide(verb: str, record: RecordFacts, asker: AskerFacts, table: RuleTable) -> Decision:
    case = Case(**record._asdict(), **asker._asdict(), verb=verb)
    if any(find_strangers(case._asdict())):
        return Decision(Outcome.REFUSED, OUTSIDE)
    return decide(case, table=table)
