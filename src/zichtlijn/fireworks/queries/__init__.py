"""What is recorded of bangs and receivers: each query writes its line in the log, then reads."""

from zichtlijn.fireworks.queries.bangs import (
    fetch_bang,
    fetch_bangs,
    fetch_counts,
    fetch_false_marks,
    fetch_picks_of,
    fetch_yields,
)
from zichtlijn.fireworks.queries.changes import (
    fetch_changes,
    fetch_followed_changes,
    fetch_version,
    record_following,
)
from zichtlijn.fireworks.queries.nights import (
    fetch_heard_hours,
    fetch_newest_moment,
    fetch_nights,
    is_invented,
)
from zichtlijn.fireworks.queries.public import Released, fetch_released
from zichtlijn.fireworks.queries.receivers import (
    fetch_calibrations,
    fetch_locator,
    fetch_middle,
    fetch_receivers,
    fetch_states,
)
from zichtlijn.fireworks.queries.records import (
    AirRecord,
    BangRecord,
    Changes,
    CountRecord,
    FalseMarkRecord,
    LocatorRecord,
    PickRecord,
    ReceiverRecord,
    YieldRecord,
)

__all__ = [
    "AirRecord",
    "BangRecord",
    "Changes",
    "CountRecord",
    "FalseMarkRecord",
    "LocatorRecord",
    "PickRecord",
    "ReceiverRecord",
    "Released",
    "YieldRecord",
    "fetch_bang",
    "fetch_bangs",
    "fetch_calibrations",
    "fetch_changes",
    "fetch_counts",
    "fetch_false_marks",
    "fetch_followed_changes",
    "fetch_heard_hours",
    "fetch_locator",
    "fetch_middle",
    "fetch_newest_moment",
    "fetch_nights",
    "fetch_picks_of",
    "fetch_receivers",
    "fetch_released",
    "fetch_states",
    "fetch_version",
    "fetch_yields",
    "is_invented",
    "record_following",
]
