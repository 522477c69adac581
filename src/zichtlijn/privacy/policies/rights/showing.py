"""What of all that is held may be shown to who asked for it, record by record.

A report is made by a professional, but for the person: its contents have the rights of who
asked. So each record is put to the rule table as a question of the resident.
"""

from typing import NamedTuple

from zichtlijn.privacy.policies.decisions import decide
from zichtlijn.privacy.terms.access import Case, Decision, Outcome, RuleTable
from zichtlijn.privacy.terms.holdings import Held
from zichtlijn.privacy.terms.rights import AskedBy


class WhoAsks(NamedTuple):
    """Who asks for his data, as the rule table sees him."""

    relation: AskedBy
    age: str  # of the person the data are about


class Sorted(NamedTuple):
    """Everything held, by what the person may be shown now."""

    shown: tuple[Held, ...]
    to_weigh: tuple[Held, ...]  # two people decide first (R13)


def sort_for(asks: WhoAsks, held: tuple[Held, ...], *, table: RuleTable) -> Sorted:
    """Return what may be shown, and what two people must weigh first; the rest is refused."""
    judged = [
        (one, judge(asks, one.data_class, one.regime, contested=one.contested, table=table))
        for one in held
    ]
    return Sorted(
        tuple(one for one, decision in judged if decision.outcome is Outcome.ALLOWED),
        tuple(one for one, decision in judged if decision.outcome is Outcome.NEEDS_SECOND_PERSON),
    )


def judge(
    asks: WhoAsks, data_class: str, regime: str, *, contested: bool, table: RuleTable
) -> Decision:
    """Return what the rule table answers the person who wants to see one record."""
    case = Case(
        role="resident",
        organisation="public",
        regime=regime,
        purpose="data_subject_right",
        data_class=data_class,
        gate="none",
        verb="inspect",
        member="no",
        notification="informed",
        age=asks.age,
        part="none",
        contested="yes" if contested else "no",
        retention="running",
        relation=asks.relation.value,
        own_entry="no",
        record_organisation="other",
        break_glass="no",
        reason="yes",
        second_person="none",
        transfer="none",
    )
    return decide(case, table=table)
