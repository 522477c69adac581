"""Which tables there are for who asks: the own ones, and all of them for oversight."""

from datetime import datetime

from django.db.models import Q, QuerySet

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.queries.scopes import filter_seats
from zichtlijn.privacy.terms.asking import LONGEST_GRANT, Asker
from zichtlijn.privacy.terms.proposals import ProposalState
from zichtlijn.privacy.terms.tables import (
    CLOSE,
    GATE,
    LENGTHEN,
    Candidate,
    SeatRecord,
    TableProposal,
    TableRecord,
)


def fetch_tables(*, access: Access) -> tuple[TableRecord, ...]:
    """Return the tables at which somebody sits in this role, also those that ended, by title.

    A data protection officer sees every table, without sitting at one.
    """
    log.record("privacy.scopes.list", scope="scopes", access=access)
    rows = _filter_visible(access).order_by("title", "code")
    return tuple(_describe(row, moment=access.moment) for row in rows)


def fetch_table(code: str, *, access: Access) -> TableRecord | None:
    """Return one table with everybody who sits or sat there; None for who may not know of it."""
    log.record("privacy.scope.read", scope=f"scope:{code}", access=access)
    row = _filter_visible(access).filter(code=code).first()
    return _describe(row, moment=access.moment) if row else None


def fetch_table_proposals(code: str, *, access: Access) -> tuple[TableProposal, ...]:
    """Return what waits for a second person at one table, oldest first, with the reasons."""
    log.record("privacy.proposals.list", scope=f"scope:{code}", access=access)
    waiting = models.Proposal.objects.filter(
        Q(payload=code) | Q(payload__startswith=f"{code}:"),
        kind__in=(GATE, CLOSE, LENGTHEN),
        state=ProposalState.OPEN,
        expires_at__gt=access.moment,
    )
    return tuple(
        TableProposal(
            row.code,
            row.kind,
            row.payload.partition(":")[2],
            row.account,
            row.role,
            row.needs_other_organisation,
            keys.unseal(row.reason_key, bytes(row.reason_sealed), bound_to=row.code),
        )
        for row in waiting
    )


def list_candidates(*, access: Access) -> tuple[Candidate, ...]:
    """Return who holds which role now, by account, for whoever gives seats."""
    log.record("privacy.candidates.read", scope="scopes", access=access)
    today = access.moment.date()
    living = Q(ended_at__isnull=True) | Q(ended_at__gt=access.moment)
    rows = models.RoleGrant.objects.filter(living, granted_on__lte=today, until__gte=today)
    held = {
        Candidate(row.account, row.role, row.organisation, row.until)
        for row in rows
        if row.until <= row.granted_on + LONGEST_GRANT
    }
    return tuple(sorted(held))


def _filter_visible(access: Access) -> QuerySet[models.Scope]:
    if access.role == "data_protection_officer":
        return models.Scope.objects.all()
    asker = Asker(access.reader, access.role, access.organisation)
    seats = filter_seats(asker, access.moment).values("scope")
    return models.Scope.objects.filter(pk__in=seats)


def _describe(row: models.Scope, *, moment: datetime) -> TableRecord:
    seats = models.Membership.objects.filter(scope=row)
    return TableRecord(
        kind=row.kind,
        code=row.code,
        title=row.title,
        regime=row.regime,
        purpose=row.purpose,
        gate=row.gate,
        ends_on=row.ends_on,
        covenant=row.covenant,
        made_by=row.made_by,
        made_on=row.made_on,
        was_opened=models.Opening.objects.filter(scope=row).exists(),
        seats=tuple(_describe_seat(seat, moment=moment) for seat in seats),
    )


def _describe_seat(seat: models.Membership, *, moment: datetime) -> SeatRecord:
    is_living = (seat.ended_at is None or seat.ended_at > moment) and seat.until >= moment.date()
    return SeatRecord(seat.account, seat.role, seat.organisation, seat.until, is_living)
