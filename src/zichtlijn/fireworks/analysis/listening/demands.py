"""How much evidence makes a bang. Chosen on simulated nights and on real shots together."""

import numpy as np

FEW_LIVE = 10  # below this many live receivers four must do
FEWEST = 4  # will do where nearly all reported it that were expected to
NEARLY_ALL = 0.85
DAMAGED = 0.12  # and where more than this share of those within earshot listens no more
LEAST_SHARE = 0.5  # of the receivers that were expected to report
FULL_NIGHT = 10_000.0  # picks an hour at one receiver
SCORE_IN_FULL_NIGHT = 15.0
MORE_WHEN_BUSY = 1.0
MORE_WHEN_QUIET, QUIET = 0.5, float(np.log(10.0))  # for each factor e below a tenth of a full night
LOWEST_SCORE = 12.0
HIGHEST_SCORE = 17.5
FIRST_ROUND_LESS = 2.0
SHADOW_EXTRA = 0.5
SHADOW_S = 1.2


def demand_receivers(live: int) -> int:
    """Return how many receivers must report a bang when so many are alive.

    >>> demand_receivers(8), demand_receivers(16)
    (4, 5)
    """
    return 4 if live < FEW_LIVE else 5


def demand_score(picks_per_second: float) -> float:
    """Return the score asked of a bang at this pick rate of a receiver.

    By Bayes the odds that a candidate is a bang are the rate of bangs times exp(score) times
    the volume that its arrivals leave it, so a quieter night asks for more: two points for each
    factor e, as far as 16; below 1,000 picks an hour half a point more for each, because then
    ghosts are echoes. Theory's whole point there costs one bang in two hundred.

    >>> [round(demand_score(picks / 3600), 1) for picks in (100, 1_000, 5_000, 10_000, 20_000)]
    [17.2, 16.0, 16.0, 15.0, 13.6]
    """
    quieter = float(np.log(FULL_NIGHT / max(3600.0 * picks_per_second, 1.0)))
    busy = min(2.0 * quieter, MORE_WHEN_BUSY)
    quiet = MORE_WHEN_QUIET * max(quieter - QUIET, 0.0)
    return float(np.clip(SCORE_IN_FULL_NIGHT + busy + quiet, LOWEST_SCORE, HIGHEST_SCORE))


def demand_of_shadows(picks_per_second: float) -> float:
    """Return by what factor more is asked of a bang that follows another as an echo would.

    In a full night nearly every bang follows another within 1.2 s, so there it means nothing.

    >>> round(demand_of_shadows(0.0), 2), round(demand_of_shadows(2.8), 2)
    (1.5, 1.02)
    """
    return float(1.0 + SHADOW_EXTRA * np.exp(-SHADOW_S * picks_per_second))
