"""Which purpose is open for somebody at this moment."""

from datetime import datetime

from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.terms.asking import LEGAL_GROUNDS, Asker, OpenPurpose


def find_open_purpose(access: Access) -> OpenPurpose | None:
    """Return what the banner of a page says; None where no purpose is open."""
    asker = Asker(access.reader, access.role, access.organisation)
    row = find_opening(access.opening, asker, moment=access.moment)
    if row is None:
        return None
    return OpenPurpose(
        code=row.code,
        purpose=row.purpose,
        legal_ground=LEGAL_GROUNDS[row.purpose],
        scope=str(row.scope) if row.scope else "",
        title=row.scope.title if row.scope else "",
        ends_at=row.ends_at,
        is_emergency=row.is_emergency,
    )


def find_opening(code: str, asker: Asker, *, moment: datetime) -> models.Opening | None:
    """Return the living choice of purpose with this code; None where it ended or is another's."""
    if not code:
        return None
    return (
        models.Opening.objects.select_related("scope")
        .filter(code=code, ended_at__isnull=True, ends_at__gt=moment, **asker._asdict())
        .first()
    )
