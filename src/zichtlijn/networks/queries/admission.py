"""Ask the rule table before anything of a delivery is read, and write the line with the answer.

What a reader brought in is about people, and stands at one table (a group or case). Published
research sets and invented towns hold nobody who is under our care: they get their line and are
open to all. Without accounts the desk is an example: a file is read for the purpose it was
brought for (ADR 0002, choice 6).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Delivery, Edition, Presence
from zichtlijn.networks.policies import check_can_read, check_has_not_expired
from zichtlijn.networks.terms import DeliveryKind, NotFound
from zichtlijn.privacy.queries.admitting import admit, keep_admitted, refuse_missing
from zichtlijn.privacy.queries.openings import find_open_purpose
from zichtlijn.privacy.terms.access import HOMES, Outcome
from zichtlijn.privacy.terms.asking import NotAllowed, RecordFacts

PICTURE, AS_WRITTEN = "group_picture", "named_observation"
REGIME = "gdpr_public_task"

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "delivery": PICTURE,
        "edition": PICTURE,
        "ties, groups, life lines and signals": PICTURE,
        "observations and presences": PICTURE,
        "drawing": PICTURE,
        "export": PICTURE,
        "refused rows": AS_WRITTEN,
    }
)
"""The class of the rule table of each thing of this room.

A pseudonym names nobody and no screen shows it, so the observations behind a picture are of the
class of the picture: it may be drawn from step 1 (R38), and never holds a victim, a witness (R03)
or what is contested (R04). Only rows that were refused stand as somebody typed them: a name may
stand in them. Counts over a whole delivery are aggregates, of no class.
"""

_MISSING = RecordFacts(PICTURE, REGIME)


def has_role(access: Access) -> bool:
    """Return whether this is somebody with an account; the example desk has other roles."""
    return access.role in HOMES


def is_ruled(delivery: Delivery, *, access: Access) -> bool:
    """Return whether the rule table decides on this delivery for this reader."""
    return delivery.kind == DeliveryKind.UPLOAD and bool(delivery.scope or has_role(access))


def name_scope(delivery: Delivery, scope: str) -> str:
    """Return how the log names a thing of a delivery: below its table, where it has one."""
    return f"{delivery.scope}:{scope}" if delivery.scope else scope


def find_delivery(delivery_id: int, *, verb: str, action: str, access: Access) -> Delivery:
    """Return the row of a delivery.

    Raises NotFound on the example desk. With accounts NotAllowed of privacy, in the same words
    where there is none and where it stands at another table.
    """
    row = Delivery.objects.filter(pk=delivery_id).first()
    if not _check_is_here(row, verb=verb, action=action, access=access) or row is None:
        raise NotFound("Deze levering is er niet, of niet meer.")
    return row


def find_edition(edition_id: int, *, verb: str, action: str, access: Access) -> Edition:
    """Return the row of an edition with its delivery. Raises as `find_delivery`."""
    row = Edition.objects.select_related("delivery").filter(pk=edition_id).first()
    of = row.delivery if row else None
    if not _check_is_here(of, verb=verb, action=action, access=access) or row is None:
        raise NotFound("Deze editie is er niet, of niet meer.")
    return row


def admit_delivery(
    verb: str,
    delivery: Delivery,
    *,
    access: Access,
    action: str,
    scope: str,
    subjects: Sequence[str] = (),
    count: int | None = None,
    data_class: str = PICTURE,
    second_person: str = "none",
) -> Outcome:
    """Decide, and write the line; the caller then reads or does, in the same transaction.

    Raises NotAllowed of this room on the example desk, of privacy with accounts; LogUnavailable.
    """
    if is_ruled(delivery, access=access):
        facts = describe_delivery(delivery, access=access)
        return admit(
            verb,
            facts._replace(data_class=data_class, second_person=second_person),
            access=access,
            action=action,
            scope=name_scope(delivery, scope),
            subjects=subjects,
            count=count,
        )
    check_can_read(
        DeliveryKind(delivery.kind), recorded_for=delivery.purpose, purpose=access.purpose
    )
    log.record(action, scope=scope, access=access, count=len(subjects) if subjects else count)
    return Outcome.ALLOWED


def check_is_open(delivery: Delivery, *, access: Access) -> None:
    """Raise as `admit_delivery` for finding, without a line: for what shows nothing of people."""
    if not is_ruled(delivery, access=access):
        check_has_not_expired(delivery.expires_on, today=access.moment.date())
        check_can_read(
            DeliveryKind(delivery.kind), recorded_for=delivery.purpose, purpose=access.purpose
        )
    elif not _keep(Delivery.objects.filter(pk=delivery.pk), delivery.scope, access).exists():
        raise _refuse("find", "networks.delivery.read", delivery.scope, access)


def choose_deliveries(rows: QuerySet[Delivery], *, access: Access) -> QuerySet[Delivery]:
    """Return those of the deliveries that this reader may find: published ones always."""
    published = rows.exclude(kind=DeliveryKind.UPLOAD)
    if not has_role(access):
        return published | rows.filter(kind=DeliveryKind.UPLOAD, scope="")
    opened = find_open_purpose(access)
    if opened is None:
        return published
    brought = rows.filter(kind=DeliveryKind.UPLOAD)
    at_table = brought.filter(scope=opened.scope) if opened.scope else brought
    kept = _keep(at_table, opened.scope or "deliveries", access).values("pk")
    return rows.filter(pk__in=published.values("pk")) | rows.filter(pk__in=kept)


def choose_presences(delivery: Delivery, *, access: Access) -> QuerySet[Presence]:
    """Return the presences that may stand in a picture: no victim, no witness, none contested."""
    rows = Presence.objects.filter(delivery=delivery, contested=False)
    if not is_ruled(delivery, access=access):
        return rows
    condition = keep_admitted(
        "find",
        access=access,
        scope=name_scope(delivery, f"delivery:{delivery.pk}"),
        known=describe_delivery(delivery, access=access),
        columns={
            "part": "networks_presence.part",
            "contested": "CASE WHEN networks_presence.contested THEN 'yes' ELSE 'no' END",
        },
    )
    return rows.alias(is_shown=_write(condition)).filter(is_shown=True)


def describe_delivery(delivery: Delivery, *, access: Access) -> RecordFacts:
    """Return what is true of a delivery, in the words that the rule table asks for."""
    today = access.moment.date()
    is_own_house = delivery.organisation == access.organisation
    return RecordFacts(
        PICTURE,
        REGIME,
        notification="not_needed",  # nobody can be told by a pseudonym (AVG 11)
        age="unknown",
        part="none",
        contested="no",
        retention="passed" if _is_past(delivery.destroy_on, today) else "running",
        own_entry="yes" if delivery.imported_by == access.reader else "no",
        record_organisation="own" if is_own_house else "other",
    )


def _check_is_here(delivery: Delivery | None, *, verb: str, action: str, access: Access) -> bool:
    """Return whether there is something to decide on; with accounts raise where there is not."""
    if not has_role(access):
        return delivery is not None and not (delivery.scope and is_ruled(delivery, access=access))
    opened = find_open_purpose(access)
    table = opened.scope if opened else ""
    if delivery is None or (
        table and is_ruled(delivery, access=access) and delivery.scope != table
    ):
        raise _refuse(verb, action, table, access)
    return True


def _refuse(verb: str, action: str, table: str, access: Access) -> NotAllowed:
    return refuse_missing(verb, _MISSING, access=access, action=action, scope=table or access.scope)


def _keep(rows: QuerySet[Delivery], scope: str, access: Access) -> QuerySet[Delivery]:
    """Keep what the rule table lets this reader find; the rest is left out and not counted."""
    today = access.moment.date().isoformat()
    passed = f"CASE WHEN networks_delivery.destroy_on <= '{today}' THEN 'passed' ELSE 'running' END"
    condition = keep_admitted(
        "find",
        access=access,
        scope=scope,
        known=_MISSING._replace(notification="not_needed", part="none", contested="no"),
        columns={"retention": passed},
    )
    return rows.alias(is_shown=_write(condition)).filter(is_shown=True)


def _write(condition: str) -> RawSQL:
    # the rule table writes the condition from its closed lists; nothing anybody typed is in it
    return RawSQL(condition, (), output_field=BooleanField())  # noqa: S611


def _is_past(destroy_on: date | None, today: date) -> bool:
    return destroy_on is not None and destroy_on <= today
