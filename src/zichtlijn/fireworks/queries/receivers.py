"""The receivers, the air, and whether bangs are being located."""

from datetime import datetime

from django.db.models import Avg

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Calibration, Locator, Receiver
from zichtlijn.fireworks.queries.records import AirRecord, LocatorRecord, ReceiverRecord
from zichtlijn.fireworks.terms import State


def fetch_receivers(*, access: Access) -> tuple[ReceiverRecord, ...]:
    """Return all receivers by code, with their places: for technicians and analysts only."""
    rows = list(Receiver.objects.all())
    log.record("fireworks.receivers.read", scope="receivers", access=access, count=len(rows))
    return tuple(
        ReceiverRecord(
            row.code,
            row.x,
            row.y,
            row.z,
            row.active,
            bool(row.key_hash),
            row.heard_at,
            row.clock_ms,
            State(row.state),
            row.state_since,
            row.mean_residual_ms,
            row.expected,
            row.matched,
        )
        for row in rows
    )


def fetch_states() -> tuple[tuple[str, State], ...]:
    """Return code and state of each receiver, for who follows the map.

    Where one hangs it does not tell, and who follows left his line when he began: no line.
    """
    rows = Receiver.objects.order_by("code").values_list("code", "state")
    return tuple((code, State(state)) for code, state in rows)


def fetch_middle() -> tuple[float, float] | None:
    """Return the middle of all receivers, from which a bearing is drawn; it tells of none: no line.

    None where there are no receivers.
    """
    middle = Receiver.objects.aggregate(x=Avg("x"), y=Avg("y"))
    return None if middle["x"] is None else (middle["x"], middle["y"])


def fetch_calibrations(
    *, since: datetime, until: datetime, access: Access
) -> tuple[AirRecord, ...]:
    """Return in which air the bangs of a period were located, oldest first."""
    log.record("fireworks.calibrations.read", scope="bangs", access=access)
    rows = Calibration.objects.filter(since__gte=since, since__lt=until)
    return tuple(
        AirRecord(row.since, row.sound_speed, row.wind_x, row.wind_y, row.bangs) for row in rows
    )


def fetch_locator() -> LocatorRecord | None:
    """Return the locator's last sign of life; None where it never ran. Tells of no bang."""
    row = Locator.objects.order_by("pk").first()
    if row is None:
        return None
    return LocatorRecord(row.beat_at, row.started_at, row.settled_at, row.too_late)
