"""An invented night is put in its place, as a whole or not at all."""

from datetime import datetime, timedelta

import polars as pl
from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Bang, BangPick, Receiver, ReceiverHour, Yield
from zichtlijn.fireworks.operations.versions import take_version
from zichtlijn.fireworks.terms import Finding, Stage, State, from_us

_RECEIVER_COLUMNS = ("receiver", "x", "y", "z", "state", "heard_at")


def import_receivers(receivers: pl.DataFrame, *, access: Access) -> int:
    """Keep invented receivers (RECEIVERS with state and heard_at) that are not there yet.

    They are not in use: nobody listens for their heartbeat. Raises LogUnavailable.
    """
    with transaction.atomic():
        log.record(
            "fireworks.receivers.import", scope="receivers", access=access, count=receivers.height
        )
        for code, x, y, z, state, heard_at in receivers.select(_RECEIVER_COLUMNS).rows():
            Receiver.objects.get_or_create(
                code=code,
                defaults={
                    "x": x, "y": y, "z": z, "active": False, "state": State(state),
                    "heard_at": heard_at,
                },
            )  # fmt: skip
    return receivers.height


def import_night(
    events: pl.DataFrame, assignments: pl.DataFrame, *, hours: pl.DataFrame, access: Access
) -> int:
    """Keep an invented night: EVENTS, ASSIGNMENTS with `at_us` since 1970, and who listened when.

    Takes hours with receiver and hour. A night is rounded where its long axis is unknown: nights
    of other years have lost their points. Returns how many bangs. Raises LogUnavailable.
    """
    receivers = dict(Receiver.objects.values_list("code", "pk"))
    with transaction.atomic():
        log.record("fireworks.night.import", scope="bangs", access=access, count=events.height)
        version = take_version()
        rows = [_make_bang(row, version=version) for row in events.iter_rows(named=True)]
        kept = dict(zip(events["event"].to_list(), Bang.objects.bulk_create(rows), strict=True))
        BangPick.objects.bulk_create(
            BangPick(bang=kept[event], receiver_id=receivers[code], at_us=at, residual_ms=residual)
            for event, code, at, residual in assignments.select(
                "event", "receiver", "at_us", "residual_ms"
            ).rows()
        )
        ReceiverHour.objects.bulk_create(
            (ReceiverHour(receiver_id=receivers[code], hour=hour) for code, hour in hours.rows()),
            ignore_conflicts=True,
        )
    return events.height


def import_finds(finds: list[tuple[int, Finding]], *, access: Access) -> int:
    """Keep invented finds, each for the n-th invented bang. Raises LogUnavailable."""
    numbers = list(
        Bang.objects.filter(invented=True, rounded_at=None)
        .order_by("moment")
        .values_list("pk", flat=True)
    )
    with transaction.atomic():
        log.record("fireworks.yield.import", scope="bangs", access=access, count=len(finds))
        Yield.objects.bulk_create(
            Yield(
                bang_id=numbers[at],
                finding=finding,
                recorded_by="voorbeeld",
                recorded_at=access.moment,
            )
            for at, finding in finds
            if at < len(numbers)
        )
    return len(finds)


def _make_bang(row: dict[str, object], *, version: int) -> Bang:
    moment: datetime = from_us(row["at_us"])  # type: ignore[arg-type]  # an integer column
    same = ("x", "y", "receivers", "score", "ghost", "outside", "bearing_deg", "bearing_sd_deg",
            "bangs")  # fmt: skip
    spread = {
        name: row[name] if row[name] is not None else 0.0
        for name in ("sd_major_m", "sd_minor_m", "angle_deg")
    }
    return Bang(
        moment=moment,
        level_at_10m=row["level_db_10m"],  # type: ignore[misc]  # a column of numbers
        stage=Stage.FINAL,
        rounded_at=moment + timedelta(hours=24) if row["sd_major_m"] is None else None,
        invented=True,
        version=version,
        **{name: row[name] for name in same},
        **spread,
    )
