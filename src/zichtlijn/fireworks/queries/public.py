"""What the page for everyone is made of: one line in the log, which is about nobody who looks."""

from datetime import datetime
from typing import NamedTuple

import polars as pl

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Bang, NightCount
from zichtlijn.fireworks.queries.bangs import lay_out
from zichtlijn.fireworks.terms import Stage


class Released(NamedTuple):
    """The bangs that count in public, and how many are left of those that have gone."""

    bangs: pl.DataFrame  # BANGS
    old: int


def fetch_released(*, since: datetime, until: datetime, access: Access) -> Released:
    """Return the final bangs of a period within the receivers that nobody called false.

    For counts only (R19 of the rule table): no row of it may leave by itself.
    Raises LogUnavailable.
    """
    rows = Bang.objects.filter(
        moment__gte=since, moment__lt=until, stage=Stage.FINAL, marked_false=False, outside=False
    )
    frame = lay_out(rows)
    counts = NightCount.objects.filter(hour__gte=since, hour__lt=until)
    old = sum(one.bangs - one.marked_false for one in counts)
    log.record("fireworks.public.read", scope="bangs", access=access, count=frame.height)
    return Released(frame, old)
