"""Which rule table rules now: the newest that was confirmed, else the one that ships."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from zichtlijn.privacy.models import RuleVersion
from zichtlijn.privacy.policies.reading import parse_rule_table, parse_sentences
from zichtlijn.privacy.terms.access import RuleTable

_SHIPPED = files("zichtlijn.privacy.sources")
SHIPPED_VERSION = 1


class RulingTable(NamedTuple):
    """A version of the rules with the sentences that it says to users."""

    number: int
    table: RuleTable
    sentences: Mapping[str, str]


def fetch_ruling_table() -> RulingTable:
    """Return the version that decides at this moment, asked of the database each time."""
    newest = (
        RuleVersion.objects.filter(number__isnull=False)
        .order_by("-number")
        .values_list("number", "sha256")
        .first()
    )
    return _parse_version(*newest) if newest else _parse_shipped()


@cache
def read_shipped_rules() -> bytes:
    """Return the bytes of version 1."""
    return (_SHIPPED / "access_rules.csv").read_bytes()


@cache
def read_shipped_sentences() -> bytes:
    """Return the bytes of the Dutch sentences of version 1."""
    return (_SHIPPED / "access_sentences.csv").read_bytes()


@cache
def _parse_shipped() -> RulingTable:
    return _parse(SHIPPED_VERSION, read_shipped_rules(), read_shipped_sentences())


@lru_cache(maxsize=4)
def _parse_version(number: int, sha256: str) -> RulingTable:
    row = RuleVersion.objects.get(number=number, sha256=sha256)
    return _parse(number, bytes(row.rules_csv), bytes(row.sentences_csv))


def _parse(number: int, rules: bytes, sentences: bytes) -> RulingTable:
    table = parse_rule_table(rules)
    return RulingTable(number, table, parse_sentences(sentences, table=table))
