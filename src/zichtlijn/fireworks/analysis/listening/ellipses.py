"""How sure a place is: the ellipse within the receivers, the bearing beyond them."""

from typing import NamedTuple

import numpy as np
from scipy.spatial import ConvexHull

from zichtlijn.fireworks.analysis.association.shapes import Air, Codes, Ears, Floats
from zichtlijn.fireworks.analysis.association.travel import fly, slope

PRIOR_WEIGHT = 4.0  # arrivals that the general timing noise counts for beside a bang's own
GATE_SIGMAS = 4.0
LEAST_FIRM = 0.4
WIDER = 1.15  # arrivals that come a little late around a corner look like good ones


class Fit(NamedTuple):
    """How the arrivals of one bang lie around its place."""

    residuals: Floats  # s, late is positive
    distances: Floats  # m, along the sound's way
    covariance: Floats  # (2, 2), m^2


class Ellipse(NamedTuple):
    """One standard deviation along the long and the short axis."""

    major_m: float
    minor_m: float
    angle_deg: float  # of the long axis, anticlockwise from x, 0-180


def derive_fit(
    ears: Ears,
    air: Air,
    *,
    place: Floats,
    receivers: Codes,
    at: Floats,
    sigma: float,
    chance: Floats,
) -> Fit:
    """Return residuals and covariance of a bang at `place` (x, y, s) heard `at` these moments.

    Covariance of an M-estimator (Huber 1981, Robust Statistics, 7.6): the spread of what
    pulls over how firmly it is held, the general noise counting for four arrivals more.
    `chance` (per second, over the hit rate) says how easily each arrival may be another's;
    by so much it counts as one that lies anywhere in the gate.
    """
    dx, dy = ears.x[receivers] - place[0], ears.y[receivers] - place[1]
    height = ears.height[receivers]
    flights = np.array([fly(*one, air) for one in zip(dx, dy, height, strict=True)])
    slopes = np.array([slope(*one, air) for one in zip(dx, dy, flights, strict=True)])
    residuals = at - place[2] - flights
    noise = _spread(residuals, sigma)
    likely = np.exp(-0.5 * (residuals / sigma) ** 2) / (np.sqrt(2.0 * np.pi) * sigma)
    wrong = chance / (chance + likely)
    anywhere = (GATE_SIGMAS * sigma) ** 2 / 3.0
    variance = WIDER**2 * ((1.0 - wrong) * noise + wrong * anywhere)
    design = np.column_stack([slopes, np.ones(len(at))])
    inverse = np.linalg.pinv(design.T @ design, hermitian=True)
    covariance = inverse @ (design.T @ (variance[:, None] * design)) @ inverse
    return Fit(residuals, np.sqrt(dx**2 + dy**2 + height**2), covariance[:2, :2])


def _spread(residuals: Floats, sigma: float) -> float:
    """Return the variance (s^2) that this bang's arrivals and the general noise tell together."""
    inside = np.clip(1.0 - (residuals / (GATE_SIGMAS * sigma)) ** 2, 0.0, 1.0)
    pull = residuals * inside**2
    firmness = max(float(np.mean(inside * (5.0 * inside - 4.0))), LEAST_FIRM)
    own = float((pull**2).sum()) / firmness**2
    return (PRIOR_WEIGHT * sigma**2 + own) / (PRIOR_WEIGHT + max(len(residuals) - 3, 0))


def derive_ellipse(covariance: Floats) -> Ellipse:
    """Return the ellipse of one standard deviation.

    >>> derive_ellipse(np.array([[4.0, 0.0], [0.0, 9.0]]))
    Ellipse(major_m=3.0, minor_m=2.0, angle_deg=90.0)
    """
    values, vectors = np.linalg.eigh(covariance)
    short, long = np.sqrt(np.maximum(values, 0.0))
    angle = np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1])) % 180.0
    return Ellipse(float(long), float(short), float(angle))


class Hull(NamedTuple):
    """The outermost receivers, and the middle of all: within is `planes @ (x, y, 1) <= 0`."""

    planes: Floats
    middle: Floats


def derive_hull(ears: Ears) -> Hull:
    """Return the polygon around the receivers."""
    points = np.column_stack([ears.x, ears.y])
    return Hull(np.asarray(ConvexHull(points).equations), points.mean(axis=0))


def is_outside(hull: Hull, *, x: float, y: float) -> bool:
    """Return whether a place lies more than a metre beyond the outermost receivers."""
    return bool((hull.planes @ np.array([x, y, 1.0])).max() > 1.0)


class Bearing(NamedTuple):
    """A direction from the middle of the receivers, clockwise from north, degrees."""

    degrees: float
    sd: float


def derive_bearing(hull: Hull, *, x: float, y: float, covariance: Floats) -> Bearing:
    """Return in which direction a bang was, and how sure that is.

    >>> hull = Hull(np.zeros((1, 3)), np.array([0.0, 0.0]))
    >>> derive_bearing(hull, x=100.0, y=0.0, covariance=np.diag([400.0, 1.0])).degrees
    90.0
    """
    east, north = x - hull.middle[0], y - hull.middle[1]
    distance = max(float(np.hypot(east, north)), 1.0)
    across = np.array([-north, east]) / distance
    sd = np.sqrt(max(float(across @ covariance @ across), 0.0)) / distance
    return Bearing(
        float(np.degrees(np.arctan2(east, north)) % 360.0), float(np.degrees(min(sd, np.pi)))
    )
