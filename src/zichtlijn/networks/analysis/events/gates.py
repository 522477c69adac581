"""What may be shown, and the sentence where nothing may."""

from collections.abc import Callable

from zichtlijn.networks.analysis.events.terms import (
    EventStream,
    FittedGroups,
    GateVerdict,
    ShownGroups,
)


def judge_gates(
    stream: EventStream,
    fitted: FittedGroups,
    *,
    seed: int,
    progress: Callable[[float], None] | None = None,
) -> GateVerdict:
    """Decide by gates (a), (b) and (c), in that order, whether groups and rate may be shown."""
    raise NotImplementedError


def choose_shown_groups(stream: EventStream, fitted: FittedGroups) -> ShownGroups:
    """Name the groups with at least 4 events and 3 people (gate d)."""
    raise NotImplementedError
