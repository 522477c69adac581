"""What may be shown, and the sentence where nothing may."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.terms import (
    NOT_PLACED,
    ChainSettings,
    EventStream,
    FittedGroups,
    GateVerdict,
    RateShown,
    ShownGroups,
)

SHUFFLES = 9
FEWEST_PER_PERSON = 1.5  # observations per observed person: under it nothing is shown
FEW_PER_PERSON = 2.5  # under it the rate found was 0.66 to 0.81 of the truth
MOST_PER_UNIT = 10.0  # more per person and unit are not independent observations
THOROUGH = ChainSettings(burn=24, keep=6, starts=2, workers=1)
QUICK = ChainSettings(burn=12, keep=3, move_every=0, workers=1)
MANY_PAIRS = 20_000
"""From here on the shuffled streams are fitted by sweeps only, and the stream itself once more in
the same way to be compared with them."""
FEWEST_EVENTS_SHOWN = 4
FEWEST_PEOPLE_SHOWN = 3

NO_EVENTS = "Er zijn geen waarnemingen van twee of meer mensen samen."
NO_GAIN = (
    "Er zijn te weinig waarnemingen om groepen te zien. "
    "Wie samen gezien werd, past even goed bij toeval."
)
TOO_FEW = "Er zijn te weinig waarnemingen per persoon: {} gemiddeld. Er zijn er minstens 1,5 nodig."

NOTHING_SEEN = GateVerdict(
    NO_EVENTS, RateShown.NONE, beyond_density=False, gain=None, gain_permuted_max=None,
    observations_per_person=0.0,
)  # fmt: skip


def judge_gates(
    stream: EventStream,
    fitted: FittedGroups,
    *,
    seed: int,
    progress: Callable[[float], None] | None = None,
) -> GateVerdict:
    """Decide by gates (a), (b) and (c), in that order, whether groups and rate may be shown.

    (a) The groups must explain who was seen together better than no groups, and better than
    groups found in nine streams in which the same people are shuffled over the same places.
    (b) Under 1.5 observations per observed person nothing is shown, under 2.5 the rate is shown
    as "at least". (c) With more than 10 observations per person and unit, or a rate at the border
    of what was tried, observations are not independent and no rate is shown.
    """
    if stream.events == 0:
        return NOTHING_SEEN
    judged = _compare(stream, gain=fitted.gain, seed=seed, progress=progress)
    return _conclude(stream, judged, at_border=fitted.at_border)


def judge_dense_stream(
    stream: EventStream, *, seed: int, progress: Callable[[float], None] | None = None
) -> GateVerdict:
    """Decide by the same gates on a dense stream, from a quick fit of its own.

    A dense stream never passes gate (c), so that its full fit would be thrown away.
    """
    if stream.events == 0:
        return NOTHING_SEEN
    quick = fit_groups(stream, window_times=np.empty(0), seed=seed, settings=QUICK)
    judged = _compare(stream, gain=quick.gain, seed=seed, progress=progress)
    return _conclude(stream, judged, at_border=quick.at_border)


def is_dense(stream: EventStream) -> bool:
    """Tell whether people were seen too often for their observations to be independent."""
    return stream.events > 0 and _observations_per_person(stream) / stream.span > MOST_PER_UNIT


@dataclass(frozen=True)
class _Comparison:
    gain: float
    shuffled: float  # the highest of nine
    better: bool


def _compare(
    stream: EventStream,
    *,
    gain: float,
    seed: int,
    progress: Callable[[float], None] | None,
) -> _Comparison:
    """Hold the gain against that of nine shuffled streams, by chains of one length."""
    source = np.random.SeedSequence(seed)
    if stream.pairs <= MANY_PAIRS:
        shuffled = _fit_shuffled(stream, settings=THOROUGH, source=source, progress=progress)
        return _Comparison(gain, shuffled, gain > max(0.0, shuffled))
    shuffled = _fit_shuffled(stream, settings=QUICK, source=source, progress=progress)
    alike = fit_groups(stream, window_times=np.empty(0), seed=seed, settings=QUICK)
    return _Comparison(gain, shuffled, gain > 0.0 and alike.gain > shuffled)


def _conclude(stream: EventStream, judged: _Comparison, *, at_border: bool) -> GateVerdict:
    per_person = _observations_per_person(stream)
    refusal = None
    if not judged.better:
        refusal = NO_GAIN
    elif per_person < FEWEST_PER_PERSON:
        refusal = TOO_FEW.format(f"{per_person:.1f}".replace(".", ","))
    beyond = refusal is None and (at_border or is_dense(stream))
    shown = RateShown.AT_LEAST if per_person < FEW_PER_PERSON else RateShown.ESTIMATE
    if refusal or beyond:
        shown = RateShown.NONE
    return GateVerdict(refusal, shown, beyond, judged.gain, judged.shuffled, per_person)


def _observations_per_person(stream: EventStream) -> float:
    return stream.pairs / len(np.unique(stream.members))


def shuffle_people(stream: EventStream, *, rng: np.random.Generator) -> EventStream:
    """Put the same people in other places: event sizes and observations per person stay.

    Nobody stands twice in one event, as far as repeated swapping can help it.
    """
    event = np.repeat(np.arange(stream.events), np.diff(stream.starts))
    members = rng.permutation(stream.members)
    for _ in range(200):
        twice = _find_second_places(event, members, stream.people)
        if not len(twice):
            break
        for place, other in zip(twice, rng.integers(0, stream.pairs, len(twice)), strict=True):
            members[place], members[other] = members[other], members[place]
    order = np.lexsort((members, event))
    return EventStream(
        stream.times, stream.starts, members[order], stream.people, stream.unit_days,
        stream.event_of_row, stream.duplicates_merged,
    )  # fmt: skip


def _find_second_places(
    event: NDArray[np.int64], members: NDArray[np.int32], people: int
) -> NDArray[np.int64]:
    key = event * people + members
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(np.diff(key[order]) == 0) + 1
    places: NDArray[np.int64] = order[again]
    return places


def _fit_shuffled(
    stream: EventStream,
    *,
    settings: ChainSettings,
    source: np.random.SeedSequence,
    progress: Callable[[float], None] | None,
) -> float:
    """Return the highest gain over the shuffled streams."""

    def fit(own: np.random.SeedSequence) -> float:
        rng = np.random.default_rng(own)
        shuffled = shuffle_people(stream, rng=rng)
        chance = int(rng.integers(2**31))
        return fit_groups(shuffled, window_times=np.empty(0), seed=chance, settings=settings).gain

    gains = []
    with ThreadPoolExecutor(2) as pool:
        for gain in pool.map(fit, source.spawn(SHUFFLES)):
            gains.append(gain)
            if progress is not None:
                progress(len(gains) / SHUFFLES)
    return max(gains)


def choose_shown_groups(fitted: FittedGroups) -> ShownGroups:
    """Name the groups with at least 4 events and 3 people placed in them (gate d)."""
    placed = fitted.memberships != NOT_PLACED
    person, _ = np.nonzero(placed)
    known = np.unique(np.stack([fitted.memberships[placed], person]), axis=1)[0]
    events = np.bincount(fitted.labels, minlength=fitted.groups)
    people = np.bincount(known, minlength=fitted.groups)[: fitted.groups]
    shown = np.flatnonzero((events >= FEWEST_EVENTS_SHOWN) & (people >= FEWEST_PEOPLE_SHOWN))
    digits = max(3, len(str(len(shown))))
    return ShownGroups({int(g): f"g{k + 1:0{digits}d}" for k, g in enumerate(shown)})
