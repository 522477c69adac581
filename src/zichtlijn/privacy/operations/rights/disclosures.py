"""Write down who received what about a person, so that he can be told and the receiver reached."""

import secrets

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models.rights import Disclosure
from zichtlijn.privacy.operations.rights.clocks import DISCLOSURE, start_clock
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import NewDisclosure, NotFound


def record_disclosure(left: NewDisclosure, *, access: Access) -> str:
    """Keep one disclosure; return its code, which stands on the package.

    Called by the room from which something leaves, in the transaction in which it leaves and
    after that room asked the rule table. Raises NotAllowed, LogUnavailable.
    """
    if not (left.recipient.strip() and left.article.strip()):
        raise NotAllowed("Zeg wie dit krijgt, en op grond van welk artikel.")
    today = access.moment.date()
    with transaction.atomic():
        code = secrets.token_hex(8)
        log.record(
            "privacy.disclosure.record",
            scope=f"disclosure:{code}",
            access=access,
            count=1,
            subjects=(left.person,) if left.person else (),
            recipient=left.recipient,
        )
        row = Disclosure(
            code=code, **left._asdict(), disclosed_on=today, disclosed_by=access.reader
        )
        start_clock(row, DISCLOSURE, born_on=today)
        row.save()
    return code


def note_receipt(code: str, *, access: Access) -> None:
    """Keep that the recipient said he got it. Raises NotFound, NotAllowed, LogUnavailable."""
    with transaction.atomic():
        row = Disclosure.objects.filter(code=code).first()
        if row is None:
            raise NotFound("Deze verstrekking is er niet, of niet meer.")
        admit_to_right(
            "write",
            access=access,
            action="privacy.disclosure.receipt",
            scope=f"disclosure:{code}",
            subjects=(row.person,) if row.person else (),
            count=1,
        )
        row.receipt_on = access.moment.date()
        row.save()
