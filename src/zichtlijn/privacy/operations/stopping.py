"""Stop one module: destroy what it holds on people, shut its pages, keep the proof (G29)."""

from datetime import date

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import StoppedModule
from zichtlijn.privacy.operations.destruction import finish_destruction, record_destruction
from zichtlijn.privacy.operations.holdings import Holdings, all_holdings
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.policies.retention import check_can_stop, check_is_second
from zichtlijn.privacy.queries.retention import list_kept_records
from zichtlijn.privacy.terms.holdings import Destroyed
from zichtlijn.privacy.terms.retention import NotFound
from zichtlijn.privacy.terms.taking import TakenKind

_LAST_DAY = date.max
"""By this day every term is past."""

_GROUND = "onderdeel gestopt door twee personen (G29)"


def stop_module(room: str, *, reason: str, second: str, access: Access) -> tuple[Destroyed, ...]:
    """Destroy everything with a term in one room and shut its pages; return what went.

    `second` is the account of the other person who decided. What is published and holds nobody
    stays. Raises NotFound, NotAllowed (a legal hold first), LogUnavailable, KeysUnavailable.
    """
    today = access.moment.date()
    held = len(list_kept_records(room, today=today))
    check_is_second(first=access.reader, second=second)
    check_can_stop(reason=reason, held=held)
    with transaction.atomic():
        log.record("privacy.module.stop", scope=room, access=access)
        gone = _find_room(room).destroy_past_term(today=_LAST_DAY, access=access)
        for one in gone:
            record_destruction(one._replace(ground=_GROUND), today=today, access=access)
        StoppedModule.objects.get_or_create(
            room=room,
            defaults={
                "stopped_at": access.moment,
                "stopped_by": access.reader,
                "second": second,
            },
        )
        note_taken(TakenKind.MODULE, room, moment=access.moment)
    finish_destruction()
    return gone


def _find_room(room: str) -> Holdings:
    for one in all_holdings():
        if room == one.ROOM:
            return one
    names = ", ".join(one.ROOM for one in all_holdings())
    raise NotFound(f"Dit onderdeel houdt niets over mensen bij. Kies uit: {names}.")
