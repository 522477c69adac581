"""In which state a receiver is: its heart first, then what the bangs tell."""

from datetime import datetime

from zichtlijn.fireworks.terms import DEAD_AFTER, Health, State

_STATES = {Health.SILENT: State.SILENT, Health.DEAF: State.DEAF, Health.CLOCK: State.CLOCK}


def judge_receiver(heard_at: datetime | None, *, health: Health, moment: datetime) -> State:
    """Return the state of a receiver that was last heard at a moment.

    >>> from datetime import UTC, timedelta
    >>> now = datetime(2026, 12, 31, 23, tzinfo=UTC)
    >>> [str(judge_receiver(now - timedelta(seconds=s), health=Health.GOOD, moment=now))
    ...  for s in (29, 31)]
    ['good', 'dead']
    """
    if heard_at is None:
        return State.NEW
    if moment - heard_at > DEAD_AFTER:
        return State.DEAD
    return _STATES.get(health, State.GOOD)
