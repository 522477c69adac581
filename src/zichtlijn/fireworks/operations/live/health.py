"""Who is dead, silent, deaf or has a clock that runs off: from heartbeats and from bangs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl

from zichtlijn.fireworks.analysis.health import derive_receiver_health
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.analysis.listening.stream import Stream
from zichtlijn.fireworks.models import Receiver
from zichtlijn.fireworks.operations.live.places import Layout
from zichtlijn.fireworks.policies.health import judge_receiver
from zichtlijn.fireworks.terms import Health, to_us

REMEMBERED_US = 600_000_000


class HealthWatch:
    """Remembers ten minutes of bangs, and when each receiver last reported something."""

    def __init__(self) -> None:
        self._bangs: list[Bang] = []
        self._last: dict[str, int] = {}

    def hear(self, picks: pl.DataFrame) -> None:
        """Note the last pick of each receiver."""
        for code, at in picks.group_by("receiver").agg(pl.col("at_us").max()).iter_rows():
            self._last[code] = max(at, self._last.get(code, at))

    def add(self, bangs: Sequence[Bang], *, settled: int, since: int | None) -> None:
        """Note final bangs (microseconds from the stream's start), those since anew."""
        known = self._bangs if since is None else [one for one in self._bangs if one.at < since]
        self._bangs = [one for one in (*known, *bangs) if one.at > settled - REMEMBERED_US]

    def write_states(self, stream: Stream, *, layout: Layout, moment: datetime) -> tuple[str, ...]:
        """Write how each receiver is; return the codes of those that changed."""
        told = self._derive(stream, as_of_us=to_us(moment))
        changed = []
        for row in Receiver.objects.filter(pk__in=layout.numbers):
            state = judge_receiver(
                row.heard_at, health=Health(told[row.code]["health"]), moment=moment
            )
            if state != row.state:
                row.state, row.state_since = state, moment
                changed.append(row.code)
            row.expected, row.matched = told[row.code]["expected"], told[row.code]["matched"]
            row.mean_residual_ms = told[row.code]["mean_residual_ms"]
            row.save(
                update_fields=["state", "state_since", "expected", "matched", "mean_residual_ms"]
            )
        return tuple(changed)

    def _derive(self, stream: Stream, *, as_of_us: int) -> dict[str, dict[str, Any]]:
        picks = pl.DataFrame(
            list(self._last.items()),
            schema={"receiver": pl.String, "at_us": pl.Int64},
            orient="row",
        )
        frame = derive_receiver_health(
            self._bangs,
            picks,
            names=stream.names,
            start_us=stream.start_us,
            offsets=stream.setting.offsets,
            as_of_us=as_of_us,
        )
        return {row["receiver"]: row for row in frame.iter_rows(named=True)}
