"""Who holds which role now, and who sits at which table; asked again at every request."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.queries.plain_sql import fetch_rows
from zichtlijn.privacy.terms.asking import LONGEST_GRANT, Asker, Grant


class Member(NamedTuple):
    """One seat at a table."""

    account: str
    role: str
    organisation: str
    until: date


class Scope(NamedTuple):
    """A group, case or signal with its members of now."""

    kind: str
    code: str
    title: str
    regime: str
    purpose: str
    gate: str
    ends_on: date
    covenant: str
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """Return how the log and an Access name it."""
        return f"{self.kind}:{self.code}"


def fetch_grants(account: str, *, moment: datetime) -> tuple[Grant, ...]:
    """Return the roles that an account holds at this moment; none where all were taken back."""
    today = moment.date()
    return tuple(
        Grant(role, organisation, until)
        for role, organisation, until, granted_on in fetch_rows(
            _GRANTS, account, moment, today, today
        )
        if until <= granted_on + LONGEST_GRANT
    )


def holds_grant(asker: Asker, *, moment: datetime) -> bool:
    """Return whether the account holds this very role at this moment."""
    held = fetch_grants(asker.account, moment=moment)
    return any((g.role, g.organisation) == (asker.role, asker.organisation) for g in held)


def fetch_scope(code: str, *, access: Access) -> Scope | None:
    """Return a group, case or signal with its members; None for who has no seat at it.

    Who asks and has no seat hears the same as when there is no such table. A data protection
    officer sees every table, without sitting at one.
    """
    log.record("privacy.scope.read", scope=f"scope:{code}", access=access)
    row = models.Scope.objects.filter(code=code).first()
    if row is None:
        return None
    scope = _describe(row, access.moment)
    asker = (access.reader, access.role, access.organisation)
    is_seated = any(asker == member[:3] for member in scope.members)
    return scope if is_seated or access.role == "data_protection_officer" else None


def fetch_own_scopes(asker: Asker, *, moment: datetime) -> tuple[Scope, ...]:
    """Return the tables at which somebody sits in this role now, by title."""
    seats = filter_seats(asker, moment).values("scope")
    rows = models.Scope.objects.filter(pk__in=seats, ends_on__gte=moment.date()).order_by("title")
    return tuple(_describe(row, moment) for row in rows)


def list_scopes(*, access: Access) -> tuple[Scope, ...]:
    """Return every table with its members, for whoever administers this machine."""
    log.record("privacy.scopes.list", scope="scopes", access=access)
    rows = models.Scope.objects.order_by("title", "code")
    return tuple(_describe(row, access.moment) for row in rows)


def filter_seats(asker: Asker, moment: datetime) -> QuerySet[models.Membership]:
    """Return the seats of an asker that hold at this moment."""
    living = Q(ended_at__isnull=True) | Q(ended_at__gt=moment)
    return models.Membership.objects.filter(living, until__gte=moment.date(), **asker._asdict())


def tell_member(scope: models.Scope, asker: Asker, *, moment: datetime) -> str:
    """Return the word of the rule table: yes, no, or ended for who sat there before."""
    if filter_seats(asker, moment).filter(scope=scope).exists():
        return "yes"
    sat = models.Membership.objects.filter(scope=scope, **asker._asdict()).exists()
    return "ended" if sat else "no"


_GRANTS = """
SELECT role, organisation, until, granted_on FROM privacy_rolegrant
WHERE account = %s AND (ended_at IS NULL OR ended_at > %s) AND granted_on <= %s AND until >= %s
ORDER BY role, organisation
"""


def _describe(row: models.Scope, moment: datetime) -> Scope:
    living = Q(ended_at__isnull=True) | Q(ended_at__gt=moment)
    seats = models.Membership.objects.filter(living, scope=row, until__gte=moment.date())
    members = tuple(Member(s.account, s.role, s.organisation, s.until) for s in seats)
    return Scope(
        row.kind,
        row.code,
        row.title,
        row.regime,
        row.purpose,
        row.gate,
        row.ends_on,
        row.covenant,
        members,
    )
