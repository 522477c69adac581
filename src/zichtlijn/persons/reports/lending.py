"""What this room lends to rooms below: given names, which tell of nobody in the records."""

from functools import cache

from zichtlijn.persons.sources.given_names import read_given_names


@cache
def list_given_names() -> frozenset[str]:
    """Return the given names that ship with the product, in small letters."""
    names = read_given_names()
    return frozenset(name for name in (*names.spellings, *names.short_forms) if len(name) > 2)
