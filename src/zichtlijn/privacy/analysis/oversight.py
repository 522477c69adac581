"""Find looks at people that are out of the way, so that somebody asks about them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from zoneinfo import ZoneInfo

from zichtlijn.privacy.terms.oversight import Look, OddKind, OddLooks

FEWEST_MANY = 30  # people in an hour; a group of thirty on one page is work
TIMES_MEDIAN = 3  # of the other hours in which this account looked at anybody
FEWEST_DAYS_AGAIN = 5
TIMES_MEDIAN_DAYS = 2  # of the days on which this account looked at any other person
NIGHT_ENDS = 6  # o'clock
_HERE = ZoneInfo("Europe/Amsterdam")


def find_odd_looks(looks: Iterable[Look]) -> tuple[OddLooks, ...]:
    """Return the looks that somebody should ask about, newest first, and why.

    Many: in one clock hour more than thirty people and more than three times the median of the
    account's other hours. Night: midnight to six, one question for all nights of an account.
    Again: one person from more than one table, on five days or more and on more than twice the
    median of the days that the account looked at anybody else. These are questions, no verdicts,
    and they put no account in an order: a night shift or a review of a file looks the same.
    """
    by_account: dict[tuple[str, str], list[Look]] = defaultdict(list)
    for look in looks:
        by_account[look.account, look.role].append(look)
    return put_newest_first(one for own in by_account.values() for one in _find_odd(own))


def put_newest_first(odd: Iterable[OddLooks]) -> tuple[OddLooks, ...]:
    """Return looks to ask about in order of time; no account is ranked."""
    return tuple(sorted(odd, key=lambda one: (one.until, one.account, one.kind), reverse=True))


def sum_up(kind: OddKind, looks: Sequence[Look]) -> OddLooks:
    """Return the looks of one account as one question."""
    moments = [look.moment for look in looks]
    return OddLooks(
        kind, looks[0].account, looks[0].role, min(moments), max(moments),
        _count_people(looks), len(looks), tuple(sorted({look.scope for look in looks})),
    )  # fmt: skip


def _find_odd(own: Sequence[Look]) -> Iterator[OddLooks]:
    hours = _group(own, lambda look: look.moment.strftime("%Y-%m-%d %H"))
    people = [_count_people(hour) for hour in hours]
    for place, hour in enumerate(hours):
        usual = median(people[:place] + people[place + 1 :] or [0])
        if people[place] > max(FEWEST_MANY, TIMES_MEDIAN * usual):
            yield sum_up(OddKind.MANY, hour)
    if at_night := [look for look in own if look.moment.astimezone(_HERE).hour < NIGHT_ENDS]:
        yield sum_up(OddKind.NIGHT, at_night)
    for person in _find_again(own):
        yield sum_up(OddKind.AGAIN, person)


def _find_again(own: Sequence[Look]) -> Iterator[list[Look]]:
    """Return the looks at each person to whom an account came back more than to others."""
    persons = _group(own, lambda look: look.person)
    days = [_count_days(person) for person in persons]
    for place, person in enumerate(persons):
        if days[place] < FEWEST_DAYS_AGAIN or len({_name_table(look) for look in person}) < 2:
            continue
        usual = median(days[:place] + days[place + 1 :] or [0])
        if days[place] > TIMES_MEDIAN_DAYS * usual:
            yield person


def _name_table(look: Look) -> str:
    """Return the table of a look: a thing that lies on it is no other table (group:7:edition:3)."""
    return ":".join(look.scope.split(":")[:2])


def _group(looks: Sequence[Look], key: Callable[[Look], str]) -> list[list[Look]]:
    groups: dict[str, list[Look]] = defaultdict(list)
    for look in looks:
        groups[key(look)].append(look)
    return list(groups.values())


def _count_people(looks: Sequence[Look]) -> int:
    return len({look.person for look in looks})


def _count_days(looks: Sequence[Look]) -> int:
    return len({look.moment.astimezone(_HERE).date() for look in looks})
