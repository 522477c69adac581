"""A town hall at work for some months, and in it people who look at whom they know. All invented."""

from bisect import bisect
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from zichtlijn.privacy.terms.oversight import Look, Mark, OddKind

STYLES = ("own_name", "own_street", "colleague", "celebrity", "many", "again")
MONDAY = datetime(2026, 8, 24, tzinfo=UTC)
READERS, SNOOPERS = 60, 40
PEOPLE, STREETS, SURNAMES = 1_500, 600, 5_000
_COMMON = list(accumulate(1 / (rank + 20) for rank in range(1, SURNAMES + 1)))


class TownHall(NamedTuple):
    """What is in the log, what is watched, and who snooped in which style."""

    looks: tuple[Look, ...]
    marks: tuple[Mark, ...]
    people: dict[str, frozenset[str]]
    snoopers: dict[str, str]


def play(*, days: int, seed: int) -> TownHall:
    """Let sixty readers work, and forty of another hundred accounts snoop now and then.

    Surnames are as unequal as in the Netherlands (the commonest at nearly one in a hundred), streets as long
    as they come, and who works at a table meets neighbours and namesakes there by chance.
    """
    rng = Random(seed)  # noqa: S311 - a game that can be played again
    accounts = [f"reader-{number}" for number in range(READERS + SNOOPERS)]
    homes = {account: (_draw_name(rng), rng.randrange(STREETS)) for account in accounts}
    people = {
        f"p{number}": _tell(_draw_name(rng), rng.randrange(STREETS), rng)
        for number in range(PEOPLE)
    }
    known = _put_known_people_in(people, accounts, homes, rng)
    marks = _watch(homes, known, people)
    tables = [rng.sample(sorted(people), rng.randint(8, 25)) for _ in range(60)]
    looks = [look for account in accounts for look in _work(account, tables, days, rng)]
    snoopers = {
        account: STYLES[number % len(STYLES)] for number, account in enumerate(accounts[READERS:])
    }
    for account, style in snoopers.items():
        looks += _snoop(account, style, known=known, people=sorted(people), days=days, rng=rng)
    return TownHall(tuple(sorted(looks)), tuple(marks), people, snoopers)


def _draw_name(rng: Random) -> int:
    return bisect(_COMMON, rng.random() * _COMMON[-1])


def _tell(name: int, street: int, rng: Random) -> frozenset[str]:
    first = rng.choice("abdefghijklmnprstw")
    return frozenset({f"surname:{name}", f"name:{first}|{name}", f"street:{street}"})


def _put_known_people_in(
    people: dict[str, frozenset[str]], accounts: list[str], homes: dict[str, tuple[int, int]], rng: Random
) -> dict[str, list[str]]:  # fmt: skip
    """Relatives and neighbours of each snooper; colleagues and celebrities for all of them."""
    known: dict[str, list[str]] = {"colleague": [], "celebrity": []}
    for number in range(12):
        for style in ("colleague", "celebrity"):
            person = f"{style}-{number}"
            people[person] = _tell(SURNAMES + 1 + len(people), rng.randrange(STREETS), rng)
            known[style].append(person)
    for account in accounts[READERS:]:
        name, street = homes[account]
        people[f"kin of {account}"] = _tell(name, rng.randrange(STREETS), rng)
        people[f"neighbour of {account}"] = _tell(_draw_name(rng), street, rng)
    return known


def _watch(
    homes: dict[str, tuple[int, int]], known: dict[str, list[str]], people: dict[str, frozenset[str]]
) -> list[Mark]:  # fmt: skip
    """The readers' own names and streets, and the full names of who is known to all."""
    own = [
        mark
        for account, (name, street) in homes.items()
        for mark in (
            Mark(OddKind.OWN_NAME, account, f"surname:{name}"),
            Mark(OddKind.OWN_STREET, account, f"street:{street}"),
        )
    ]
    of_all = [
        Mark(OddKind(style), "", word)
        for style, persons in known.items()
        for person in persons
        for word in people[person]
        if word.startswith("name:")
    ]
    return own + of_all


def _work(account: str, tables: list[list[str]], days: int, rng: Random) -> list[Look]:
    """Twenty looks a working day or so, at three tables; one in ten works a night now and then."""
    own = rng.sample(range(len(tables)), 3)
    works_nights = rng.random() < 0.1
    looks = []
    for day in range(days):
        if (MONDAY + timedelta(days=day)).weekday() > 4:
            continue
        hour = 0 if works_nights and rng.random() < 0.2 else rng.randint(7, 14)
        for _ in range(rng.randint(10, 30)):
            table = rng.choice(own)
            at = MONDAY + timedelta(days=day, hours=hour, minutes=rng.randrange(240))
            looks.append(Look(account, "analyst", at, f"group:{table}", rng.choice(tables[table])))
    return looks


def _snoop(
    account: str, style: str, *, known: dict[str, list[str]], people: list[str], days: int, rng: Random
) -> list[Look]:  # fmt: skip
    """A few looks, by day, at an ordinary table: nothing else gives them away."""
    if style == "again":
        return _come_back(account, rng.choice(people), days, rng)
    day = rng.randrange(days - 2)
    at = MONDAY + timedelta(days=day, hours=rng.randint(8, 15))
    if style == "many":
        whom = rng.sample(people, rng.randint(70, 200))
    elif style in known:
        whom = [rng.choice(known[style])] * rng.randint(1, 3)
    else:
        whom = [f"{'kin' if style == 'own_name' else 'neighbour'} of {account}"]
    return [
        Look(account, "analyst", at + timedelta(seconds=9 * number), "group:0", person)
        for number, person in enumerate(whom)
    ]


def _come_back(account: str, person: str, days: int, rng: Random) -> list[Look]:
    """One look a working day at one and the same person, for five weeks, at two tables."""
    first = rng.randrange(days - 30) if days > 31 else 0
    return [
        Look(account, "analyst", MONDAY + timedelta(days=day, hours=11), f"group:{day % 2}", person)
        for day in range(first, min(first + 35, days))
        if (MONDAY + timedelta(days=day)).weekday() < 5
    ]
