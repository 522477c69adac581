"""Which table sets clocks now: the newest that two people confirmed, else what ships."""

import csv
import hashlib
import io
from functools import cache, lru_cache
from importlib.resources import files

from zichtlijn.privacy.models import RetentionVersion
from zichtlijn.privacy.policies.retention.rows import read_retention_rules
from zichtlijn.privacy.queries.plain_sql import fetch_rows
from zichtlijn.privacy.terms.retention import RetentionTable, WrongRetentionTable

_SHIPPED = files("zichtlijn.privacy") / "sources" / "retention_rules.csv"


def read_retention_table() -> RetentionTable:
    """Return the table by which clocks are set, asked of the database each time."""
    newest = fetch_rows(_NEWEST)
    return _parse_version(*newest[0]) if newest else read_shipped_table()


def read_retention_file() -> bytes:
    """Return that table as its file."""
    newest = fetch_rows(_NEWEST)
    if not newest:
        return _SHIPPED.read_bytes()
    return bytes(RetentionVersion.objects.get(number=newest[0][0]).rules_csv)


def read_table_of(retention_rule: str) -> RetentionTable:
    """Return the version that a record keeps as `Clock.named`; that of now where it is gone."""
    version = retention_rule.partition("/")[2]
    shipped = read_shipped_table()
    if version == str(shipped.version):
        return shipped
    found = fetch_rows(_NUMBERED, int(version)) if version.isdecimal() else []
    return _parse_version(*found[0]) if found else read_retention_table()


@cache
def read_shipped_table() -> RetentionTable:
    """Return version 1. Raises WrongRetentionTable."""
    return parse_retention_table(_SHIPPED.read_bytes())


def parse_retention_table(written: bytes) -> RetentionTable:
    """Return the table in these bytes, checked. Raises WrongRetentionTable."""
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise WrongRetentionTable("De tabel met bewaartermijnen is geen tekst.") from problem
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return read_retention_rules(rows, sha256=hashlib.sha256(written).hexdigest())


_NEWEST = """
SELECT number, sha256 FROM privacy_retentionversion WHERE number IS NOT NULL
ORDER BY number DESC LIMIT 1
"""
_NUMBERED = "SELECT number, sha256 FROM privacy_retentionversion WHERE number = %s"


@lru_cache(maxsize=8)
def _parse_version(number: int, sha256: str) -> RetentionTable:
    row = RetentionVersion.objects.get(number=number, sha256=sha256)
    return parse_retention_table(bytes(row.rules_csv))
