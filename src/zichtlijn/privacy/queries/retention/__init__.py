"""What the retention table says, what stays longer than it says, and what was destroyed."""

from zichtlijn.privacy.queries.retention.records import (
    count_clocks,
    count_remains,
    fetch_destructions,
    find_clock,
    list_kept_records,
    list_stays,
    list_stopped_modules,
)
from zichtlijn.privacy.queries.retention.table import (
    parse_retention_table,
    read_retention_file,
    read_retention_table,
    read_shipped_table,
    read_table_of,
)
from zichtlijn.privacy.queries.retention.versions import (
    fetch_proposed_terms,
    fetch_term_versions,
)

__all__ = [
    "count_clocks",
    "count_remains",
    "fetch_destructions",
    "fetch_proposed_terms",
    "fetch_term_versions",
    "find_clock",
    "list_kept_records",
    "list_stays",
    "list_stopped_modules",
    "parse_retention_table",
    "read_retention_file",
    "read_retention_table",
    "read_shipped_table",
    "read_table_of",
]
