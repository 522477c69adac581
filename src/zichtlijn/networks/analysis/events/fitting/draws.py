"""The states of the chain that are kept, and the groups numbered over all of them."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.fitting.state import Chain
from zichtlijn.networks.analysis.events.kernels.layout import refresh_shares
from zichtlijn.networks.analysis.events.terms import KeptDraws

LABELS_EVERY = 3
"""Neighbouring states are alike: each third keeps its groups, for placing people."""


class KeptStates:
    """What was collected while the chain ran."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.accidents: list[float] = []
        self.labels: list[NDArray[np.int32]] = []
        self.shares: list[NDArray[np.float64]] = []
        self.weights: list[float] = []
        self.label_rates: list[float] = []
        self.label_accidents: list[float] = []

    def add(self, chain: Chain) -> None:
        """Keep the rates, and each third time the groups."""
        if len(self.rates) % LABELS_EVERY == 0:
            self.add_groups(chain)
        self.rates.append(chain.rate)
        self.accidents.append(chain.accident)

    def add_groups(self, chain: Chain) -> None:
        """Keep the groups as they stand, and the rates they were drawn with."""
        refresh_shares(chain.layout, chain.groups)
        self.labels.append(chain.groups.of_event.astype(np.int32))
        self.shares.append(chain.groups.share.astype(np.float64))
        self.weights.append(chain.weigh())
        self.label_rates.append(chain.rate)
        self.label_accidents.append(chain.accident)

    def number_groups(self) -> KeptDraws:
        """Return the draws with the groups numbered 0.. in order of their first event."""
        labels = np.array(self.labels)
        usual = _most_frequent(labels)
        order = _in_order_of_appearance(np.concatenate([usual, labels.ravel()]))
        number = np.full(int(order.max(initial=-1)) + 1, -1, dtype=np.int32)
        number[order] = np.arange(len(order))
        return KeptDraws(
            labels=number[labels],
            usual=number[usual],
            shares=np.array(self.shares)[:, order],
            rates=np.array(self.label_rates),
            accidents=np.array(self.label_accidents),
            all_rates=np.array(self.rates),
            all_accidents=np.array(self.accidents),
        )


def _most_frequent(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return for each event the group it was in most often, at a tie the one of the first draw."""
    votes = np.array([(labels == label).sum(axis=0) for label in labels])
    chosen: NDArray[np.int32] = np.take_along_axis(labels, votes.argmax(axis=0)[None], axis=0)[0]
    return chosen


def _in_order_of_appearance(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    known, first = np.unique(labels, return_index=True)
    ordered: NDArray[np.int32] = known[np.argsort(first)]
    return ordered
