"""The Markov chain over groups, jump rate and accident share, from start to answer."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.draws import KeptStates
from zichtlijn.networks.analysis.events.memberships import place_people_at
from zichtlijn.networks.analysis.events.rates import STAND_STILL, derive_change, lies_at_border
from zichtlijn.networks.analysis.events.state import Chain
from zichtlijn.networks.analysis.events.terms import (
    ChainSettings,
    EventStream,
    FittedGroups,
    StartLabels,
)

Progress = Callable[[float], None]
DEFAULT_SETTINGS = ChainSettings()


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
    chain = Chain(stream, seed=seed, workers=settings.workers, start=start)
    kept = run_chain(chain, settings=settings, progress=progress)
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
        log_likelihood=log_likelihood,
        memberships=place_people_at(
            chain.layout,
            draws,
            window_times,
            threshold=settings.threshold,
            workers=settings.workers,
        ),
    )


def run_chain(
    chain: Chain, *, settings: ChainSettings, progress: Progress | None = None
) -> KeptStates:
    """Let the chain forget its start, then collect its states."""
    kept = KeptStates()
    rounds = settings.burn + settings.keep
    for turn in range(rounds):
        chain.sweep()
        if turn < settings.burn:
            _move(chain, turn, settings)
        chain.refresh_prior()
        chain.draw_rates()
        if turn >= settings.burn:
            kept.add(chain)
        if progress is not None:
            progress((turn + 1) / rounds)
    return kept


def _move(chain: Chain, turn: int, settings: ChainSettings) -> None:
    """Merge in the first rounds, then merge and split each few rounds."""
    if turn and turn % settings.move_every == 0:
        chain.merge()
        chain.split()
    elif 1 <= turn <= settings.move_every:
        chain.merge()
