"""How likely all observations are if one group's people leave it at a pace of their own."""

import numpy as np

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, kernel, making_kernel
from zichtlijn.networks.analysis.events.kernels.layout import Layout
from zichtlijn.networks.analysis.events.kernels.likelihood import stay_over
from zichtlijn.networks.analysis.events.kernels.slots import (
    Past,
    forget,
    make_past,
    observe,
    value_of,
)


@making_kernel
def profile_group(
    layout: Layout,
    labels: Ints,
    shares: Floats,
    g: int,
    rate: float,
    accident: float,
    own_rates: Floats,
) -> Floats:
    """Return for each of `own_rates` the log-likelihood of all people ever seen with group g.

    Who is in g jumps at the own rate, who is elsewhere at `rate`.
    """
    people = _list_people(layout, labels, g)
    starts = np.zeros(len(people) + 1, dtype=np.int64)
    for j in range(len(people)):
        i = people[j]
        starts[j + 1] = starts[j] + layout.person_starts[i + 1] - layout.person_starts[i]
    past = make_past(starts)
    profile = np.zeros(len(own_rates))
    for k in range(len(own_rates)):
        forget(past)
        for j in range(len(people)):
            profile[k] += _follow(
                layout, labels, shares, past, j, people[j], g, rate, own_rates[k], accident
            )
    return profile


@making_kernel
def _list_people(layout: Layout, labels: Ints, g: int) -> Ints:
    seen = np.zeros(len(layout.person_starts) - 1, dtype=np.bool_)
    for e in range(len(labels)):
        if labels[e] == g:
            for p in range(layout.starts[e], layout.starts[e + 1]):
                seen[layout.members[p]] = True
    return np.flatnonzero(seen)


@kernel
def _follow(
    layout: Layout,
    labels: Ints,
    shares: Floats,
    past: Past,
    j: int,
    i: int,
    g: int,
    rate: float,
    own_rate: float,
    accident: float,
) -> float:
    """Return the log-likelihood of person i, kept in place j."""
    total = 0.0
    begin = layout.person_starts[i]
    for q in range(begin, layout.person_starts[i + 1]):
        if q > begin:
            gap = layout.gap[q - 1]
            _let_time_pass(past, j, g, shares[g], stay_over(gap, rate), stay_over(gap, own_rate))
        h = labels[layout.event_at[q]]
        total += np.log(observe(past, j, h, accident, shares[h]))
    return total


@kernel
def _let_time_pass(past: Past, j: int, g: int, share: float, stay: float, own_stay: float) -> None:
    """Predict over a gap; jumpers, from g and from elsewhere, land by share."""
    inside = share * value_of(past, j, g)
    jumped = (1.0 - stay) * (1.0 - inside) + (1.0 - own_stay) * inside
    for k in range(past.starts[j], past.starts[j] + past.used[j]):
        here = own_stay if past.groups[k] == g else stay
        past.values[k] = here * past.values[k] + jumped
    past.rest[j] = stay * past.rest[j] + jumped
