"""The only maker of an Access: rights are looked up here at every request, and kept nowhere else.

A session holds at most which account, which role was picked and which opening; none of them is a
right. What was taken back in the database is gone at the next request.
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.policies.purposes import check_can_open, list_purposes
from zichtlijn.privacy.queries.openings import find_opening
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.queries.scopes import holds_grant, tell_member
from zichtlijn.privacy.terms.asking import (
    EMERGENCY,
    KEPT,
    LEGAL_GROUNDS,
    LONGEST_OPENING,
    NO_PURPOSE,
    Asker,
    NotAllowed,
    Reason,
)


def open_access(
    asker: Asker, *, opening: str, path: str, moment: datetime, trace_id: str, origin: str = "desk"
) -> Access:
    """Return the access of one request or command: one moment and one trace for all it reads.

    `opening` is what `choose_purpose` gave, or empty. An opening that ended, of another account
    or role, gives an access without a purpose, which opens no person. Raises NotAllowed where
    the account does not hold this role now.
    """
    if not holds_grant(asker, moment=moment):
        raise NotAllowed("U hebt deze rol niet, of niet meer.", rule="grant")
    chosen = find_opening(opening, asker, moment=moment)
    return Access(
        reader=asker.account,
        organisation=asker.organisation,
        role=asker.role,
        purpose=chosen.purpose if chosen else NO_PURPOSE,
        legal_ground=LEGAL_GROUNDS[chosen.purpose if chosen else NO_PURPOSE],
        scope=(chosen.scope if chosen else "") or path,
        moment=moment,
        trace_id=trace_id,
        reason=chosen.reason if chosen else "",
        origin=origin,
        emergency=chosen.is_emergency if chosen else False,
        opening=chosen.code if chosen else "",
    )


@transaction.atomic
def choose_purpose(purpose: str, *, scope: str = "", reason: str = "", access: Access) -> str:
    """Open a purpose for this account in this role and return its code, for the session to carry.

    `scope` is the code of a group, case or signal; `reason` a word of `Reason`, or empty where no
    row asks for one. Raises NotAllowed where the purpose is unknown to the role, the table is
    not theirs, or it has ended; LogUnavailable.
    """
    asker = Asker(access.reader, access.role, access.organisation)
    if not holds_grant(asker, moment=access.moment):
        raise NotAllowed("U hebt deze rol niet, of niet meer.", rule="grant")
    table = models.Scope.objects.filter(code=scope).first() if scope else None
    seat = tell_member(table, asker, moment=access.moment) if table else "no"
    check_can_open(
        purpose,
        known=list_purposes(fetch_ruling_table().table, role=access.role),
        scope=scope,
        scope_purpose=table.purpose if table and seat == "yes" else "",
        ends_on=table.ends_on if table else None,
        today=access.moment.date(),
    )
    end_earlier(asker, access)
    picked = reason if reason in list(Reason) else ""
    row = keep_opening(asker, purpose, table, picked, access=access, term=LONGEST_OPENING)
    log.record("privacy.purpose.open", scope=str(table or purpose), access=access)
    return row.code


@transaction.atomic
def end_purpose(*, access: Access) -> None:
    """Close what is open, as somebody does who is ready or signs out."""
    end_earlier(Asker(access.reader, access.role, access.organisation), access)
    log.record("privacy.purpose.end", scope=access.scope, access=access)


def end_earlier(asker: Asker, access: Access) -> None:
    """One purpose at a time: choosing another ends this one."""
    earlier = models.Opening.objects.filter(code=access.opening, **asker._asdict())
    earlier.filter(ended_at__isnull=True).update(ended_at=access.moment)


def keep_opening(
    asker: Asker,
    purpose: str,
    table: models.Scope | None,
    reason: str,
    *,
    access: Access,
    term: timedelta,
) -> models.Opening:
    """Keep what was opened, until the term is over."""
    return models.Opening.objects.create(
        code=secrets.token_hex(16),
        purpose=purpose,
        scope=table,
        reason=reason,
        is_emergency=reason == EMERGENCY,
        opened_at=access.moment,
        destroy_on=access.moment.date() + KEPT,
        ends_at=access.moment + term,
        **asker._asdict(),
    )
