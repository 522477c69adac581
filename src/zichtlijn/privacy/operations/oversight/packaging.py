"""Ask for an audit package, and let it leave as the second person."""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose, refuse_proposal
from zichtlijn.privacy.operations.rights import record_disclosure
from zichtlijn.privacy.policies.auditing import check_can_ask, check_period
from zichtlijn.privacy.queries.auditing import PACKAGE
from zichtlijn.privacy.terms.oversight import Period
from zichtlijn.privacy.terms.proposals import Second
from zichtlijn.privacy.terms.rights import NewDisclosure


@transaction.atomic
def ask_package(period: Period, *, reason: str, access: Access) -> str:
    """Ask for the package of a period and return its code. Raises NotAllowed, LogUnavailable."""
    check_can_ask(access.role)
    check_period(period, today=access.moment.date())
    return propose(PACKAGE, str(period), reason=reason, second=Second.OTHER_ROLE, access=access)


def note_package_left(code: str, *, access: Access) -> None:
    """Put a package on the list of what left. It holds no person: no report names it.

    Call it in the transaction in which it leaves. Raises LogUnavailable.
    """
    left = NewDisclosure(
        person="",
        room="audit",
        record=f"package:{code}",
        recipient="de auditor",
        article="Wpg artikel 33",
        what="een auditpakket: regels van het logboek, zonder namen",
        expires_on=None,
    )
    record_disclosure(left, access=access)


def confirm_package(code: str, *, access: Access) -> None:
    """Let it leave, as the second person. Raises NotAllowed, LogUnavailable."""
    confirm_proposal(code, kind=PACKAGE, access=access)


def refuse_package(code: str, *, access: Access) -> None:
    """Say no, as the second person. Raises NotAllowed, LogUnavailable."""
    refuse_proposal(code, kind=PACKAGE, access=access)
