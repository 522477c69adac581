"""What is shown instead of a person or a code: places for groups, neutral numbers for dots."""

import numpy as np
import polars as pl
from django.utils.translation import gettext as _


def name_groups(
    groups: list[str], *, sightings: pl.DataFrame, observations: pl.DataFrame
) -> dict[str, str]:
    """Give each group the name of the place where it was seen most, never of a person.

    Takes the codes of the groups, SIGHTINGS and observations (observation_id, place). Groups at
    the same place get a number in order of their codes; where no place is given, a number only.
    """
    homes = _most_seen_at(sightings, observations)
    at: dict[str | None, list[str]] = {}
    for code in sorted(groups):
        at.setdefault(homes.get(code), []).append(code)
    names = {}
    for place, codes in at.items():
        for number, code in enumerate(codes, 1):
            names[code] = _name(place, number, of=len(codes))
    return names


def number_dots(people: pl.Series, *, dot_seed: int) -> pl.DataFrame:
    """Give each person a number that holds in this edition only, and says nothing.

    Returns person, dot (1 to the number of people, in random order) in order of person.
    """
    once = people.unique().sort()
    dots = np.random.default_rng(dot_seed).permutation(len(once)) + 1
    return pl.DataFrame(
        {"person": once, "dot": dots}, schema={"person": pl.String, "dot": pl.Int64}
    )


def say_dot(dot: int) -> str:
    """Name a dot: stip 12."""
    return _("stip %(number)s") % {"number": dot}


def _most_seen_at(sightings: pl.DataFrame, observations: pl.DataFrame) -> dict[str, str]:
    counted = (
        sightings.join(observations.select("observation_id", "place"), on="observation_id")
        .drop_nulls("place")
        .group_by("group", "place")
        .len()
        .sort(["group", "len", "place"], descending=[False, True, False])
        .unique("group", keep="first")
    )
    return dict(counted.select("group", "place").rows())


def _name(place: str | None, number: int, *, of: int) -> str:
    if place is None:
        return _("Groep %(number)s") % {"number": number}
    if of == 1:
        return _("Groep %(place)s") % {"place": place}
    return _("Groep %(place)s %(number)s") % {"place": place, "number": number}
