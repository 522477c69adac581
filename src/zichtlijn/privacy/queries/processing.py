"""The register of processing as it is written, one version an entry."""

import csv
import io
from functools import cache
from importlib.resources import files

from zichtlijn.privacy.terms.oversight import RegisterEntry

_SHIPPED = files("zichtlijn.privacy") / "sources" / "processing_register.csv"


@cache
def read_register() -> tuple[RegisterEntry, ...]:
    """Return the entries that ship with this version."""
    rows = csv.DictReader(io.StringIO(_SHIPPED.read_text(encoding="utf-8"), newline=""))
    return tuple(
        RegisterEntry(
            room=row["room"],
            version=int(row["version"]),
            name=row["name"],
            why=row["why"],
            data_subjects=row["data_subjects"],
            data_classes=tuple(filter(None, row["data_classes"].split("|"))),
            sources=row["sources"],
        )
        for row in rows
    )
