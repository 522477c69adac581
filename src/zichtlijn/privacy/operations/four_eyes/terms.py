"""A jurist changes how long records stay: one proposes, the law limits, another confirms.

A record keeps the version that set its clock; a new version counts for what is kept from then on.
"""

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations.proposals import (
    confirm_proposal,
    propose,
    refuse_proposal,
    withdraw_proposal,
)
from zichtlijn.privacy.operations.taking import note_taken, pack_terms
from zichtlijn.privacy.policies.retention.changes import change_rule, write_retention_table
from zichtlijn.privacy.policies.retention.limits import check_within_law
from zichtlijn.privacy.policies.rules.changes import check_can_change_rules
from zichtlijn.privacy.queries.retention import parse_retention_table, read_retention_table
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.proposals import Second
from zichtlijn.privacy.terms.retention import NewTerm
from zichtlijn.privacy.terms.rules import TERMS_KIND
from zichtlijn.privacy.terms.taking import TakenKind

_MOVED_ON = "Er geldt intussen een andere versie. Doe het voorstel opnieuw op die versie."


@transaction.atomic
def propose_term(asked: NewTerm, *, reason: str, access: Access) -> str:
    """Keep a table with one changed rule as a proposal and return its code; nothing changes yet.

    Raises WrongRetentionTable with the sentence of the law or check that it breaks; NotAllowed;
    LogUnavailable.
    """
    check_can_change_rules(access.role)
    now = read_retention_table()
    written = write_retention_table(change_rule(now, asked, since=access.moment.date()))
    table = parse_retention_table(written)
    check_within_law(table)
    code = propose(TERMS_KIND, table.sha256, reason=reason, second=Second.OTHER_ROLE, access=access)
    models.RetentionVersion.objects.create(
        proposal=models.Proposal.objects.get(code=code),
        rules_csv=written,
        sha256=table.sha256,
        based_on=now.version,
    )
    return code


@transaction.atomic
def confirm_terms(code: str, *, access: Access) -> int:
    """Let a proposed table set the clocks from now on and return its version.

    Raises NotAllowed where this person may not confirm it, or another version came since;
    WrongRetentionTable, where the checks became stricter; LogUnavailable.
    """
    check_can_change_rules(access.role)
    confirm_proposal(code, kind=TERMS_KIND, access=access)
    row = models.RetentionVersion.objects.get(proposal__code=code)
    if row.based_on != read_retention_table().version:
        raise NotAllowed(_MOVED_ON)
    proposed = parse_retention_table(bytes(row.rules_csv))
    check_within_law(proposed)
    row.rules_csv = write_retention_table(proposed._replace(since=access.moment.date()))
    row.sha256 = parse_retention_table(row.rules_csv).sha256
    row.number = proposed.version
    row.confirmed_at = access.moment
    row.save()
    note_taken(TakenKind.TERMS, str(row.number), moment=access.moment, **pack_terms(row))
    log.record("privacy.terms.change", scope=f"terms:{row.number}", access=access)
    return row.number


@transaction.atomic
def refuse_terms(code: str, *, access: Access) -> None:
    """Say no to a proposed table. Raises NotAllowed, LogUnavailable."""
    check_can_change_rules(access.role)
    refuse_proposal(code, kind=TERMS_KIND, access=access)


@transaction.atomic
def withdraw_terms(code: str, *, access: Access) -> None:
    """Take back one's own proposal. Raises NotAllowed, LogUnavailable."""
    withdraw_proposal(code, access=access)
