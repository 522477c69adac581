"""Each file that leaves is written down."""

from zichtlijn.audit import log
from zichtlijn.audit.access import Access


def record_export(*, rows: int, access: Access) -> None:
    """Write down that so many bangs were taken away. Raises LogUnavailable."""
    log.record("fireworks.bangs.export", scope="bangs", access=access, count=rows)
