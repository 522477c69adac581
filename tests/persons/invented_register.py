"""A register of invented people, with copies written badly and with people who are alike.

Kinds of damage and of likeness are those of the page: particles moved, dropped, with capitals;
initials; short names; ij and y; double names turned; the partner's name; lost accents; other
spellings; day and month exchanged. Twins, brothers, father and son, and 1 January are the traps.
"""

# seeded draws of invented people, no secret; each damage is one line of a flat list
# ruff: noqa: S311, C901

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tests.persons.invented_names import Names

from zichtlijn.persons.terms import GivenNames, Record

PARTICLES = ("van", "den", "der", "de", "ten", "ter", "in", "op", "'t", "el", "ben", "ait", "oulad")
PLACES = ("Waterstede", "Lindedorp", "Noordhave", "Zuidrade", "Oosterveen")
OFFICE_BIRTHDAYS = {"turkish": 0.12, "moroccan": 0.15, "surinamese": 0.04}


@dataclass(frozen=True)
class Person:
    number: int
    origin: str
    given: tuple[str, ...]
    surname: str
    partner: str
    born: date
    place: str


class Register(NamedTuple):
    records: list[Record]
    persons: dict[str, int]  # record_id -> person
    origins: dict[int, str]


def invent_register(
    pool: Mapping[str, Names],
    *,
    people_of_each: int,
    seed: int,
    given_names: GivenNames | None,
) -> Register:
    """About 30 in 100 people have a relative who is like them; 60 in 100 have one bad copy."""
    rng = Random(seed)
    persons: list[Person] = []
    for origin, names in pool.items():
        for _ in range(people_of_each):
            person = _invent(origin, names, rng, number=len(persons))
            persons.append(person)
            if rng.random() < 0.3:
                persons.append(_invent_relative(person, names, rng, number=len(persons)))
    records, owners = [], {}
    for person in persons:
        forms = [_write_well(person)]
        if rng.random() < 0.6:
            forms.append(_write_badly(person, rng, given_names))
        for form in forms:
            record = form._replace(record_id=f"r{rng.getrandbits(40):010x}")
            records.append(record)
            owners[record.record_id] = person.number
    rng.shuffle(records)
    return Register(records, owners, {person.number: person.origin for person in persons})


def _invent(origin: str, names: Names, rng: Random, *, number: int) -> Person:
    given = names.men if rng.random() < 0.5 else names.women
    chosen = rng.sample(given, k=rng.choice((1, 1, 1, 2)))
    surname, partner = rng.sample(names.surnames, k=2)
    has_partner = given is names.women and rng.random() < 0.2
    born = date(1950, 1, 1) + timedelta(days=rng.randrange(365 * 58))
    if rng.random() < OFFICE_BIRTHDAYS.get(origin, 0.01):
        born = born.replace(month=1, day=1)
    return Person(
        number,
        origin,
        tuple(chosen),
        surname,
        partner if has_partner else "",
        born,
        rng.choice(PLACES),
    )


def _invent_relative(person: Person, names: Names, rng: Random, *, number: int) -> Person:
    pool = names.men if person.given[0] in names.men else names.women
    other = rng.choice([name for name in pool if name not in person.given])
    like = replace(person, number=number, partner="")
    kind = rng.choice(("twin", "twin", "brother", "son", "namesake", "same_day"))
    if kind == "twin":
        mixed = rng.choice(names.men + names.women)
        return replace(like, given=(other if mixed in person.given else mixed,))
    if kind == "brother":
        return replace(
            like, given=(other,), born=person.born + timedelta(days=rng.randrange(300, 3000))
        )
    if kind == "son":
        years = rng.randrange(19, 40)
        same_day = min(person.born.day, 28)
        born = date(person.born.year + years, rng.randrange(1, 13), rng.randrange(1, 29))
        if rng.random() < 0.2:
            born = date(person.born.year + years, person.born.month, same_day)
        return replace(like, born=born)
    if kind == "namesake":
        born = person.born + timedelta(days=rng.randrange(-9000, 9000))
        return replace(like, born=born, place=rng.choice(PLACES))
    # another of the same first of January, with a name that shares one half
    half = replace(like, surname=rng.choice(names.surnames), place=rng.choice(PLACES))
    return (
        replace(half, born=person.born)
        if half.surname != person.surname
        else replace(half, given=(other,))
    )


def _write_well(person: Person) -> Record:
    surname = f"{person.surname}-{person.partner}" if person.partner else person.surname
    return Record("", f"{' '.join(person.given)} {surname}", person.born, person.place)


def _write_badly(person: Person, rng: Random, given_names: GivenNames | None) -> Record:
    given, surname, born = list(person.given), person.surname, person.born
    damages = rng.sample(
        ["short", "initial", "particle", "spelling", "accent", "slip", "day", "order", "partner", "second", "shout", "place"],
        k=rng.choice((1, 1, 2, 2, 3)),
    )  # fmt: skip
    if "second" in damages and len(given) > 1:
        given = given[:1]
    if "short" in damages and given_names:
        given[0] = _shorten(given[0], rng, given_names)
    if "spelling" in damages:
        given, surname = [_respell(name, rng) for name in given], _respell(surname, rng)
    if "slip" in damages:
        if rng.random() < 0.5:
            surname = _slip(surname, rng)
        else:
            given[0] = _slip(given[0], rng)
    if "initial" in damages:
        given = ["".join(f"{name[0]}." for name in given)]
    if "particle" in damages:
        surname = _damage_particles(surname, rng)
    surname = _add_partner(person, surname, damages, rng)
    text = _arrange(" ".join(given), surname, rng if "order" in damages else None)
    if "accent" in damages:
        text = _drop_accents(text)
    if "shout" in damages:
        text = rng.choice((text.upper(), text.lower(), text.title()))
    if "day" in damages and born.day <= 12:
        born = born.replace(day=born.month, month=born.day)
    place = rng.choice(PLACES) if "place" in damages else person.place
    return Record("", text, born, place)


def _add_partner(person: Person, surname: str, damages: list[str], rng: Random) -> str:
    if not person.partner or "partner" in damages:
        return surname
    return rng.choice((f"{surname}-{person.partner}", f"{person.partner}-{surname}"))


def _shorten(name: str, rng: Random, given_names: GivenNames) -> str:
    numbers = given_names.spellings.get(name.lower(), frozenset())
    short = sorted(s for s, of in given_names.short_forms.items() if of & numbers)
    return rng.choice(short).capitalize() if short else name


_RESPELLINGS: tuple[tuple[str, str], ...] = (
    ("ij", "y"), ("y", "ij"), ("ei", "ey"), ("oe", "u"), ("u", "oe"), ("ou", "oe"), ("ck", "k"),
    ("k", "ck"), ("z", "s"), ("s", "z"), ("ss", "s"), ("nn", "n"), ("mm", "m"), ("ll", "l"),
    ("th", "t"), ("ch", "sj"), ("sh", "sj"), ("dj", "j"), ("w", "v"), ("v", "w"), ("ks", "x"),
    ("dh", "d"), ("kh", "k"), ("ph", "f"), ("dt", "t"), ("aa", "a"), ("ee", "e"), ("ie", "i"),
    ("ski", "sky"), ("c", "k"), ("j", "y"), ("gh", "g"), ("bh", "b"), ("jh", "j"),
)  # fmt: skip


def _respell(name: str, rng: Random) -> str:
    ways = [
        (old, new)
        for old, new in _RESPELLINGS
        if old in name[1:].lower() and not (old == "u" and _has_double_vowel(name))
    ]
    if not ways:
        return name
    old, new = rng.choice(ways)
    at = name.lower().index(old, 1)
    return name[:at] + new + name[at + len(old) :]


def _has_double_vowel(name: str) -> bool:
    return any(pair in name.lower() for pair in ("ou", "eu", "au", "ui", "uy", "ue"))


def _slip(name: str, rng: Random) -> str:
    words = name.split()
    word = max(words, key=len)
    if len(word) < 4:
        return name
    at = rng.randrange(1, len(word) - 1)
    slipped: Callable[[], str] = rng.choice(
        (
            lambda: word[:at] + word[at + 1 :],
            lambda: word[:at] + word[at] + word[at:],
            lambda: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            lambda: word[:at] + rng.choice("aeinorst") + word[at + 1 :],
        )
    )
    return name.replace(word, slipped())


def _damage_particles(surname: str, rng: Random) -> str:
    words = surname.split()
    ahead = [word for word in words if word.lower() in PARTICLES]
    rest = [word for word in words if word.lower() not in PARTICLES]
    if not ahead:
        return surname
    kind = rng.choice(("dropped", "capital", "glued", "short"))
    if kind == "dropped":
        return " ".join(rest)
    if kind == "capital":
        return " ".join([*(word.capitalize() for word in ahead), *rest])
    if kind == "glued":
        return "".join([*ahead, *rest]).capitalize()
    short = {"van den": "v.d.", "van der": "v/d", "van": "v.", "de": "d."}.get(" ".join(ahead))
    return " ".join([short, *rest]) if short else surname


def _arrange(given: str, surname: str, rng: Random | None) -> str:
    if rng is None:
        return f"{given} {surname}"
    words = surname.split()
    ahead = [word for word in words if word.lower() in PARTICLES]
    rest = " ".join(word for word in words if word.lower() not in PARTICLES)
    behind = " ".join([given, *ahead])
    return rng.choice((f"{surname}, {given}", f"{rest}, {behind}", f"{surname} {given}"))


def _drop_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("ı", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
