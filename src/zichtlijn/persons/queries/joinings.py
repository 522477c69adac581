"""Read the joinings of a table: every step that was taken, and what stands after it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zichtlijn.audit.access import Access
from zichtlijn.persons.analysis.joining import derive_persons, derive_state
from zichtlijn.persons.models import JoinedRecord, Joining, JoiningStep
from zichtlijn.persons.queries.unsealing import open_reason
from zichtlijn.persons.terms import (
    Author,
    Joined,
    JoiningCard,
    JoiningState,
    NotFound,
    Step,
    StepCard,
    StepTaken,
)


def read_joinings(scope: str) -> tuple[Joined, ...]:
    """Return the joinings of a table as they stand, oldest first; ids and states, no contents."""
    records: dict[str, list[str]] = defaultdict(list)
    for joining, record in JoinedRecord.objects.filter(joining__scope=scope).values_list(
        "joining", "record"
    ):
        records[joining].append(record)
    steps: dict[str, list[StepTaken]] = defaultdict(list)
    for row in JoiningStep.objects.filter(joining__scope=scope):
        steps[row.joining_id].append(StepTaken(row.joining_id, Step(row.step), row.taken_at))
    return tuple(
        Joined(row.pk, row.person_id, tuple(sorted(records[row.pk])), derive_state(steps[row.pk]))
        for row in Joining.objects.filter(scope=scope)
    )


def read_persons(scope: str) -> dict[str, str]:
    """Return the person of each joined record of a table."""
    return derive_persons(read_joinings(scope))


def find_joining(joining_id: str) -> tuple[Joining, Joined]:
    """Return a joining as a row and as it stands. Raises NotFound."""
    row = Joining.objects.select_related("person").filter(pk=joining_id).first()
    if row is None:
        raise NotFound("Dit voorstel is er niet, of niet meer.")
    joined = next(one for one in read_joinings(row.scope) if one.joining == joining_id)
    return row, joined


def read_proposer(joining: Joining) -> Author:
    """Return who proposed a joining."""
    first = JoiningStep.objects.filter(joining=joining).order_by("pk")[0]
    return Author(first.account, first.role, first.organisation)


def describe_joinings(
    joinings: Iterable[Joined], *, scope: str, may_read_reasons: bool, access: Access
) -> tuple[JoiningCard, ...]:
    """Return joinings as a reader is handed them; a reason may tell a name, so it may be masked."""
    wanted = {joining.joining: joining for joining in joinings}
    taken: dict[str, list[JoiningStep]] = defaultdict(list)
    for row in JoiningStep.objects.filter(joining__in=wanted).select_related("joining__person"):
        taken[row.joining_id].append(row)
    return tuple(
        JoiningCard(
            joining.joining,
            scope,
            joining.records,
            joining.state,
            _describe_steps(
                taken[joining.joining], may_read_reasons=may_read_reasons, access=access
            ),
        )
        for joining in wanted.values()
    )


def list_waiting(joinings: Iterable[Joined]) -> tuple[Joined, ...]:
    """Return the joinings on which somebody has still to answer."""
    return tuple(j for j in joinings if j.state is JoiningState.PROPOSED)


def _describe_steps(
    steps: Sequence[JoiningStep], *, may_read_reasons: bool, access: Access
) -> tuple[StepCard, ...]:
    return tuple(
        StepCard(
            Step(step.step),
            step.taken_at,
            step.role,
            step.organisation,
            step.account == access.reader,
            open_reason(step, key_id=step.joining.person.key_id) if may_read_reasons else None,
        )
        for step in steps
    )
