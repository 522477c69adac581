"""Invent a handful of people and what was seen of them; the same seed gives the same people."""

# seeded draws of invented people, no secret
# ruff: noqa: S311

from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from zichtlijn.persons.terms import Identity, Kind, Part, Sighting

NUMBER = 9
PLACES = ("Kolkplein", "Speeltuin Elzen", "Skatebaan")
_GIVEN = ("Abel", "Bo", "Cas", "Dani", "Eli", "Fenna", "Gijs", "Hidde", "Iris", "Jip", "Kaya")
_BEGINNINGS = ("Meer", "Kranen", "Dorre", "Wiers", "Elzer", "Terl", "Holder", "Vennes")
_ENDINGS = ("dink", "barg", "stein", "sloot", "brink", "aak", "poel", "kamp")
_SEEN = (
    (Part.PRESENT, Kind.CALM, "Zat op de bank en luisterde muziek."),
    (Part.CALMING, Kind.SOOTHED, "Stuurde twee anderen naar huis toen het luid werd."),
    (Part.PRESENT, Kind.SOCIABLE, "Deed mee met voetbal tegen de jongerenwerker."),
    (Part.CALMING, Kind.HELPED, "Hielp opruimen na de activiteit."),
    (Part.PRESENT, Kind.ASKED_FOR_HELP, "Vroeg of er een plek met een dak komt."),
    (Part.ACTIVE, Kind.TENSE, "Stond in een woordenwisseling, liep na tien minuten weg."),
)


class Invented(NamedTuple):
    """Somebody who does not exist, the role that wrote him down, and what was seen of him."""

    identity: Identity
    written_by: str  # role
    sightings: tuple[Sighting, ...]


def invent_people(*, seed: int, moment: datetime) -> tuple[Invented, ...]:
    """Return people of 16 to 24, one of 14, and two who were written down twice in two ways."""
    rng = Random(seed)
    names = rng.sample(_GIVEN, NUMBER)
    surnames = [f"{rng.choice(_BEGINNINGS)}{ending}" for ending in rng.choices(_ENDINGS, k=NUMBER)]
    ages = [14, *(rng.randint(16, 24) for _ in range(NUMBER - 1))]
    people = [
        Invented(
            Identity(f"{given} {surname}", _invent_birthday(rng, age, moment.date()), ""),
            "youth_worker",
            _invent_sightings(rng, moment) if age >= 16 else (),
        )
        for given, surname, age in zip(names, surnames, ages, strict=True)
    ]
    return (*people, _write_again(people[1]), _write_again(people[2]))


def _invent_birthday(rng: Random, age: int, today: date) -> date:
    return today - timedelta(days=age * 365 + 5 + rng.randint(20, 300))


def _invent_sightings(rng: Random, moment: datetime) -> tuple[Sighting, ...]:
    seen = rng.sample(_SEEN, rng.randint(1, 3))
    return tuple(
        Sighting(
            moment - timedelta(days=rng.randint(1, 25), hours=rng.randint(0, 4)),
            rng.choice(PLACES),
            part,
            kind,
            text,
        )
        for part, kind, text in seen
    )


def _write_again(person: Invented) -> Invented:
    """Write somebody down once more, as another would: an initial, a letter doubled."""
    given, surname = person.identity.full_name.split(" ", maxsplit=1)
    spelt = surname.replace("ei", "ij") if "ei" in surname else surname.replace("k", "ck", 1)
    again = Identity(f"{given} {spelt}", person.identity.birth_date, "")
    return Invented(again, "neighbourhood_officer", ())
