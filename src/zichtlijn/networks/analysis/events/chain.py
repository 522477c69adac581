"""The Markov chain over groups, jump rate and accident share, from start to answer."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.fitting.draws import KeptStates
from zichtlijn.networks.analysis.events.fitting.rates import (
    STAND_STILL,
    derive_change,
    lies_at_border,
)
from zichtlijn.networks.analysis.events.fitting.state import Chain
from zichtlijn.networks.analysis.events.memberships import place_people_at
from zichtlijn.networks.analysis.events.terms import (
    ChainSettings,
    EventStream,
    FittedGroups,
    StartLabels,
)

Progress = Callable[[float], None]
DEFAULT_SETTINGS = ChainSettings()
SMALL_STREAM = 1_000  # pairs


def fit_groups(
    stream: EventStream,
    *,
    window_times: NDArray[np.float64],
    seed: int,
    settings: ChainSettings = DEFAULT_SETTINGS,
    start: StartLabels | None = None,
    progress: Progress | None = None,
) -> FittedGroups:
    """Draw groups, memberships and the rate of change from their joint distribution.

    window_times: moments at which to place people, ascending, in units of the stream.
    start: where to go on from; None begins with every event as a group of its own.
    The same stream, seed and settings give the same bits, whatever the number of workers.
    """
    progress = progress or _say_nothing
    chain = _burn_in(stream, seed=seed, settings=settings, start=start, progress=progress)
    kept = KeptStates()
    for turn in range(settings.keep):
        _step(chain)
        kept.add(chain)
        progress((settings.burn + turn + 1) / (settings.burn + settings.keep))
    draws = kept.number_groups()
    chain.trace()
    log_likelihood = chain.log_likelihood(chain.rate, chain.accident)
    standing_still = chain.log_likelihood(STAND_STILL, chain.accident)
    change, interval = derive_change(
        draws.all_rates, standing_still_loses=log_likelihood - standing_still
    )
    return FittedGroups(
        labels=draws.usual,
        groups=int(draws.usual.max()) + 1,
        draws=draws,
        change=change,
        change_interval=interval,
        at_border=lies_at_border(draws.all_rates),
        gain=float(np.mean(kept.weights)) / stream.pairs,
        memberships=place_people_at(
            chain.layout,
            draws,
            window_times,
            threshold=settings.threshold,
            workers=settings.workers,
        ),
    )


def _say_nothing(_: float) -> None:
    """Take the share done and leave it."""


def _burn_in(
    stream: EventStream,
    *,
    seed: int,
    settings: ChainSettings,
    start: StartLabels | None,
    progress: Progress,
) -> Chain:
    """Let a chain forget its start; of several, go on with the one that explains most.

    A small stream has few groups, and one wrong among them is a large part of all: there
    several chains cost nothing. In a town the errors of groups far apart do not add up.
    """
    starts = settings.starts if start is None and stream.pairs < SMALL_STREAM else 1
    seeds = np.random.SeedSequence(seed).spawn(starts)
    best: Chain | None = None
    best_weight = -np.inf
    for tried, source in enumerate(seeds):
        chain = Chain(stream, seed=source, workers=settings.workers, start=start)
        for turn in range(settings.burn):
            _step(chain)
            _move(chain, turn, settings)
            share = (tried + (turn + 1) / settings.burn) / starts
            progress(share * settings.burn / (settings.burn + settings.keep))
        weight = chain.weigh()
        if best is None or weight > best_weight:
            best, best_weight = chain, weight
    assert best is not None  # noqa: S101 - there is at least one start
    return best


def _step(chain: Chain) -> None:
    chain.sweep()
    chain.refresh_prior()
    chain.draw_rates()


def _move(chain: Chain, turn: int, settings: ChainSettings) -> None:
    """Merge in the first rounds, then merge and split each few rounds."""
    if settings.move_every == 0:
        return
    if turn and turn % settings.move_every == 0:
        chain.merge()
        chain.split()
        chain.share_out()
    elif 1 <= turn <= settings.move_every:
        chain.merge()
