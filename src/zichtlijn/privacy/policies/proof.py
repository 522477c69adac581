"""The chain of destruction records: what each proves, and where a chain is broken. Pure."""

import hashlib
import json
from collections.abc import Iterable

from zichtlijn.privacy.terms.proof import Destruction, Link

BEFORE_THE_FIRST = "0" * 64


def chain_destruction(destruction: Destruction, *, number: int, previous: str) -> Link:
    """Return one destruction as the next link; any later change to it changes its hash."""
    written = json.dumps(
        [number, *(str(value) for value in destruction)], ensure_ascii=False, separators=(",", ":")
    )
    digest = hashlib.sha256((previous + written).encode()).hexdigest()
    return Link(number, destruction, previous, digest)


def find_first_break(links: Iterable[Link]) -> int | None:
    """Return the number of the first link that does not follow from the one before, or None."""
    previous, expected = BEFORE_THE_FIRST, 1
    for link in links:
        if link != chain_destruction(link.destruction, number=expected, previous=previous):
            return expected
        previous, expected = link.hash, expected + 1
    return None
