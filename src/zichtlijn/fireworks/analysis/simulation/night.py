"""Invent a night: bangs, what each receiver reports of them, and what it reports besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.fireworks.analysis.simulation.air import follow_sound
from zichtlijn.fireworks.analysis.simulation.places import (
    mirror,
    place_facades,
    place_receivers,
    reflects,
)
from zichtlijn.fireworks.terms import PICKS, RECEIVERS, TRUTH, Noise, WrongData

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

STREET_M = 1.5
AUDIBLE_M = 800.0
LEVELS_DB = (120.0, 140.0)  # at 10 m
LEVEL_SD_DB = 3.0
AMBIENT_DB = 55.0
ECHO_AFTER_S, ECHO_MEAN_S = 0.015, 0.120
BLOCKED_AFTER_S, BLOCKED_MEAN_S = 0.010, 0.040
STRAY_SHARE, STRAY_PER_S = 0.10, 0.01
DEAD_TIME_S = 0.050
MIRROR_SHARE = 0.7  # of the receivers that a facade reflects to
TAIL_S = 2.5

PATHS = ("direct", "blocked", "echo", "mirror", "stray")


class Level(NamedTuple):
    """How noisy one level is."""

    sigma_s: float
    missing: float
    echoes: float


NOISE = {
    Noise.EASY: Level(0.001, 0.10, 0.20),
    Noise.MID: Level(0.003, 0.20, 0.35),
    Noise.HARD: Level(0.005, 0.30, 0.50),
}


@dataclass(frozen=True)
class NightPlan:
    """What is to be invented."""

    receivers: int
    rate_per_hour: float
    noise: Noise = Noise.MID
    minutes: float = 10.0
    side_m: float = 1000.0
    sigma_ms: float | None = None  # None: that of the noise level
    wind: tuple[float, float] = (0.0, 0.0)  # m/s, towards x and y
    temperature_c: float = 10.0
    dead: int = 0  # receivers that report nothing
    offset_sd_ms: float = 0.0  # of the receivers' clocks
    blocked: float = 0.05  # share of arrivals that come late around a corner
    facades: int = 0  # walls that mirror a bang for many receivers alike


@dataclass(frozen=True)
class Night:
    """An invented night. `origins` has a row for each pick: bang (-1 none) and path."""

    receivers: pl.DataFrame  # RECEIVERS
    picks: pl.DataFrame  # PICKS
    truth: pl.DataFrame  # TRUTH
    origins: pl.DataFrame  # receiver, at_us, bang, path


class _Arrivals(NamedTuple):
    """Picks before the receivers' dead time; arrays of equal length."""

    at: Floats
    receiver: Codes
    bang: Codes
    path: Codes
    level: Floats


def simulate(plan: NightPlan, *, rng: np.random.Generator) -> Night:
    """Invent a night in which sources and receivers lie in the same square.

    Bangs fall evenly over place and time (Poisson); each receiver within 800 m misses some,
    hears some late around a corner, some twice by an echo of its own, and some that are no
    bang at all; facades return the same bang to many. Raises WrongData for an empty plan.
    """
    if plan.receivers < 1 or plan.minutes <= 0 or plan.rate_per_hour <= 0:
        raise WrongData("Een nagebootste nacht heeft ontvangers, knallen en minuten nodig.")
    if plan.dead >= plan.receivers:
        raise WrongData("Er moet minstens een ontvanger werken.")
    places = place_receivers(plan.receivers, side_m=plan.side_m, rng=rng)
    return report_bangs(plan, _invent_bangs(plan, rng), places=places, rng=rng)


def report_bangs(
    plan: NightPlan, bangs: Floats, *, places: Floats, rng: np.random.Generator
) -> Night:
    """Return what receivers at these places (n, 3) report of bangs that somebody thought up.

    Takes (n, 4): seconds, x, y, level at 10 m; in order of time.
    """
    direct = _hear(plan, bangs, bangs[:, 1:3], places, rng)
    parts = [direct, _echo(plan, direct, rng), *_mirror(plan, bangs, places, rng)]
    heard = _join(parts)
    heard = _add_strays(plan, heard, rng)
    heard = _shift_clocks(plan, heard, rng)
    return _lay_out(places, bangs, _keep_reported(plan, heard, rng))


def _invent_bangs(plan: NightPlan, rng: np.random.Generator) -> Floats:
    """Return (n, 4): seconds, x, y, level at 10 m; in order of time."""
    seconds = plan.minutes * 60.0
    count = int(rng.poisson(plan.rate_per_hour / 3600.0 * seconds))
    at = np.sort(rng.uniform(0.0, seconds, count))
    places = rng.uniform(0.0, plan.side_m, (count, 2))
    return np.column_stack([at, places, rng.uniform(*LEVELS_DB, count)])


def _hear(
    plan: NightPlan, bangs: Floats, sources: Floats, places: Floats, rng: np.random.Generator
) -> _Arrivals:
    """Return the arrivals along the straight way, some of them held up at a corner."""
    level = NOISE[plan.noise]
    street = np.column_stack([sources, np.full(len(sources), STREET_M)])
    flight = follow_sound(street, places, temperature_c=plan.temperature_c, wind=plan.wind)
    apart = np.linalg.norm(places[None, :, :2] - sources[:, None, :], axis=2)
    heard = (apart <= AUDIBLE_M) & (rng.random(apart.shape) >= level.missing)
    bang, receiver = np.nonzero(heard)
    sigma = level.sigma_s if plan.sigma_ms is None else plan.sigma_ms / 1e3
    at = bangs[bang, 0] + flight[heard] + rng.normal(0.0, sigma, len(bang))
    blocked = rng.random(len(bang)) < plan.blocked
    late = BLOCKED_AFTER_S + rng.exponential(BLOCKED_MEAN_S, len(bang))
    loss = 20.0 * np.log10(np.maximum(apart[heard], 1.0) / 10.0) + rng.normal(
        0.0, LEVEL_SD_DB, len(bang)
    )
    return _Arrivals(
        at + blocked * late, receiver, bang, blocked.astype(np.int64), bangs[bang, 3] - loss
    )


def _echo(plan: NightPlan, direct: _Arrivals, rng: np.random.Generator) -> _Arrivals:
    """Return echoes that one receiver hears and another does not."""
    chosen = rng.random(len(direct.at)) < NOISE[plan.noise].echoes
    lag = ECHO_AFTER_S + rng.exponential(ECHO_MEAN_S, int(chosen.sum()))
    return _Arrivals(
        direct.at[chosen] + lag,
        direct.receiver[chosen],
        direct.bang[chosen],
        np.full(int(chosen.sum()), PATHS.index("echo")),
        direct.level[chosen] - 6.0,
    )


def _mirror(
    plan: NightPlan, bangs: Floats, places: Floats, rng: np.random.Generator
) -> list[_Arrivals]:
    """Return, for each facade, the echo that all receivers before it hear alike."""
    found = []
    for facade in place_facades(plan.facades, side_m=plan.side_m, rng=rng):
        images = mirror(bangs[:, 1:3], facade)
        heard = _hear(plan, bangs, images, places, rng)
        seen = np.array([reflects(images, place[:2], facade) for place in places]).T
        kept = seen[heard.bang, heard.receiver] & (rng.random(len(heard.at)) < MIRROR_SHARE)
        part = _take(heard, np.flatnonzero(kept))
        found.append(part._replace(path=np.full(int(kept.sum()), PATHS.index("mirror"))))
    return found


def _add_strays(plan: NightPlan, heard: _Arrivals, rng: np.random.Generator) -> _Arrivals:
    """Add what is no bang: doors, exhausts, a tenth of all and one in a hundred seconds."""
    seconds = plan.minutes * 60.0 + TAIL_S
    steady = STRAY_PER_S * seconds * plan.receivers
    count = int(rng.poisson(STRAY_SHARE * len(heard.at) + steady))
    strays = _Arrivals(
        rng.uniform(0.0, seconds, count),
        rng.integers(0, plan.receivers, count),
        np.full(count, -1),
        np.full(count, PATHS.index("stray")),
        rng.uniform(70.0, 95.0, count),
    )
    return _join([heard, strays])


def _shift_clocks(plan: NightPlan, heard: _Arrivals, rng: np.random.Generator) -> _Arrivals:
    offsets = rng.normal(0.0, plan.offset_sd_ms / 1e3, plan.receivers)
    return heard._replace(at=heard.at + offsets[heard.receiver])


def _keep_reported(plan: NightPlan, heard: _Arrivals, rng: np.random.Generator) -> _Arrivals:
    """Leave out dead receivers, and what follows a pick within the dead time."""
    dead = rng.choice(plan.receivers, plan.dead, replace=False)
    alive = ~np.isin(heard.receiver, dead)
    heard = _take(heard, np.flatnonzero(alive))
    order = np.lexsort((heard.at, heard.receiver))
    kept = []
    last_receiver, last_at = -1, 0.0
    for row in order:
        at, receiver = float(heard.at[row]), int(heard.receiver[row])
        if receiver != last_receiver or at - last_at >= DEAD_TIME_S:
            kept.append(row)
            last_receiver, last_at = receiver, at
    return _take(heard, np.array(kept, dtype=np.int64))


def _take(heard: _Arrivals, rows: Codes) -> _Arrivals:
    return _Arrivals(
        heard.at[rows], heard.receiver[rows], heard.bang[rows], heard.path[rows], heard.level[rows]
    )


def _join(parts: Sequence[_Arrivals]) -> _Arrivals:
    return _Arrivals(
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.receiver for part in parts]),
        np.concatenate([part.bang for part in parts]),
        np.concatenate([part.path for part in parts]),
        np.concatenate([part.level for part in parts]),
    )


def _lay_out(places: Floats, bangs: Floats, heard: _Arrivals) -> Night:
    width = len(str(len(places)))
    names = [f"r{number:0{width}d}" for number in range(1, len(places) + 1)]
    frame = pl.DataFrame(
        {
            "receiver": [names[code] for code in heard.receiver],
            "at_us": np.round(heard.at * 1e6).astype(np.int64),
            "level_db": np.round(heard.level, 1),
            "snr_db": np.round(heard.level - AMBIENT_DB, 1),
            "clock_ms": np.full(len(heard.at), 0.1),
            "bang": heard.bang,
            "path": [PATHS[code] for code in heard.path],
        },
        schema_overrides={"at_us": pl.Int64, "receiver": pl.String, "path": pl.String},
    ).sort("at_us", "receiver")
    receivers = pl.DataFrame({"receiver": names}).with_columns(
        **{axis: pl.Series(np.round(places[:, at], 2)) for at, axis in enumerate("xyz")}
    )
    truth = pl.DataFrame(
        {
            "bang": np.arange(len(bangs)),
            "at_us": np.round(bangs[:, 0] * 1e6).astype(np.int64),
            "x": bangs[:, 1],
            "y": bangs[:, 2],
            "level_db_10m": np.round(bangs[:, 3], 1),
        },
        schema_overrides={"bang": pl.Int64, "at_us": pl.Int64},
    )
    return Night(
        RECEIVERS.keep(receivers),
        PICKS.keep(frame),
        TRUTH.keep(truth),
        frame.select("receiver", "at_us", "bang", "path"),
    )
