"""What the locator remembers on disk, to go on from after any stop."""

from typing import NamedTuple

from zichtlijn.fireworks.analysis.showing.packing import pack, unpack
from zichtlijn.fireworks.analysis.showing.watching import Air, Kept
from zichtlijn.fireworks.models import Calibration, Snapshot
from zichtlijn.fireworks.operations.live.places import Layout
from zichtlijn.fireworks.terms import Listening, WrongData, from_us

MINUTE_US = 60_000_000


def keep_moments(moments: tuple[Kept, ...], *, layout: Layout) -> None:
    """Keep whole minutes and the start on disk, and forget on disk what the watch forgot."""
    minutes = {
        one.settled_us: one
        for one in moments
        if one.settled_us % MINUTE_US == 0 or one.stream.settled == 0
    }
    there = set(Snapshot.objects.values_list("settled_us", flat=True))
    Snapshot.objects.exclude(settled_us__in=list(minutes)).delete()
    Snapshot.objects.bulk_create(
        Snapshot(settled_us=at, receivers_hash=layout.hash, content=pack(one))
        for at, one in minutes.items()
        if at not in there
    )


def forget_moments(*, since_us: int) -> None:
    """Forget moments that a late pick proved wrong."""
    Snapshot.objects.filter(settled_us__gt=since_us).delete()


def read_moments(*, layout: Layout, listening: Listening) -> tuple[Kept, ...]:
    """Return the moments kept on disk for these receivers, oldest first."""
    rows = Snapshot.objects.filter(receivers_hash=layout.hash).order_by("settled_us")
    found = []
    for row in rows:
        try:
            found.append(
                unpack(bytes(row.content), receivers=layout.receivers, listening=listening)
            )
        except (WrongData, KeyError, ValueError):  # of an older version: begin afresh
            return ()
    return tuple(found)


class LastAir(NamedTuple):
    """The last air that bangs told."""

    sound_speed: float
    wind_x: float
    wind_y: float


def keep_airs(airs: tuple[Air, ...], *, since_us: int | None) -> None:
    """Keep calibrations; with `since_us` they take the place of those from there on."""
    if since_us is not None:
        Calibration.objects.filter(since__gte=from_us(since_us)).delete()
    for one in airs:
        air = one.calibration.air
        Calibration.objects.update_or_create(
            since=from_us(one.since_us),
            defaults={
                "sound_speed": air.speed,
                "wind_x": air.wind_x,
                "wind_y": air.wind_y,
                "bangs": one.calibration.bangs,
            },
        )
