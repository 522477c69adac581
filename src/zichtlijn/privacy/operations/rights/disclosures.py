"""Write down who received what about a person, so that he can be told and the receiver reached."""

import secrets

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models.rights import Disclosure, Notice
from zichtlijn.privacy.operations.rights.clocks import DISCLOSURE, start_clock
from zichtlijn.privacy.operations.rights.rooms import collect_held, find_subject
from zichtlijn.privacy.policies.rights import disclosing as rules
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import NewDisclosure, NotFound

_GONE = "Deze verstrekking is er niet, of niet meer."


def record_disclosure(left: NewDisclosure, *, access: Access) -> str:
    """Keep one disclosure; return its code, which stands on the package.

    Called by the room from which something leaves, in the transaction in which it leaves and
    after that room asked the rule table. Raises NotAllowed, LogUnavailable.
    """
    if not (left.recipient.strip() and left.article.strip()):
        raise NotAllowed("Zeg wie dit krijgt, en op grond van welk artikel.")
    given_on = left.disclosed_on or access.moment.date()
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
            code=code,
            **left._asdict() | {"disclosed_on": given_on},
            disclosed_by=access.reader,
            written_on=access.moment.date(),
            trace_id=access.trace_id,
        )
        start_clock(row, DISCLOSURE, born_on=given_on)
        rules.check_within_term(destroy_on=row.destroy_on, today=access.moment.date())
        row.save()
    return code


def register_disclosure(left: NewDisclosure, *, access: Access) -> str:
    """Write down what somebody gave by hand: on paper, by phone, in a meeting; return its code.

    It is about the person as a whole: whoever got it hears of every contest. Raises NotAllowed,
    LogUnavailable.
    """
    with transaction.atomic():
        admit_to_right(
            "write",
            access=access,
            action="privacy.disclosure.register",
            scope="disclosures",
            subjects=(left.person,),
            count=1,
        )
        held = collect_held(find_subject(left.person, access=access), access=access)
        rules.check_can_register(left, is_known=bool(held), today=access.moment.date())
        return record_disclosure(left, access=access)


def take_back_disclosure(code: str, *, access: Access) -> None:
    """Undo, on the same day, what this account wrote down by hand. Raises NotFound, NotAllowed."""
    with transaction.atomic():
        row = Disclosure.objects.filter(code=code).first()
        if row is None:
            raise NotFound(_GONE)
        _admit("privacy.disclosure.take_back", row, access=access)
        rules.check_can_take_back(
            channel=row.channel,
            written_by=row.disclosed_by,
            written_on=row.written_on or row.disclosed_on,
            account=access.reader,
            today=access.moment.date(),
            told=Notice.objects.filter(disclosure=row).count(),
        )
        row.delete()


def note_receipt(code: str, *, access: Access) -> None:
    """Keep that the recipient said he got it. Raises NotFound, NotAllowed, LogUnavailable."""
    with transaction.atomic():
        row = Disclosure.objects.filter(code=code).first()
        if row is None:
            raise NotFound(_GONE)
        _admit("privacy.disclosure.receipt", row, access=access)
        row.receipt_on = access.moment.date()
        row.save()


def _admit(action: str, row: Disclosure, *, access: Access) -> None:
    admit_to_right(
        "write",
        access=access,
        action=action,
        scope=f"disclosure:{row.code}",
        subjects=(row.person,) if row.person else (),
        count=1,
    )
