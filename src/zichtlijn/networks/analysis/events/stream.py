"""From observations to a stream of events, second records of one event merged."""

from zichtlijn.networks.analysis.events.terms import EventStream
from zichtlijn.networks.analysis.incidence import Incidence


def build_stream(incidence: Incidence, *, unit_days: float = 30.0) -> EventStream:
    """Lay out the events of 2 to 30 people in order of time."""
    raise NotImplementedError
