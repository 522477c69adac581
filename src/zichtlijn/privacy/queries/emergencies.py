"""The broken glasses, as the data protection officer finds them on his desk."""

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.queries.scopes import holds_grant
from zichtlijn.privacy.terms.asking import Asker, Emergency, NotAllowed

OVERSEER = "data_protection_officer"


def check_can_review(access: Access) -> None:
    """Raise NotAllowed unless the reader is a data protection officer at this moment."""
    asker = Asker(access.reader, access.role, access.organisation)
    if access.role != OVERSEER or not holds_grant(asker, moment=access.moment):
        raise NotAllowed("Dit is voor de functionaris voor gegevensbescherming.", rule="fit")


def fetch_emergencies(*, access: Access) -> tuple[Emergency, ...]:
    """Return every emergency with its reason, those that wait for review first.

    Raises NotAllowed for any other reader than a data protection officer; LogUnavailable.
    """
    check_can_review(access)
    log.record("privacy.emergencies.read", scope="emergencies", access=access)
    rows = models.BreakGlass.objects.select_related("opening__scope").order_by(
        "reviewed_at", "opened_at"
    )
    return tuple(_describe(row) for row in rows)


def _describe(row: models.BreakGlass) -> Emergency:
    opening = row.opening
    return Emergency(
        code=opening.code,
        account=row.account,
        role=opening.role,
        organisation=opening.organisation,
        scope=opening.scope.title if opening.scope else "",
        purpose=opening.purpose,
        opened_at=row.opened_at,
        reason=keys.unseal(row.reason_key, bytes(row.reason_sealed), bound_to=opening.code),
        review_by=row.review_by,
        verdict=row.verdict,
        reviewed_by=row.reviewed_by,
    )
