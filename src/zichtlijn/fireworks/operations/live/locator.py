"""One step after another: new picks in, dots and bangs out, all of a step kept or nothing."""

from concurrent.futures import Executor
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl
from django.db import transaction

from zichtlijn.fireworks.analysis.association.shapes import Air
from zichtlijn.fireworks.analysis.listening.stream import (
    add,
    change_air,
    mark_explained,
    open_stream,
)
from zichtlijn.fireworks.analysis.showing.strings import make_event
from zichtlijn.fireworks.analysis.showing.watching import (
    Kept,
    Told,
    Watch,
    find_waiting,
    list_dots,
    open_watch,
    take_in,
)
from zichtlijn.fireworks.models import Calibration, Locator
from zichtlijn.fireworks.operations.live import memory
from zichtlijn.fireworks.operations.live.board import Board
from zichtlijn.fireworks.operations.live.health import HealthWatch
from zichtlijn.fireworks.operations.live.picks import (
    read_explained,
    read_new_picks,
    read_picks_since,
)
from zichtlijn.fireworks.operations.live.places import Layout
from zichtlijn.fireworks.operations.live.settling import Settling
from zichtlijn.fireworks.terms import LATEST, Listening, from_us, to_us

SECOND_US = 1_000_000
ALLOWANCE_US = 400_000  # the way of a pick from its roof to our table
CATCH_UP_US = 20 * SECOND_US  # of the night in one step, when we are behind
BEFORE_US = 10 * SECOND_US  # a first pick tells of a bang before it
AIR_HOLDS = timedelta(hours=12)
BEAT = timedelta(seconds=2)
HEALTH = timedelta(seconds=5)


class Step(NamedTuple):
    """What one step did."""

    picks: int
    finals: int
    dots: int
    behind_s: float  # how far the last final moment lies behind now


class LiveLocator:
    """Locates as picks come in; lives until the receivers change or something fails."""

    def __init__(
        self, layout: Layout, *, listening: Listening, moment: datetime, executor: Executor
    ) -> None:
        self.layout = layout
        self._listening = listening
        row = Locator.objects.order_by("pk").first()
        self._row = row or Locator(started_at=moment, beat_at=moment)
        self._row.started_at = self._row.beat_at = moment
        self._watch = self._open(moment)
        stream = self._watch.at.stream
        self._board = Board(numbers=layout.numbers, hull=stream.hull)
        self._since_us = self._watch.at.settled_us
        self._is_catching_up = True
        self._health = HealthWatch()
        self._wrote_health = moment - HEALTH
        self._settling = Settling(executor, recall=self._recall)
        with transaction.atomic():
            self._board.withdraw_old_dots()
            self._board.doubt(since_us=self._since_us)
            memory.keep_moments(self._watch.kept, layout=layout)
            self._row.save()

    @property
    def watch(self) -> Watch:
        """Return what is known now."""
        return self._watch

    def hurry(self) -> None:
        """Let the next step weigh late picks, however short ago that was last done."""
        self._settling.may_revise_at = 0.0

    @property
    def seen(self) -> int:
        """Return the number of the last pick that was taken in."""
        return self._row.seen

    def step(self, *, moment: datetime) -> Step:
        """Take in what came and show it as dots; keep what was settled meanwhile."""
        new = read_new_picks(self._row.seen, codes=self.layout.codes)
        self._health.hear(new.picks)
        self._settling.note(new.picks)
        watch = take_in(self._watch, new.picks)
        dots = self._show_dots(watch, new.picks, moment=moment)
        until = to_us(moment) - ALLOWANCE_US
        self._settling.begin(
            watch,
            until_us=min(until, watch.at.heard_us + CATCH_UP_US),
            may_revise=not self._is_catching_up,
        )
        told = self._settling.collect()
        watch = told[-1].watch if told else watch
        with transaction.atomic():
            self._keep_told(told, watch, until_us=until)
            self._keep_progress(watch, moment=moment, seen=new.last)
        self._watch = watch
        finals = sum(len(one.events) for one in told)
        behind_us = to_us(moment) - watch.at.settled_us
        return Step(new.picks.height, finals, dots, behind_us / SECOND_US)

    def _open(self, moment: datetime) -> Watch:
        kept = memory.read_moments(layout=self.layout, listening=self._listening)
        if not kept or moment - from_us(kept[-1].settled_us) > LATEST:
            return open_watch(self._begin(moment))
        last = kept[-1]
        known = read_picks_since(last.settled_us, codes=self.layout.codes)
        last = last._replace(stream=add(last.stream, known))
        return open_watch(*kept[:-1], last, late_us=self._row.late_us)

    def _begin(self, moment: datetime) -> Kept:
        """Begin anew, in the last known air; not before what is final already."""
        self._row.late_us = None
        oldest = to_us(moment - LATEST)
        picks = read_picks_since(oldest, codes=self.layout.codes)
        first = picks["at_us"].min() if picks.height else to_us(moment)
        start_us = int(first) - BEFORE_US  # type: ignore[arg-type]  # an integer column
        if self._row.settled_at:
            start_us = max(start_us, to_us(self._row.settled_at))
        start_us -= start_us % SECOND_US
        stream = open_stream(self.layout.receivers, listening=self._listening, start_us=start_us)
        air = Calibration.objects.filter(since__gt=moment - AIR_HOLDS).last()
        if air and self._listening.temperature_c is None:
            known = Air(air.sound_speed, air.wind_x, air.wind_y)
            offsets = np.zeros(self.layout.receivers.height)
            stream = change_air(stream, air=known, offsets=offsets)
        explained = read_explained(start_us, codes=self.layout.codes)
        return Kept(mark_explained(add(stream, picks), explained), {})

    def _recall(self, since_us: int) -> pl.DataFrame:
        return read_picks_since(since_us, codes=self.layout.codes)

    def _show_dots(self, watch: Watch, new: pl.DataFrame, *, moment: datetime) -> int:
        """Show the dots of now where something new was heard and we are not behind."""
        if self._is_catching_up or new.is_empty():
            return 0
        now = to_us(moment)
        newest = int(new["at_us"].max()) + 1  # type: ignore[arg-type]  # an integer column
        until = min(now, max(newest, now - ALLOWANCE_US // 2))
        start_us = watch.at.stream.start_us
        dots = [make_event(one, start_us=start_us) for one in list_dots(watch, until_us=until)]
        with transaction.atomic():
            self._board.show_dots(dots)
        return len(dots)

    def _keep_told(self, told: list[Told], watch: Watch, *, until_us: int) -> None:
        for one in told:
            self._keep(one)
        if self._is_catching_up and told and until_us - watch.at.heard_us < CATCH_UP_US:
            self._is_catching_up = False
            self._board.settle_doubts(until_us=watch.at.settled_us)
        self._board.clear_old(settled_us=watch.at.settled_us)
        if _is_new_minute(self._watch, watch) or any(one.since_us for one in told):
            memory.keep_moments(watch.kept, layout=self.layout)

    def _keep(self, told: Told) -> None:
        if told.since_us is not None:
            memory.forget_moments(since_us=told.since_us)
            self._board.doubt(since_us=told.since_us)
        self._board.make_final(told.events)
        stream = told.watch.at.stream
        since = None if told.since_us is None else told.since_us - stream.start_us
        self._health.add(told.bangs, settled=stream.settled, since=since)
        memory.keep_airs(told.airs, since_us=told.since_us)
        if told.since_us is not None:
            self._board.settle_doubts(until_us=told.watch.at.settled_us)

    def _keep_progress(self, watch: Watch, *, moment: datetime, seen: int) -> None:
        """Write down how far we are, and now and then how the receivers are."""
        waiting = find_waiting(watch)
        if moment - self._wrote_health >= HEALTH:
            self._health.write_states(watch.at.stream, layout=self.layout, moment=moment)
            self._wrote_health = moment
        row = self._row
        if seen != row.seen or waiting != row.late_us or moment - row.beat_at >= BEAT:
            row.seen, row.late_us, row.beat_at = seen, waiting, moment
            row.settled_at = from_us(watch.at.settled_us)
            row.too_late = row.too_late + watch.too_late - self._watch.too_late
            row.save()


def _is_new_minute(was: Watch, now: Watch) -> bool:
    minutes = [one.kept[-1].settled_us // (60 * SECOND_US) for one in (was, now)]
    return minutes[0] != minutes[1]
