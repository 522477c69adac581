"""Read the list of given names: spellings of one name, and what somebody so named is called."""

from collections import defaultdict
from functools import cache
from importlib.resources import files

from zichtlijn.persons.analysis.spelling import make_plain
from zichtlijn.persons.terms import GivenNames

_LIST = files("zichtlijn.persons.sources").joinpath("lexicons", "given_names.txt")


@cache
def read_given_names() -> GivenNames:
    """Return the names that ship with the product; the list knows no origin."""
    spellings: dict[str, set[int]] = defaultdict(set)
    short_forms: dict[str, set[int]] = defaultdict(set)
    written: dict[int, str] = {}
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        formal, _, short = line.partition(":")
        for spelling in formal.split("/"):
            spellings[make_plain(spelling)].add(number)
        for name in short.split():
            short_forms[make_plain(name)].add(number)
        written[number] = make_plain(formal.split("/")[0])
    return GivenNames(
        {name: frozenset(numbers) for name, numbers in spellings.items() if name},
        {name: frozenset(numbers) for name, numbers in short_forms.items() if name},
        written,
    )
