"""Whatever happens, the user reads one sentence and the shell gets a code."""

import click
import pytest

from zichtlijn.kernel.files.refusals import UnreadableFile, UnusableFolder
from zichtlijn.kernel.runs.failures import BrokenInput, WrongUse
from zichtlijn.kernel.runs.reporting import DEBUG, run_reporting

ENDS = [
    (WrongUse("Dat kan niet."), 2, "Dat kan niet."),
    (UnusableFolder("De map is niet leeg."), 2, "De map is niet leeg."),
    (click.UsageError("Er ontbreekt iets"), 2, "Er ontbreekt iets"),
    (BrokenInput("3 rijen kloppen niet."), 3, "3 rijen kloppen niet."),
    (UnreadableFile("Dit bestand is leeg."), 3, "Dit bestand is leeg."),
    (click.ClickException("De database is er niet."), 1, "De database is er niet."),
    (click.Abort(), 130, "Gestopt. Er is niets geschreven."),
    (KeyboardInterrupt(), 130, "Gestopt. Er is niets geschreven."),
    (BrokenPipeError(), 1, ""),
]


def _raise(problem: BaseException) -> None:
    raise problem


@pytest.mark.parametrize(("problem", "code", "sentence"), ENDS)
def test_each_end_has_its_code_and_sentence(
    problem: BaseException, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_reporting(lambda: _raise(problem)) == code
    assert capsys.readouterr().err.strip() == sentence


def test_too_little_memory_is_said_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_reporting(lambda: _raise(MemoryError())) == 1
    assert "te weinig geheugen" in capsys.readouterr().err


def test_a_bug_is_one_sentence_that_tells_no_secrets(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DEBUG, raising=False)
    assert run_reporting(lambda: _raise(RuntimeError("Jan Jansen"))) == 1
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "Jansen" not in told
    assert "Traceback" not in told
    assert "ZICHTLIJN_DEBUG=1" in told


def test_a_maker_sees_the_whole_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEBUG, "1")
    assert run_reporting(lambda: _raise(RuntimeError("deep"))) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "expected"), [(None, 0), (0, 0), (4, 4), ("woorden", 1)])
def test_a_program_that_leaves_by_itself_keeps_its_code(code: object, expected: int) -> None:
    assert run_reporting(lambda: _raise(SystemExit(code))) == expected


def test_all_went_well() -> None:
    assert run_reporting(lambda: None) == 0
    assert run_reporting(lambda: 3) == 3
