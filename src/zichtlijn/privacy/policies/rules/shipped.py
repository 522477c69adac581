"""The rule table and its sentences as they ship with the product: version 1, before any change."""

from functools import cache
from importlib.resources import files

_SOURCES = files("zichtlijn.privacy.sources")


@cache
def read_shipped_rules() -> bytes:
    """Return the bytes of version 1."""
    return (_SOURCES / "access_rules.csv").read_bytes()


@cache
def read_shipped_sentences() -> bytes:
    """Return the bytes of the Dutch sentences of version 1."""
    return (_SOURCES / "access_sentences.csv").read_bytes()
