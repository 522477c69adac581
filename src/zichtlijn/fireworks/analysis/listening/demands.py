"""How much evidence makes a bang. Chosen on simulated nights and on real shots together."""

import numpy as np

FEW_LIVE = 10  # below this many live receivers four must do
FEWEST = 4  # will do where nearly all reported it that were expected to
NEARLY_ALL = 0.85
DAMAGED = 0.12  # and where more than this share of those within earshot listens no more
LEAST_SHARE = 0.5  # of the receivers that were expected to report
FULL_NIGHT = 10_000.0  # picks an hour at one receiver
SCORE_IN_FULL_NIGHT = 15.0
POINTS_QUIETER, POINTS_FULLER = 0.5, 2.0  # for each factor e of picks
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
    the volume that its arrivals leave it, so a quieter night asks for more. Half a point for each
    factor e keeps the ghosts out of invented nights and of the real shots; the whole point of
    theory costs one bang in two hundred. Above a full night each factor e takes off two points.

    >>> [round(demand_score(picks / 3600), 1) for picks in (100, 1_000, 5_000, 10_000)]
    [17.3, 16.2, 15.3, 15.0]
    """
    quieter = float(np.log(FULL_NIGHT / max(3600.0 * picks_per_second, 1.0)))
    more = POINTS_QUIETER * max(quieter, 0.0) + POINTS_FULLER * min(quieter, 0.0)
    return float(np.clip(SCORE_IN_FULL_NIGHT + more, LOWEST_SCORE, HIGHEST_SCORE))


def demand_of_shadows(picks_per_second: float) -> float:
    """Return by what factor more is asked of a bang that follows another as an echo would.

    In a full night nearly every bang follows another within 1.2 s, so there it means nothing.

    >>> round(demand_of_shadows(0.0), 2), round(demand_of_shadows(2.8), 2)
    (1.5, 1.02)
    """
    return float(1.0 + SHADOW_EXTRA * np.exp(-SHADOW_S * picks_per_second))
