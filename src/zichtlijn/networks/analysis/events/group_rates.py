"""Whether a group is more or less fluid than the whole; words only."""

from collections.abc import Mapping

from zichtlijn.networks.analysis.events.terms import EventStream, FittedGroups, ShownGroups
from zichtlijn.networks.terms import Fluidity


def derive_fluidity(
    stream: EventStream, fitted: FittedGroups, *, shown: ShownGroups
) -> Mapping[int, Fluidity]:
    """Return for each shown group's label a word: more, less, as_the_whole or unknown."""
    raise NotImplementedError
