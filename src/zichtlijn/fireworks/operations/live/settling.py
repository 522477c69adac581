"""Settle beside the showing of dots, so that no new dot waits for the sums of an old one.

A watch is a value: while one is being settled, picks are taken into another, and both are put
together afterwards. The compiled sums let go of the interpreter.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from time import perf_counter
from typing import ParamSpec, TypeVar

import polars as pl

from zichtlijn.fireworks.analysis.showing.watching import (
    Recall,
    Told,
    Watch,
    advance,
    begin_revision,
    revise,
    take_in,
)

Given = ParamSpec("Given")
Done = TypeVar("Done")

REVISING_S = 0.15  # at once
REST = 4  # times as long as the last revision took, before the next one


class Here(Executor):
    """Does what is asked at once, in the thread that asks: for tests and catching up."""

    def submit(
        self, fn: Callable[Given, Done], /, *args: Given.args, **named: Given.kwargs
    ) -> "Future[Done]":
        """Do it now."""
        done: Future[Done] = Future()
        try:
            done.set_result(fn(*args, **named))
        except Exception as problem:  # noqa: BLE001 - as every executor: it rises where it is asked
            done.set_exception(problem)
        return done


class Settling:
    """One settling at a time, in the thread of an executor."""

    def __init__(self, executor: Executor, *, recall: Recall) -> None:
        self.may_revise_at = 0.0
        self._executor = executor
        self._recall = recall
        self._under_way: Future[list[Told]] | None = None
        self._since: list[pl.DataFrame] = []
        self._revised_s = 0.0

    def note(self, picks: pl.DataFrame) -> None:
        """Remember picks that came in while a watch without them is being settled."""
        if self._under_way and picks.height:
            self._since.append(picks)

    def begin(self, watch: Watch, *, until_us: int, may_revise: bool) -> None:
        """Begin to settle a watch, where nothing is under way."""
        if self._under_way is None:
            work = self._settle_and_revise if may_revise else self._settle
            self._under_way = self._executor.submit(work, watch, until_us)
            self._since = []

    def collect(self) -> list[Told]:
        """Return what was told, the last with all picks until now; nothing while under way."""
        if self._under_way is None or not self._under_way.done():
            return []
        told = self._under_way.result()
        watch = told[-1].watch
        for picks in self._since:
            watch = take_in(watch, picks)
        self._under_way, self._since = None, []
        return [*told[:-1], told[-1]._replace(watch=watch)]

    def _settle(self, watch: Watch, until_us: int) -> list[Told]:
        return [advance(watch, until_us=until_us)]

    def _settle_and_revise(self, watch: Watch, until_us: int) -> list[Told]:
        told = self._settle(watch, until_us)
        return told + self._revise(told[0].watch)

    def _revise(self, watch: Watch) -> list[Told]:
        """Go on with what late picks ask for, for a short while; a rest follows."""
        began = perf_counter()
        told: list[Told] = []
        if watch.revision is None:
            if watch.late_us is None or began < self.may_revise_at:
                return told
            watch = begin_revision(watch, recall=self._recall)
            told.append(Told(watch, (), (), ()))
            self._revised_s = 0.0
        while watch.revision and perf_counter() - began < REVISING_S:
            told.append(revise(watch))
            watch = told[-1].watch
        self._revised_s += perf_counter() - began
        if watch.revision is None:
            self.may_revise_at = perf_counter() + REST * self._revised_s
        return told
