"""The log leaves as files: for an auditor, and as Logboek Dataverwerkingen without users."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from zichtlijn.audit import exports, log, operations
from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import unseal
from zichtlijn.audit.models import LogLine, LogSegment

pytestmark = pytest.mark.django_db

WHO = ("reader", "organisation", "role", "reason")


@pytest.fixture
def written(access: Access, tmp_path: Path) -> Path:
    said = replace(
        access, reader="m.deboer@oeverdam", role="procesregisseur", reason="=HYPERLINK(1)"
    )
    log.record("networks.presences.read", scope="group:3", access=said, subjects=["p1", "p2", "p1"])
    log.record("networks.deliveries.list", scope="deliveries", access=said)
    log.record(
        "persons.record.read", scope="group:3", access=said, subjects=["p3"], decision="refused"
    )
    operations.sign_newest(moment=access.moment)
    done = exports.write_export(tmp_path, access=access)
    assert done == exports.Exported(lines=4, subjects=3, spans=5)
    return tmp_path


def _read_spans(folder: Path) -> list[dict[str, object]]:
    spans = []
    for written in (folder / exports.PROCESSING).read_text().splitlines():
        (resource,) = json.loads(written)["resourceSpans"]
        assert resource["resource"]["attributes"][0]["value"] == {"stringValue": "zichtlijn"}
        (scope,) = resource["scopeSpans"]
        spans += scope["spans"]
    return spans


def _attributes(span: dict[str, object]) -> dict[str, str]:
    return {each["key"]: each["value"]["stringValue"] for each in span["attributes"]}  # type: ignore[index, attr-defined]


def test_every_span_keeps_the_interface_of_the_standard(written: Path) -> None:
    """Logboek Dataverwerkingen, component Logboek: field, form, and that it is filled."""
    forms = {
        "traceId": "[0-9a-f]{32}", "spanId": "[0-9a-f]{16}", "name": "[a-z_.]+", "kind": "1",
        "startTimeUnixNano": "[0-9]{19}", "endTimeUnixNano": "[0-9]{19}",
    }  # fmt: skip
    spans = _read_spans(written)
    wrong = [
        (span["name"], field)
        for span in spans
        for field, form in forms.items()
        if not re.fullmatch(form, str(span[field]))
    ]
    print(f"spans held against the standard: {len(spans)}, {len(wrong)} fields wrong")
    assert (len(spans), wrong) == (5, [])
    assert {span["status"]["code"] for span in spans} == {0, 1}  # type: ignore[index]
    for span in spans:
        assert set(span) == {*forms, "attributes", "status"}
        assert re.fullmatch(
            r"urn:zichtlijn:verwerking:[a-z]+:\d+",
            _attributes(span)["dpl.core.processing_activity_id"],
        )


def test_every_operation_is_there_with_one_span_for_each_data_subject(written: Path) -> None:
    spans = _read_spans(written)
    assert {span["spanId"] for span in spans} == set(
        LogLine.objects.values_list("operation_id", flat=True)
    )
    read = [span for span in spans if span["name"] == "networks.presences.read"]
    assert len(read) == 2
    line = LogLine.objects.get(action="networks.presences.read")
    about = [_attributes(span) for span in read]
    assert {one["dpl.core.data_subject_id_type"] for one in about} == {
        "urn:zichtlijn:pseudoniem:log"
    }
    key = LogSegment.objects.get().key_id
    opened = [
        unseal(
            key,
            bytes.fromhex(one["dpl.core.data_subject_id"]),
            bound_to=log.bind_subject(line.operation_id, place),
        )
        for place, one in enumerate(about)
    ]
    assert opened == ["p1", "p2"]
    (listed,) = [span for span in spans if span["name"] == "networks.deliveries.list"]
    assert set(_attributes(listed)) == {"dpl.core.processing_activity_id"}


def test_the_processing_log_says_nothing_of_who_read(written: Path, access: Access) -> None:
    text = (written / exports.PROCESSING).read_text()
    told = [getattr(line, name) for line in LogLine.objects.all() for name in WHO]
    told = [word for word in told if word]
    assert len(told) > 10
    assert [word for word in told if word in text] == []
    assert "p1" not in text.replace("spanId", "")


def test_the_moment_of_a_span_is_that_of_the_line(written: Path) -> None:
    assert (
        _read_spans(written)[0]["startTimeUnixNano"] == "1795338000000000000"
    )  # 22 November 2026, 09:00 UTC


def test_no_spreadsheet_takes_a_cell_for_a_formula(written: Path) -> None:
    with (written / exports.LINES).open(newline="") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []


def test_the_last_line_of_an_export_is_that_it_was_made(written: Path) -> None:
    with (written / exports.LINES).open(newline="") as opened:
        last = list(csv.DictReader(opened))[-1]
    assert (last["action"], last["seq"]) == ("audit.log.export", "4")
    assert sorted(file.name for file in written.iterdir()) == sorted(exports.FILES)


def test_before_the_first_checkpoint_an_export_has_none(access: Access, tmp_path: Path) -> None:
    exports.write_export(tmp_path, access=access)
    assert not (tmp_path / "checkpoints.jsonl").exists()
