"""What crosses from one regime to another, with the article and decision it crosses by (G10)."""

import secrets
from typing import NamedTuple

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.terms.access import CLOSED
from zichtlijn.privacy.terms.asking import NotAllowed


class Crossing(NamedTuple):
    """One transfer: between which regimes, by which article and decision, to whom, what receipt.

    The receiver is an organisation, never a person; `scope` is the code of the table that gets it.
    """

    from_regime: str
    to_regime: str
    article: str
    decision: str
    receiver: str
    receipt: str
    scope: str = ""


@transaction.atomic
def log_transfer(crossing: Crossing, *, access: Access) -> str:
    """Keep a transfer with its line in the log, and return its code. Raises NotAllowed."""
    if not {crossing.from_regime, crossing.to_regime} <= set(CLOSED["regime"]):
        raise NotAllowed("Dit regime bestaat niet.")
    if crossing.from_regime == crossing.to_regime or not all(crossing[2:6]):
        raise NotAllowed("Een verstrekking noemt artikel, besluit, ontvanger en ontvangstbewijs.")
    table = models.Scope.objects.filter(code=crossing.scope).first() if crossing.scope else None
    code = secrets.token_hex(16)
    models.Transfer.objects.create(
        **crossing._asdict() | {"scope": table},
        code=code,
        logged_at=access.moment,
        logged_by=access.reader,
    )
    log.record(
        "privacy.transfer.log",
        scope=str(table) if table else f"transfer:{code}",
        access=access,
        recipient=crossing.receiver,
    )
    return code


def tell_transfer(code: str, *, access: Access) -> str:
    """Return the word of the rule table for a transfer that this account logged: logged or none."""
    found = models.Transfer.objects.filter(code=code, logged_by=access.reader).exists()
    return "logged" if found else "none"
