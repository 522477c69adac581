"""The log ends at its own term: whole months, proven, and what is left still holds."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from tests.privacy.town import hold, work

from zichtlijn.audit import exports, log, verify_log
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models import DestructionRecord
from zichtlijn.privacy.operations import holdings
from zichtlijn.privacy.operations.retention import run_retention
from zichtlijn.privacy.policies.retention import add_months, find_first_month_kept
from zichtlijn.privacy.queries.retention import read_shipped_table

OnCommit = Callable[..., AbstractContextManager[object]]
LONGEST = 48  # months, of the lines of the Wpg


@given(st.dates(date(2026, 1, 1), date(2046, 1, 1)))
def test_no_line_goes_before_the_longest_term(today: date) -> None:
    kept = find_first_month_kept(today=today, table=read_shipped_table())
    first_of_kept = date.fromisoformat(f"{kept}-01")
    last_day_dropped = date.fromordinal(first_of_kept.toordinal() - 1)
    assert add_months(last_day_dropped, LONGEST) <= today
    next_month = add_months(first_of_kept, 1)
    assert add_months(date.fromordinal(next_month.toordinal() - 1), LONGEST) >= today


@pytest.mark.django_db
def test_months_past_the_term_go_with_a_proof_and_the_rest_is_vouched_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, django_capture_on_commit_callbacks: OnCommit
) -> None:
    monkeypatch.setattr(holdings, "_REGISTERED", {})
    officer = work(hold("data_protection_officer"), reason="oversee")
    moments = [datetime(2027, month, 9, tzinfo=UTC) for month in (1, 2, 3)]
    with django_capture_on_commit_callbacks(execute=True):
        for moment in moments:
            log.record("networks.presences.read", scope="group:1", subjects=["p1"], access=replace(officer, moment=moment))  # fmt: skip
    faked = datetime(2031, 2, 1, 0, 5, tzinfo=UTC)  # January 2027 ended 48 months and a day ago
    timer = replace(officer, reader="bewaartermijnen", role="timer", moment=faked)
    with django_capture_on_commit_callbacks(execute=True):
        gone = run_retention(today=faked.date(), access=timer)
    segments = set(LogLine.objects.values_list("segment", flat=True))
    assert segments == {"2027-02", "2027-03", "2031-02"}
    (went,) = [one for one in gone if one.room == "audit"]
    record = DestructionRecord.objects.get(room="audit")
    assert (record.data_class, record.records) == ("read_log", went.records)
    assert went.records >= 2  # what the sign-in wrote in November 2026, and January
    with django_capture_on_commit_callbacks(execute=True):
        again = run_retention(today=faked.date(), access=timer)
    assert [one for one in again if one.room == "audit"] == []
    exports.write_export(tmp_path, access=timer)
    done = subprocess.run(
        [sys.executable, verify_log.__file__, tmp_path / "log.csv", "--checkpoints",
         settings.CHECKPOINTS / "checkpoints.jsonl"], capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert f"klopt na regel {went.records} " in done.stdout
