"""Ask the rule table before anything of the person's side is read or changed."""

from zichtlijn.audit.access import Access
from zichtlijn.privacy.queries.admitting import admit, refuse_missing
from zichtlijn.privacy.terms.asking import NotAllowed, RecordFacts

IDENTITY, CASE_PLAN = "identity", "case_plan"
TASK = "gdpr_public_task"


def admit_to_right(
    verb: str,
    *,
    access: Access,
    action: str,
    scope: str,
    subjects: tuple[str, ...] = (),
    count: int | None = None,
    data_class: str = IDENTITY,
    regime: str = TASK,
    second_person: str = "none",
) -> None:
    """Write the line in the log, or raise NotAllowed with the sentence of the rule (R14-R17).

    Whether the term runs, the record is contested or the person was told never stands in the
    way of his own rights: those facts are given as they open.
    """
    facts = RecordFacts(
        data_class=data_class,
        regime=regime,
        notification="informed",
        age="16_plus",
        part="none",
        contested="no",
        retention="running",
        second_person=second_person,
    )
    admit(verb, facts, access=access, subjects=subjects, count=count, action=action, scope=scope)


def refuse_missing_right(verb: str, *, access: Access, action: str, scope: str) -> NotAllowed:
    """Return what to raise where it is not there: the same as where it may not be seen."""
    facts = RecordFacts(data_class=IDENTITY, regime=TASK)
    return refuse_missing(verb, facts, access=access, action=action, scope=scope)
