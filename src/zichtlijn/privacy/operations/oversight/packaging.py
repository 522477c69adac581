"""Ask for an audit package, and let it leave as the second person."""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose, refuse_proposal
from zichtlijn.privacy.policies.auditing import check_can_ask, check_period
from zichtlijn.privacy.queries.auditing import PACKAGE
from zichtlijn.privacy.terms.oversight import Period
from zichtlijn.privacy.terms.proposals import Second


@transaction.atomic
def ask_package(period: Period, *, reason: str, access: Access) -> str:
    """Ask for the package of a period and return its code. Raises NotAllowed, LogUnavailable."""
    check_can_ask(access.role)
    check_period(period, today=access.moment.date())
    return propose(PACKAGE, str(period), reason=reason, second=Second.OTHER_ROLE, access=access)


def confirm_package(code: str, *, access: Access) -> None:
    """Let it leave, as the second person. Raises NotAllowed, LogUnavailable."""
    confirm_proposal(code, kind=PACKAGE, access=access)


def refuse_package(code: str, *, access: Access) -> None:
    """Say no, as the second person. Raises NotAllowed, LogUnavailable."""
    refuse_proposal(code, kind=PACKAGE, access=access)
