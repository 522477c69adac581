"""What the retention table says."""

import csv
import hashlib
import io
from functools import cache
from importlib.resources import files

from zichtlijn.privacy.policies.retention_rows import read_retention_rules
from zichtlijn.privacy.terms.retention import RetentionTable, WrongRetentionTable

_SHIPPED = files("zichtlijn.privacy") / "sources" / "retention_rules.csv"


@cache
def read_retention_table() -> RetentionTable:
    """Return the table by which clocks are set. Raises WrongRetentionTable."""
    return parse_retention_table(_SHIPPED.read_bytes())


def parse_retention_table(written: bytes) -> RetentionTable:
    """Return the table in these bytes, checked. Raises WrongRetentionTable."""
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise WrongRetentionTable("De tabel met bewaartermijnen is geen tekst.") from problem
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return read_retention_rules(rows, sha256=hashlib.sha256(written).hexdigest())
