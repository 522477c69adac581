"""Whatever goes wrong ends as one sentence and an exit code, never as a traceback."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from zichtlijn.kernel.files.refusals import UnreadableFile, UnusableFolder
from zichtlijn.kernel.runs.failures import (
    BROKEN_DOWN,
    BROKEN_INPUT,
    DONE,
    INTERRUPTED,
    WRONG_USE,
    BrokenInput,
    WrongUse,
)

DEBUG = "ZICHTLIJN_DEBUG"


def run_reporting(command: Callable[[], object]) -> int:
    """Run a command and return its exit code; what it raises becomes a sentence."""
    try:
        result = command()
    except BaseException as problem:  # noqa: BLE001  # the last door: nothing may pass as a traceback
        return report(problem)
    return result if isinstance(result, int) else DONE


def report(problem: BaseException) -> int:
    """Say what went wrong on standard error and return the exit code."""
    if os.environ.get(DEBUG):
        traceback.print_exception(problem)
    if isinstance(problem, SystemExit | click.exceptions.Exit):
        return _exit_code(problem)
    code, sentence = _explain(problem)
    if sentence:
        click.echo(sentence, err=True)
    return code


_ENDINGS: tuple[tuple[tuple[type[BaseException], ...], int, str], ...] = (
    ((WrongUse, UnusableFolder), WRONG_USE, ""),
    ((BrokenInput, UnreadableFile), BROKEN_INPUT, ""),
    ((click.Abort, KeyboardInterrupt), INTERRUPTED, "Gestopt. Er is niets geschreven."),
    (
        (MemoryError,),
        BROKEN_DOWN,
        "Er is te weinig geheugen voor dit bestand. Deel het op of kies een kortere tijd.",
    ),
)
"""Kinds of ends, their exit code, and the sentence where the end has none of its own."""


def _explain(problem: BaseException) -> tuple[int, str]:
    if isinstance(problem, click.UsageError):
        return WRONG_USE, _explain_usage(problem)
    if isinstance(problem, click.ClickException):
        return problem.exit_code, problem.format_message()
    if isinstance(problem, BrokenPipeError):
        return BROKEN_DOWN, ""  # whoever read along has left
    for kinds, code, sentence in _ENDINGS:
        if isinstance(problem, kinds):
            return code, sentence or str(problem)
    return BROKEN_DOWN, _explain_bug(problem)


def _explain_usage(problem: click.UsageError) -> str:
    sentence = problem.format_message()
    if problem.ctx is None or isinstance(problem, click.exceptions.NoArgsIsHelpError):
        return sentence
    return f"{sentence}\nUitleg: {problem.ctx.command_path} --help"


def _explain_bug(problem: BaseException) -> str:
    """Name the kind of fault and its place; what it says itself might hold somebody's name."""
    last = traceback.extract_tb(problem.__traceback__)[-1:]
    place = f", {Path(last[0].filename).name} regel {last[0].lineno}" if last else ""
    return (
        f"Dit had niet mogen gebeuren ({type(problem).__name__}{place}). Dat ligt niet aan u. "
        f"Meld het bij de makers; de volledige melding ziet u met {DEBUG}=1."
    )


def _exit_code(problem: SystemExit | click.exceptions.Exit) -> int:
    code = problem.exit_code if isinstance(problem, click.exceptions.Exit) else problem.code
    return code if isinstance(code, int) else (DONE if code is None else BROKEN_DOWN)
