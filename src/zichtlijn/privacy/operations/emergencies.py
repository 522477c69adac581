"""Break-glass: one case, an hour, reported at once, looked at by somebody else within five days."""

from django.db import transaction

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations.opening import end_earlier, keep_opening
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.policies.asking import judge
from zichtlijn.privacy.policies.working_days import add_working_days
from zichtlijn.privacy.queries.admitting import is_review_overdue
from zichtlijn.privacy.queries.emergencies import check_can_review
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.queries.scopes import holds_grant
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import (
    EMERGENCY,
    EMERGENCY_TERM,
    REVIEW_WORKING_DAYS,
    SHORTEST_EMERGENCY_REASON,
    Asker,
    AskerFacts,
    NotAllowed,
    Verdict,
    facts_without_person,
)
from zichtlijn.privacy.terms.taking import TakenKind


@transaction.atomic
def open_emergency(scope: str, *, purpose: str, reason: str, access: Access) -> str:
    """Break the glass of one case for an hour and return the code of the opening.

    The row is on the desk of the data protection officer at once. Raises NotAllowed where the
    reason is too short, the rule table knows no emergency for this, or an earlier one waits
    for review beyond its term; LogUnavailable.
    """
    if len(reason.strip()) < SHORTEST_EMERGENCY_REASON:
        raise NotAllowed(f"Geef een reden van minstens {SHORTEST_EMERGENCY_REASON} tekens.")
    if is_review_overdue(access.reader, access=access):
        raise NotAllowed(
            "Een eerdere noodtoegang van u wacht nog op controle. Tot die klaar is kan het niet."
        )
    asker = Asker(access.reader, access.role, access.organisation)
    if not holds_grant(asker, moment=access.moment):
        raise NotAllowed("U hebt deze rol niet, of niet meer.", rule="grant")
    table = models.Scope.objects.filter(code=scope).first()
    _check_table_knows_emergency(table, purpose, asker, access)
    end_earlier(asker, access)
    row = keep_opening(asker, purpose, table, EMERGENCY, access=access, term=EMERGENCY_TERM)
    key = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    models.BreakGlass.objects.create(
        opening=row,
        account=asker.account,
        opened_at=access.moment,
        reason_key=key,
        reason_sealed=keys.seal(key, reason.strip(), bound_to=row.code),
        review_by=add_working_days(access.moment.date(), REVIEW_WORKING_DAYS),
    )
    note_taken(TakenKind.EMERGENCY, row.code, moment=access.moment)
    log.record("privacy.emergency.open", scope=str(table), access=access)
    return row.code


@transaction.atomic
def review_emergency(code: str, verdict: Verdict, *, access: Access) -> None:
    """Say whether an emergency was justified; by a data protection officer, of another account.

    Raises NotAllowed where there is nothing to review for this reader; LogUnavailable.
    """
    check_can_review(access)
    waiting = models.BreakGlass.objects.filter(opening__code=code, reviewed_at__isnull=True)
    reviewed = waiting.exclude(account=access.reader).update(
        reviewed_at=access.moment, reviewed_by=access.reader, verdict=verdict.value
    )
    if not reviewed:
        raise NotAllowed("Hier is niets om te controleren.")
    log.record("privacy.emergency.review", scope=f"emergency:{code}", access=access)


def _check_table_knows_emergency(
    table: models.Scope | None, purpose: str, asker: Asker, access: Access
) -> None:
    """Raise NotAllowed, in the same words for a case that is not there, unless a row opens it."""
    facts = AskerFacts(
        asker.role, asker.organisation, purpose, table.gate if table else "none",
        member="no", break_glass="active", reason="yes",
    )  # fmt: skip
    record = facts_without_person("identity", regime=table.regime if table else "gdpr_public_task")
    ruling = fetch_ruling_table()
    answer = judge("show", record, facts, table=ruling.table, sentences=ruling.sentences)
    fits = table is not None and table.ends_on >= access.moment.date() and purpose == table.purpose
    if answer.decision.outcome is not Outcome.ALLOWED or not fits:
        raise NotAllowed("Hier is geen noodtoegang mogelijk.", rule=answer.decision.rule)
