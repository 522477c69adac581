"""Which records are of one person today, from every step that was ever taken.

Nothing is overwritten, so taking a step back is a step more: what stands is read from the steps.
"""

from collections.abc import Iterable, Mapping, Sequence

from zichtlijn.persons.terms import Joined, JoiningState, Step, StepTaken

_AFTER: Mapping[Step, JoiningState] = {
    Step.PROPOSED: JoiningState.PROPOSED,
    Step.CONFIRMED: JoiningState.STANDING,
    Step.DECLINED: JoiningState.DECLINED,
    Step.UNDONE: JoiningState.UNDONE,
}


def derive_state(steps: Sequence[StepTaken]) -> JoiningState:
    """Return where a joining stands after its steps, in the order they were taken."""
    return _AFTER[steps[-1].step]


def derive_persons(joinings: Iterable[Joined]) -> dict[str, str]:
    """Return the person of each record that is joined today; of others there is none.

    >>> stands = Joined("1", "p", ("a", "b"), JoiningState.STANDING)
    >>> undone = Joined("2", "q", ("c", "d"), JoiningState.UNDONE)
    >>> derive_persons([stands, undone])
    {'a': 'p', 'b': 'p'}
    """
    standing = (joining for joining in joinings if joining.state is JoiningState.STANDING)
    return {record: joining.person for joining in standing for record in joining.records}


def list_companions(record: str, *, persons: Mapping[str, str]) -> tuple[str, ...]:
    """Return the records of one person with this one, by id; alone where it is joined to none."""
    person = persons.get(record)
    if person is None:
        return (record,)
    return tuple(sorted(other for other, whose in persons.items() if whose == person))


def choose_person(one: str, other: str, *, persons: Mapping[str, str]) -> str | None:
    """Return the person to whom two records would belong; None where he is still to be made."""
    return persons.get(one) or persons.get(other)


def list_judged(joinings: Iterable[Joined]) -> frozenset[frozenset[str]]:
    """Return the pairs on which people have spoken, or are speaking; undone ones are free again."""
    spoken = (joining for joining in joinings if joining.state is not JoiningState.UNDONE)
    return frozenset(
        frozenset((one, other))
        for joining in spoken
        for one in joining.records
        for other in joining.records
        if one < other
    )
