"""What a first start finds: published research data, never people of this town."""

from collections.abc import Iterator


def prepare_example() -> Iterator[str]:
    """Load the example where it is not there yet, telling what was done."""
    yield "Er zijn nog geen voorbeeldgegevens in deze versie."
