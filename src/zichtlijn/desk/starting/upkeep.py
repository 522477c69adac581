"""What a new version must do once with old records, which tables alone cannot: names are sealed."""

from zichtlijn.audit.keys import KeysUnavailable
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.desk.door.timers import open_timer_access
from zichtlijn.desk.starting.serving import NotReady
from zichtlijn.persons.operations import mark_unmarked


def bring_up_to_date() -> None:
    """Give every record what a later version keeps with it; nothing to do is one small question.

    Raises NotReady.
    """
    try:
        mark_unmarked(access=open_timer_access())
    except (LogUnavailable, KeysUnavailable) as problem:
        raise NotReady(str(problem)) from problem
