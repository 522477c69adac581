"""Put the package together: the same data give the same bytes."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from zichtlijn.audit import exports, verify_log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.oversight.packaging import note_package_left
from zichtlijn.privacy.queries.auditing import Fetched, fetch_audit
from zichtlijn.privacy.queries.retention import read_retention_file, read_retention_table
from zichtlijn.privacy.reports.audit_package.norms import NORMS
from zichtlijn.privacy.reports.processing import write_register_file
from zichtlijn.privacy.terms.oversight import AuditTable, Period

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip knows: a real one would change its bytes
_HERE = files("zichtlijn.privacy.reports.audit_package")


class Entry(NamedTuple):
    """One file of the package."""

    name: str
    what: str
    rows: int | None
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the fingerprint of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def write_audit_package(period: Period, *, code: str, access: Access) -> bytes:
    """Return the zip of a period; `code` is what two people agreed on.

    Raises NotAllowed where the rule table does not let it leave (R16), LogUnavailable.
    """
    with transaction.atomic():
        fetched = fetch_audit(period, code=code, access=access)
        note_package_left(code, access=access)
    entries = sorted(_list_entries(fetched))
    index = (
        _enter("index.csv", "", _write_index(entries)),
        _enter("index.html", "", _write_page(entries, period)),
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in (*index, *entries):
            place = zipfile.ZipInfo(entry.name, _LONG_AGO)
            place.compress_type = zipfile.ZIP_DEFLATED
            place.create_system, place.external_attr = 3, 0o600 << 16
            package.writestr(place, entry.content)
    return written.getvalue()


def name_package(period: Period) -> str:
    """Return how the file is called."""
    return f"auditpakket_wpg_{period.since:%Y%m%d}_{period.until:%Y%m%d}.zip"


def _list_entries(fetched: Fetched) -> Iterable[Entry]:
    for table in fetched.tables:
        yield Entry(f"{table.name}.csv", table.what, len(table.rows), _write_table(table))
    for name, content in fetched.files.items():
        yield _enter(
            name, _WHAT.get(name, "Een versie van de regels die in de periode gold."), content
        )
    register = write_register_file().encode()
    yield _enter(
        "processing_register.csv", "Het register van verwerkingen, zoals het nu is.", register
    )
    terms = f"De bewaartermijnen, versie {read_retention_table().version}."
    yield _enter("retention_rules.csv", terms, read_retention_file())
    yield _enter(
        "norms.csv", "De normen van de Wpg, en waar ze in dit pakket te zien zijn.", _write_norms()
    )
    yield _enter("verify_log.py", "Kijkt de hele uitvoer van het logboek na.",
                 Path(verify_log.__file__).read_bytes())  # fmt: skip
    yield _enter("verify_package.py", "Kijkt dit pakket na: vingerafdrukken, regels en keten.",
                 (_HERE / "verify_package.py").read_bytes())  # fmt: skip


_WHAT = {
    "checkpoints.jsonl": "De ondertekende controlepunten van de keten.",
    "public_key.pem": "De openbare sleutel van de controlepunten.",
}


def _enter(name: str, what: str, content: bytes) -> Entry:
    rows = max(len(list(csv.reader(io.StringIO(content.decode())))) - 1, 0)
    return Entry(name, what, rows if name.endswith(".csv") else None, content)


def _write_table(table: AuditTable) -> bytes:
    return _write_csv(table.columns, table.rows)


def _write_norms() -> bytes:
    rows = ((norm.article, norm.asks, norm.shown_in, f"[{norm.mark}]") for norm in NORMS)
    return _write_csv(("artikel", "vraagt", "staat_in", "merk"), rows)


def _write_index(entries: Iterable[Entry]) -> bytes:
    rows = ((one.name, one.what, str(one.rows or 0), one.sha256) for one in entries)
    return _write_csv(("file", "what", "rows", "sha256"), rows)


def _write_csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([exports.make_safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode()


def _write_page(entries: Iterable[Entry], period: Period) -> bytes:
    said = "".join(
        f"<tr><th scope=row><a href='{one.name}'>{one.name}</a></th><td>{escape(one.what)}</td>"
        f"<td>{'' if one.rows is None else one.rows}</td><td><code>{one.sha256}</code></td></tr>\n"
        for one in entries
    )
    norms = "".join(
        f"<tr><th scope=row>{escape(norm.article)}</th><td>{escape(norm.asks)}</td>"
        f"<td>{escape(norm.shown_in)}</td><td>[{norm.mark}]</td></tr>\n"
        for norm in NORMS
    )
    days = {"since": f"{period.since:%d-%m-%Y}", "until": f"{period.until:%d-%m-%Y}"}
    page = (_HERE / "index.html").read_text(encoding="utf-8")
    return page.format(entries=said, norms=norms, **days).encode()
