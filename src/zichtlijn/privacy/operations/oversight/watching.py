"""Watch a name or a street: two people put it there, and only its keyed hash is kept."""

import secrets
from collections.abc import Sequence

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import WatchedMark
from zichtlijn.privacy.operations.destruction import keep_gone
from zichtlijn.privacy.operations.oversight.marking import index_words
from zichtlijn.privacy.operations.own_records import ROOM
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.oversight import NewMark
from zichtlijn.privacy.terms.proposals import Second

_KIND = "privacy.watch"
_SCOPE = "watch"


@transaction.atomic
def add_marks(marks: Sequence[NewMark], *, reason: str, second: Access, access: Access) -> int:
    """Keep marks and return how many; `second` is the access of the second person.

    They stay as long as the log that they help to read. Raises NotAllowed where the two are one
    or have one role, LogUnavailable, KeysUnavailable; then nothing was kept.
    """
    _agree("add", reason=reason, second=second, access=access)
    today = access.moment.date()
    clock = set_clock("read_log", "gdpr_public_task", born_on=today, table=read_retention_table())
    WatchedMark.objects.bulk_create(
        WatchedMark(
            code=secrets.token_hex(16),
            category=mark.category,
            account=mark.account,
            indexes=index_words(mark.keys),
            added_by=access.reader,
            second=second.reader,
            added_at=access.moment,
            retention_rule=clock.named,
            destroy_on=clock.destroy_on,
        )
        for mark in marks
    )
    log.record("privacy.watch.add", scope=_SCOPE, access=access, count=len(marks))
    return len(marks)


@transaction.atomic
def remove_mark(code: str, *, reason: str, second: Access, access: Access) -> None:
    """Watch a name or street no longer. Raises NotAllowed, LogUnavailable."""
    _agree("remove", reason=reason, second=second, access=access)
    gone, _ = WatchedMark.objects.filter(code=code).delete()
    if not gone:
        raise NotAllowed("Dit kenmerk is er niet, of niet meer.")
    keep_gone(ROOM, [code])
    log.record("privacy.watch.remove", scope=_SCOPE, access=access, count=1)


def _agree(deed: str, *, reason: str, second: Access, access: Access) -> None:
    made = propose(_KIND, deed, reason=reason, second=Second.OTHER_ROLE, access=access)
    confirm_proposal(made, kind=_KIND, access=second)
