"""One run of a command, from its first check to its summary."""

import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click
import polars as pl

from zichtlijn import __version__
from zichtlijn.kernel.files.folders import (
    LAST,
    check_can_write_folder,
    write_whole_folder,
)
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import REJECTED, InputFile
from zichtlijn.kernel.files.writing import Json, format_json, write_json, write_table
from zichtlijn.kernel.runs.choices import RunChoices
from zichtlijn.kernel.runs.failures import BrokenInput
from zichtlijn.kernel.runs.memory import measure_peak_memory_mb
from zichtlijn.kernel.runs.progress import choose_teller

REJECTED_FILE = "rejected.csv"
SHOWN_REJECTED = 5


@dataclass(frozen=True)
class Outcome:
    """What a run leaves behind."""

    inputs: Sequence[InputFile]
    parameters: Mapping[str, Json]
    figures: Mapping[str, Json]
    rejected: pl.DataFrame = field(default_factory=REJECTED.empty)
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)


class Run:
    """A run under way: it tells how far it is, and ends by `finish` or `refuse`."""

    def __init__(self, command: str, *, choices: RunChoices, files: Collection[str]) -> None:
        self._command = command
        self._choices = choices
        self._files = {REJECTED_FILE, LAST, *files}
        self._started = datetime.now(UTC)  # noqa: TID251  # a door reads the clock
        self._begun = time.perf_counter()
        self.teller = choose_teller(sys.stderr, quiet=choices.quiet)

    def refuse_unless_skipped(self, rejected: pl.DataFrame, *, skip_bad_rows: bool) -> None:
        """Go on where nothing was rejected or the user wants to; else raise BrokenInput."""
        if rejected.is_empty():
            return
        found = f"{_count_rows(rejected)} niet"
        if skip_bad_rows:
            self.teller.note(f"{found} en worden overgeslagen; zie {REJECTED_FILE}.")
            return
        self.refuse(rejected, sentence=f"{found}. Er is niets anders geschreven.")

    def refuse(self, rejected: pl.DataFrame, *, sentence: str) -> NoReturn:
        """Write down which rows break the contract, and nothing else; raise BrokenInput."""
        if self._choices.out:
            self._write(self._choices.out, {REJECTED_FILE: rejected}, summary=None)
            sentence += f" De redenen staan in {REJECTED_FILE}."
        else:
            self._show(rejected)
        if self._choices.as_json:
            refusal = {"command": self._command, "version": __version__, "refused": sentence}
            click.echo(format_json(refusal | {"rows_rejected": rejected.height}))
        raise BrokenInput(sentence)

    def finish(self, outcome: Outcome, *, sentence: str) -> None:
        """Write the tables and the summary, and say in one sentence what came of it."""
        summary = self._summarise(outcome)
        if self._choices.out:
            kept = {} if outcome.rejected.is_empty() else {REJECTED_FILE: outcome.rejected}
            self._write(self._choices.out, {**outcome.tables, **kept}, summary=summary)
        self.teller.close()
        if self._choices.as_json:
            click.echo(format_json(summary))
        elif not self._choices.quiet:
            click.echo(sentence)

    def _summarise(self, outcome: Outcome) -> dict[str, Json]:
        return {
            "command": self._command,
            "version": __version__,
            "parameters": outcome.parameters,
            "seed": self._choices.seed,
            "inputs": [dict(file._asdict()) for file in outcome.inputs],
            "started": self._started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "seconds": round(time.perf_counter() - self._begun, 3),
            "peak_memory_mb": measure_peak_memory_mb(),
            "rows_rejected": outcome.rejected.height,
            **outcome.figures,
        }

    def _write(
        self,
        out: Path,
        tables: Mapping[str, pl.DataFrame],
        *,
        summary: Mapping[str, Json] | None,
    ) -> None:
        with write_whole_folder(out, replaced=self._files) as place:
            for name, frame in tables.items():
                write_table(frame, place / name)
            if summary is not None:
                write_json(summary, place / LAST)

    def _show(self, rejected: pl.DataFrame) -> None:
        for line, column, _, reason in rejected.head(SHOWN_REJECTED).iter_rows():
            self.teller.note(f"Regel {line}, kolom {column or '-'}: {reason}")


@contextmanager
def open_run(command: str, *, choices: RunChoices, files: Collection[str] = ()) -> Iterator[Run]:
    """Begin a run that may write `files`, once it is sure that they can be put there.

    Raises UnusableFolder before anything is read, BrokenInput where a file is refused.
    """
    if choices.out:
        check_can_write_folder(choices.out, force=choices.force)
    run = Run(command, choices=choices, files=files)
    try:
        yield run
    except UnreadableFile as problem:
        run.refuse(_as_rejected(problem), sentence=problem.sentence)
    finally:
        run.teller.close()


def _as_rejected(problem: UnreadableFile) -> pl.DataFrame:
    row = (problem.line, problem.column, None, problem.sentence)
    return pl.DataFrame([row], schema=dict(REJECTED.columns), orient="row")


def _count_rows(rejected: pl.DataFrame) -> str:
    return "1 rij klopt" if rejected.height == 1 else f"{rejected.height} rijen kloppen"
