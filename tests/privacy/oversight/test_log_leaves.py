"""The whole log leaves by two people and with a reason; the doctor sees how old its signature is."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.privacy.town import NOW, hold, work

from zichtlijn.audit import log
from zichtlijn.audit.models import LogLine
from zichtlijn.audit.operations import sign_newest
from zichtlijn.desk import door
from zichtlijn.desk.doctor.keeping import check_checkpoints
from zichtlijn.desk.doctor.terms import State
from zichtlijn.desk.starting import own_log
from zichtlijn.privacy.terms.asking import NotAllowed

NOBODY = ("", "", "")


@pytest.fixture(autouse=True)
def _town(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "read_clock", lambda: NOW)
    hold("data_protection_officer", account="fg")
    hold("process_director", account="regisseur")


def test_while_nobody_has_an_account_the_owner_takes_the_example_log(tmp_path: Path) -> None:
    assert "regels" in own_log.export_own_log(tmp_path, NOBODY)


@pytest.mark.parametrize(
    "asked",
    [NOBODY, ("fg", "", "report"), ("fg", "fg", "report"), ("regisseur", "fg", "report"), ("fg", "regisseur", "")],
)  # fmt: skip
def test_with_accounts_it_takes_two_and_a_reason(
    asked: tuple[str, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_log, "has_accounts", lambda: True)
    with pytest.raises(NotAllowed):
        own_log.export_own_log(tmp_path, asked)
    assert list(tmp_path.iterdir()) == []


def test_both_stand_in_the_log_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_log, "has_accounts", lambda: True)
    own_log.export_own_log(tmp_path, ("fg", "regisseur", "report"))
    line = LogLine.objects.get(action="audit.log.export")
    assert (line.reader, line.reason, line.role) == ("fg", "report", "data_protection_officer")
    decided = LogLine.objects.get(action="privacy.log.export")
    assert (decided.rule, decided.trace_id) == ("R16", line.trace_id)
    assert LogLine.objects.get(action="privacy.proposal.confirm").reader == "regisseur"


def test_the_doctor_tells_how_old_the_last_checkpoint_is(own_keys: Path) -> None:
    access = work(hold("data_protection_officer"), reason="oversee")
    assert check_checkpoints(NOW).state is State.MIND  # lines, and never signed
    sign_newest(moment=NOW)
    assert check_checkpoints(NOW + timedelta(days=3)).state is State.GOOD  # nothing came since
    log.record("networks.presences.read", scope="group:1", access=access)
    assert check_checkpoints(NOW + timedelta(minutes=50)).state is State.GOOD
    late = check_checkpoints(NOW + timedelta(hours=5))
    assert (late.state, "5 uur" in late.said) == (State.MIND, True)
    (own_keys / "checkpoints" / "checkpoints.jsonl").write_text(json.dumps({"seq": 1}) + "\n")
    assert check_checkpoints(NOW).state is State.WRONG
