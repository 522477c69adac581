"""Take away once more, on a copy that was put back, what was taken away after it was made.

Each answers what became of it; what was never on the copy needs nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import Model, QuerySet

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations.taking.versions import rule_again, set_terms_again
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.terms.proposals import ProposalState
from zichtlijn.privacy.terms.retention import StayState
from zichtlijn.privacy.terms.rights import STILL_CONTESTED
from zichtlijn.privacy.terms.taking import AGAIN, LOST, Again, Taken, TakenKind, Told

_WHY = "Overgenomen bij het terugzetten van een reservekopie. De reden stond in het oude bestand."


def take_again(taken: Taken, *, access: Access) -> Again:
    """Do one deed of this room again. Raises LogUnavailable, KeysUnavailable."""
    return _DEEDS[taken.kind](taken, access)


def end_openings(*, access: Access) -> int:
    """End every purpose and every emergency that is open: each is chosen again; return how many."""
    running = models.Opening.objects.filter(ended_at=None, ends_at__gt=access.moment)
    return running.update(ended_at=access.moment)


def keep_restoration(told: Iterable[Told], *, made_on: date, access: Access) -> None:
    """Keep what was done again and what could not be, for the officer, and log it."""
    kept = [one for one in told if one.number and one.became is not Again.ALREADY]
    for one in kept:
        action = AGAIN if one.became is Again.DONE else LOST
        log.record(action, scope=f"taken:{one.kind}", access=access, count=one.number)
    models.Restoration.objects.create(
        restored_at=access.moment, made_on=made_on, told=[list(one) for one in kept]
    )


def is_running(room: str, record: str) -> bool:
    """Return whether a contest of this record is on the copy itself."""
    found = models.Contest.objects.filter(room=room, record=record, state__in=STILL_CONTESTED)
    return found.exists()


def _end_role(taken: Taken, access: Access) -> Again:
    return _end(models.RoleGrant.objects.filter(pk=taken.subject), access)


def _end_seat(taken: Taken, access: Access) -> Again:
    return _end(models.Membership.objects.filter(pk=taken.subject), access)


def _end(rows: QuerySet[Model], access: Access) -> Again:
    done = rows.filter(ended_at=None).update(ended_at=access.moment)
    return Again.DONE if done else Again.ALREADY


def _bring_to_gate(taken: Taken, access: Access) -> Again:
    del access
    wanted = {name: taken.facts[name] for name in ("gate", "ends_on")}
    table = models.Scope.objects.filter(code=taken.subject)
    done = table.exclude(**wanted).update(**wanted)
    return Again.DONE if done else Again.ALREADY


def _shut_proposal(taken: Taken, access: Access) -> Again:
    """What was answered or taken back since is proposed anew, where somebody still wants it."""
    found = models.Proposal.objects.filter(code=taken.subject, state=ProposalState.OPEN)
    shut = found.update(state=ProposalState.WITHDRAWN, decided_at=access.moment)
    return Again.DONE if shut else Again.ALREADY


def _find_emergency(taken: Taken, access: Access) -> Again:
    """Its reason was sealed in the database that is gone; only the log still tells of it."""
    del access
    there = models.BreakGlass.objects.filter(opening__code=taken.subject).exists()
    return Again.ALREADY if there else Again.LOST


def _shut_module(taken: Taken, access: Access) -> Again:
    _, is_new = models.StoppedModule.objects.get_or_create(
        room=taken.subject,
        defaults={
            "stopped_at": access.moment,
            "stopped_by": access.reader,
            "second": access.reader,
        },
    )
    return Again.DONE if is_new else Again.ALREADY


def _stay(taken: Taken, access: Access) -> Again:
    state = taken.facts["state"]
    if models.RetentionStay.objects.filter(code=taken.subject).exists():
        changed = models.RetentionStay.objects.filter(code=taken.subject).exclude(state=state)
        return Again.DONE if changed.update(state=state) else Again.ALREADY
    if state != StayState.RUNNING or taken.facts["until"] <= access.moment.date().isoformat():
        return Again.ALREADY
    _keep_stay(taken, access)
    return Again.DONE


def _keep_stay(taken: Taken, access: Access) -> None:
    facts, until = taken.facts, date.fromisoformat(taken.facts["until"])
    key_id = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    own = set_clock(
        "retention_stay", "gdpr_public_task", born_on=until, table=read_retention_table()
    )
    models.RetentionStay.objects.create(
        code=taken.subject,
        kind=facts["kind"],
        state=facts["state"],
        room=facts["room"],
        record=facts["record"],
        rule=facts["rule"],
        until=until,
        asked_by=access.reader,
        asked_role=access.role,
        asked_at=access.moment,
        key_id=key_id,
        sealed_reason=keys.seal(key_id, _WHY, bound_to=f"privacy.stay:{taken.subject}"),
        retention_rule=own.named,
        destroy_on=own.destroy_on,
    )


_DEEDS: Mapping[TakenKind, Callable[[Taken, Access], Again]] = MappingProxyType(
    {
        TakenKind.ROLE: _end_role,
        TakenKind.SEAT: _end_seat,
        TakenKind.GATE: _bring_to_gate,
        TakenKind.PROPOSAL: _shut_proposal,
        TakenKind.EMERGENCY: _find_emergency,
        TakenKind.MODULE: _shut_module,
        TakenKind.STAY: _stay,
        TakenKind.RULES: lambda taken, access: rule_again(taken, access=access),
        TakenKind.TERMS: lambda taken, access: set_terms_again(taken, access=access),
    }
)
