"""The register of processing (AVG 30) and the facts for a DPIA (AVG 35), from the configuration."""

import csv
import io
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zichtlijn.privacy.analysis.processing import complete_register
from zichtlijn.privacy.queries.processing import read_register
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.reports.words import speak
from zichtlijn.privacy.terms.asking import LEGAL_GROUNDS
from zichtlijn.privacy.terms.oversight import Permission, Processing, Term

MEASURES: tuple[Promise, ...] = (
    gettext_lazy(
        "Namen en vrije tekst zijn versleuteld; elk record heeft een eigen sleutel (AES-256-GCM)."
    ),
    gettext_lazy("De sleutels staan apart van de gegevens. Vernietigen is de sleutel vernietigen."),
    gettext_lazy(
        "Elke lezing staat in een logboek dat niemand kan wijzigen zonder dat het opvalt."
    ),
    gettext_lazy(
        "Wie mag wat, volgt uit een tabel die een jurist leest. Wat er niet in staat, mag niet."
    ),
    gettext_lazy("Inloggen gaat in twee stappen. Rechten worden bij elke vraag opnieuw opgezocht."),
    gettext_lazy("Zonder doel en zonder groep of casus gaat geen gegeven over een persoon open."),
    gettext_lazy(
        "Samenvoegen, verlengen, met de hand vernietigen en de regels wijzigen doen twee mensen."
    ),
)

_HEAD = (
    "kenmerk", "naam", "waarvoor", "van_wie", "soorten_gegevens", "waar_vandaan", "doelen",
    "grondslagen", "regimes", "ontvangers", "doorgifte_buiten_eu", "bewaartermijnen", "maatregelen",
)  # fmt: skip


@dataclass(frozen=True)
class ProcessingRow:
    """One processing, in the reader's words."""

    uri: str
    name: str
    why: str
    data_subjects: str
    data_classes: tuple[str, ...]
    sources: str
    purposes: tuple[str, ...]
    grounds: tuple[str, ...]
    regimes: tuple[str, ...]
    organisations: tuple[str, ...]
    terms: tuple[str, ...]
    permissions: tuple[str, ...]


@dataclass(frozen=True)
class RegisterPage:
    """The register, the measures, and which tables it was made from."""

    rows: tuple[ProcessingRow, ...]
    measures: tuple[str, ...]
    rules_sha256: str
    retention_sha256: str


def register_page() -> RegisterPage:
    """Return the register as the tables stand now; it holds nothing about anyone."""
    ruling, retention = fetch_ruling_table().table, read_retention_table()
    completed = complete_register(read_register(), rules=ruling, retention=retention)
    return RegisterPage(
        tuple(map(_describe, completed)), tuple(map(str, MEASURES)), ruling.sha256, retention.sha256
    )


def write_register_file() -> str:
    """Return the register as CSV, an entry a row."""
    page = register_page()
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_HEAD)
    for row in page.rows:
        cells = (
            row.data_classes, (row.sources,), row.purposes, row.grounds, row.regimes,
            row.organisations, ("geen",), row.terms, page.measures,
        )  # fmt: skip
        joined = ("; ".join(cell) for cell in cells)
        writer.writerow((row.uri, row.name, row.why, row.data_subjects, *joined))
    return written.getvalue()


def _describe(one: Processing) -> ProcessingRow:
    entry = one.entry
    return ProcessingRow(
        uri=entry.uri,
        name=entry.name,
        why=entry.why,
        data_subjects=entry.data_subjects,
        data_classes=_speak_all(entry.data_classes, "data_class"),
        sources=entry.sources,
        purposes=_speak_all(one.purposes, "purpose"),
        grounds=tuple(dict.fromkeys(LEGAL_GROUNDS[purpose] for purpose in one.purposes)),
        regimes=_speak_all(one.regimes, "regime"),
        organisations=_speak_all(one.organisations, "organisation"),
        terms=tuple(map(_tell_term, one.terms)),
        permissions=tuple(map(_tell_permission, one.permissions)),
    )


def _speak_all(words: tuple[str, ...], column: str) -> tuple[str, ...]:
    return tuple(speak(word, column=column) for word in words)


def _tell_term(term: Term) -> str:
    return f"{speak(term.regime, column='regime')}: {term.in_words} ({term.ground})"


def _tell_permission(permission: Permission) -> str:
    role = speak(permission.role, column="role")
    verbs = ", ".join(_speak_all(permission.verbs, "verb"))
    about = speak(permission.data_class, column="data_class")
    return f"{about}: {role} ({verbs}; {', '.join(permission.rules)})"
