"""Every address of the desk, read from the URL map itself, so that a new page is tested at once."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver, reverse

SAMPLES: dict[str, str] = {}
"""For an address with arguments: its name and one address that exists in the example."""

DOWNLOADS: dict[str, str] = {}
"""Addresses that answer with a file: name and a sample address."""

FORMS_ONLY = {"desk:preferences", "desk:sitting"}
"""Addresses that only take a posted form."""

PARTS: dict[str, str] = {}
"""Addresses that answer htmx with a part of a page: name and a sample address."""


class Named(NamedTuple):
    """An address of the URL map."""

    name: str
    has_arguments: bool


def list_named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[Named]:
    """Return every address below `patterns`, with the names of the rooms before it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from list_named(pattern.url_patterns, inside)
        else:
            yield Named(f"{space}{pattern.name}", bool(pattern.pattern.converters))


def list_pages() -> list[str]:
    """Return one address for every page; an address without its sample fails loudly."""
    elsewhere = FORMS_ONLY | DOWNLOADS.keys() | PARTS.keys()
    return [
        _locate(named)
        for named in list_named(get_resolver().url_patterns)
        if named.name not in elsewhere
    ]


def _locate(named: Named) -> str:
    if named.name in SAMPLES:
        return SAMPLES[named.name]
    if named.has_arguments:
        raise AssertionError(f"give {named.name} a sample address in tests/journeys/pages.py")
    return reverse(named.name)
