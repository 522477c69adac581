"""The log as files: for an auditor (CSV, with the verifier) and as a processing log (OTLP).

The processing log follows Logboek Dataverwerkingen (Logius): one span for each data subject of each
operation, the subject as ciphertext, none left out, and nothing about who read.
"""

import csv
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from zichtlijn import __version__
from zichtlijn.audit import log, verify_log
from zichtlijn.audit.access import Access
from zichtlijn.audit.chain.lines import read_moment, write_moment
from zichtlijn.audit.models import LogLine, LogSubject

LINES = "log.csv"
SUBJECTS = "log_subjects.csv"
PROCESSING = "processing_log.jsonl"
VERIFIER = "verify_log.py"
SIGNED = ("checkpoints.jsonl", "public_key.pem")
FILES = (LINES, SUBJECTS, PROCESSING, VERIFIER, *SIGNED)

_EPOCH = datetime.fromtimestamp(0, tz=UTC)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
LINE_COLUMNS = tuple(field.attname for field in LogLine._meta.concrete_fields)  # noqa: SLF001  # Django's name for a public thing
_SUBJECT_COLUMNS = ("line_id", "place", "index", "times", "sealed_hex")
_STATUS_CODES = {"UNSET": 0, "OK": 1, "ERROR": 2}
_INTERNAL = 1  # OTLP SpanKind
_SUBJECT_TYPE = "urn:zichtlijn:pseudoniem:log"


class Exported(NamedTuple):
    """How much went out."""

    lines: int
    subjects: int
    spans: int


def write_export(folder: Path, *, access: Access) -> Exported:
    """Write the whole log to `folder` for an auditor; this is itself the last line in it.

    Raises LogUnavailable.
    """
    log.record("audit.log.export", scope="log", recipient=access.organisation, access=access)
    newest = LogLine.objects.order_by("-seq").values_list("seq", flat=True)[:1].get()
    lines = LogLine.objects.filter(seq__lte=newest)
    named = LogSubject.objects.filter(line__lte=newest).order_by("line", "place")
    written = Exported(
        _write_csv(folder / LINES, LINE_COLUMNS, lines.values_list(*LINE_COLUMNS).iterator()),
        _write_csv(folder / SUBJECTS, _SUBJECT_COLUMNS, map(_tell_subject, named.iterator())),
        _write_spans(folder / PROCESSING, lines.iterator(), named.iterator()),
    )
    shutil.copy(verify_log.__file__, folder / VERIFIER)
    for name in SIGNED:
        with suppress(FileNotFoundError):  # before the first checkpoint there is none
            shutil.copy(Path(settings.CHECKPOINTS) / name, folder / name)
    return written


def read_lines(*, since: datetime, until: datetime) -> Iterator[dict[str, str]]:
    """Return the lines from `since` until before `until`, as their hashes took them."""
    asked = LogLine.objects.filter(time__gte=write_moment(since), time__lt=write_moment(until))
    for row in asked.order_by("seq").values_list(*LINE_COLUMNS).iterator():
        cells = zip(LINE_COLUMNS, row, strict=True)
        yield {name: "" if cell is None else str(cell) for name, cell in cells}


def read_signed(*, first: int, last: int) -> dict[str, bytes]:
    """Return the checkpoints from line `first` to the one that signed `last`, and their key."""
    points, key = (Path(settings.CHECKPOINTS) / name for name in SIGNED)
    written = points.read_bytes().splitlines(keepends=True) if points.exists() else []
    by_seq = sorted((int(json.loads(line)["seq"]), line) for line in written)
    ends = next((seq for seq, _ in by_seq if seq >= last), last)
    kept = b"".join(line for seq, line in by_seq if first <= seq <= ends)
    return {points.name: kept, key.name: key.read_bytes() if key.exists() else b""}


def _write_csv(file: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> int:
    number = 0
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([make_safe("" if cell is None else str(cell)) for cell in row])
            number += 1
    return number


def make_safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (ASVS 1.2.10); it can be undone."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _tell_subject(one: LogSubject) -> tuple[object, ...]:
    return one.line_id, one.place, one.index, one.times, _hex(one)


def _write_spans(file: Path, lines: Iterable[LogLine], named: Iterable[LogSubject]) -> int:
    number = 0
    groups = groupby(named, key=lambda one: one.line_id)
    waiting = next(groups, None)
    with file.open("w", encoding="utf-8") as opened:
        for line in lines:
            sealed: list[str] = []
            if waiting is not None and waiting[0] == line.seq:
                sealed = [_hex(one) for one in waiting[1]]
                waiting = next(groups, None)
            for span in _tell_spans(line, sealed):
                opened.write(json.dumps(_wrap(span), separators=(",", ":")) + "\n")
                number += 1
    return number


def _tell_spans(line: LogLine, sealed: list[str]) -> Iterator[dict[str, object]]:
    """Return a span for each data subject; one without, for a deed that was about nobody."""
    microseconds = (read_moment(line.time) - _EPOCH) // timedelta(microseconds=1)
    for subject in sealed or [""]:
        about = {"dpl.core.processing_activity_id": line.activity}
        if subject:
            about["dpl.core.data_subject_id"] = subject
            about["dpl.core.data_subject_id_type"] = _SUBJECT_TYPE
        yield {
            "traceId": line.trace_id,
            "spanId": line.operation_id,
            "name": line.action,
            "kind": _INTERNAL,
            "startTimeUnixNano": f"{microseconds}000",
            "endTimeUnixNano": f"{microseconds}000",
            "attributes": _tell_attributes(about),
            "status": {"code": _STATUS_CODES[line.status]},
        }


def _wrap(span: dict[str, object]) -> dict[str, object]:
    """Return one line of OTLP as its file format has it: a whole message a line."""
    resource = {"service.name": "zichtlijn", "service.version": __version__}
    return {
        "resourceSpans": [
            {
                "resource": {"attributes": _tell_attributes(resource)},
                "scopeSpans": [{"scope": {"name": "zichtlijn.audit"}, "spans": [span]}],
            }
        ]
    }


def _tell_attributes(words: dict[str, str]) -> list[dict[str, object]]:
    return [{"key": name, "value": {"stringValue": word}} for name, word in words.items()]


def _hex(one: LogSubject) -> str:
    return bytes(one.sealed).hex().upper()
