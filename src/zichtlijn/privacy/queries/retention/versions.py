"""Every version of the retention table, and what waits for a second person."""

from collections.abc import Iterator

from django.db.models import QuerySet

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import Proposal, RetentionVersion
from zichtlijn.privacy.policies.retention.changes import compare_terms
from zichtlijn.privacy.queries.retention.table import parse_retention_table, read_shipped_table
from zichtlijn.privacy.terms.asking import Asker
from zichtlijn.privacy.terms.proposals import ProposalState
from zichtlijn.privacy.terms.rules import CellChange, ProposedRules, RuleVersionRecord


def fetch_term_versions(*, access: Access) -> tuple[RuleVersionRecord, ...]:
    """Return every version that set clocks, newest first, with who changed what and why."""
    log.record("privacy.terms.read", scope="terms", access=access)
    rows = _join(RetentionVersion.objects.filter(number__isnull=False)).order_by("-number")
    shipped = read_shipped_table()
    first = RuleVersionRecord(shipped.version, shipped.sha256, None, None, None, "", ())
    return (*(_describe(row) for row in rows), first)


def fetch_proposed_terms(*, access: Access) -> tuple[ProposedRules, ...]:
    """Return the changes that wait for a second person, oldest first, with their reasons."""
    log.record("privacy.terms.read", scope="terms", access=access)
    waiting = RetentionVersion.objects.filter(
        number__isnull=True,
        proposal__state=ProposalState.OPEN,
        proposal__expires_at__gt=access.moment,
    )
    return tuple(
        ProposedRules(
            row.proposal.code,
            Asker(row.proposal.account, row.proposal.role, row.proposal.organisation),
            row.proposal.expires_at,
            _unseal_reason(row.proposal),
            row.based_on,
            tuple(_list_changes(row)),
        )
        for row in _join(waiting)
    )


def _join(rows: QuerySet[RetentionVersion]) -> QuerySet[RetentionVersion]:
    return rows.select_related("proposal")


def _describe(row: RetentionVersion) -> RuleVersionRecord:
    told = row.proposal
    return RuleVersionRecord(
        number=row.number or row.based_on,
        sha256=row.sha256,
        proposed_by=Asker(told.account, told.role, told.organisation),
        confirmed_by=Asker(told.decided_by, told.decided_role, told.decided_organisation),
        confirmed_at=row.confirmed_at,
        reason=_unseal_reason(told),
        changes=tuple(_list_changes(row)),
    )


def _unseal_reason(told: Proposal) -> str:
    return keys.unseal(told.reason_key, bytes(told.reason_sealed), bound_to=told.code)


def _list_changes(row: RetentionVersion) -> Iterator[CellChange]:
    base = RetentionVersion.objects.filter(number=row.based_on).first()
    before = parse_retention_table(bytes(base.rules_csv)) if base else read_shipped_table()
    return compare_terms(before, parse_retention_table(bytes(row.rules_csv)))
