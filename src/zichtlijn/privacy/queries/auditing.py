"""What an auditor of the Wpg gets: the log of a period and what stands around it; no names."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from operator import attrgetter
from typing import NamedTuple

from django.db import transaction
from django.db.models import Model, Q

from zichtlijn.audit import exports, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.analysis.police_lines import WPG, is_police_line, list_police_rules
from zichtlijn.privacy.policies.auditing import read_period
from zichtlijn.privacy.policies.rules.shipped import read_shipped_rules
from zichtlijn.privacy.queries.proposals import find_second_person
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rules import SHIPPED_VERSION, fetch_ruling_table
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.oversight import AuditTable, Period
from zichtlijn.privacy.terms.proposals import ProposalState

PACKAGE = "privacy.audit_package"
"""The kind of proposal by which two people let a package leave."""

LOG_EXPORT = "privacy.log.export"
"""The same for the whole log."""

_CHAIN = ("seq", "prev", "hash")


class Fetched(NamedTuple):
    """Everything of a period, before it is written."""

    tables: tuple[AuditTable, ...]
    files: dict[str, bytes]  # as they stand: rule tables, checkpoints, public key


def admit_export(
    code: str, *, action: str, scope: str, access: Access, regime: str = "gdpr_public_task"
) -> None:
    """Let the log leave, for two people and with a reason (R16); `code` is what they agreed on.

    Raises NotAllowed, LogUnavailable.
    """
    admit_to_right(
        "export",
        access=access,
        action=action,
        scope=scope,
        data_class="read_log",
        regime=regime,
        second_person=find_second_person(code, access=access),
    )


def fetch_audit(period: Period, *, code: str, access: Access) -> Fetched:
    """Return what an auditor gets of a period. Raises NotAllowed, LogUnavailable."""
    with transaction.atomic():
        action = "privacy.audit_package.export"
        admit_export(code, action=action, scope="audit", access=access, regime="wpg_boa")
        since, until = _find_moments(period)
        lines = list(exports.read_lines(since=since, until=until))
        seqs = [int(line["seq"]) for line in lines]
        signed = exports.read_signed(first=min(seqs, default=0), last=max(seqs, default=0))
        tables = (*_describe_log(lines), *_describe_rows(since, until, period))
        return Fetched(tables, {**signed, **_fetch_rules(since, until)})


def _find_moments(period: Period) -> tuple[datetime, datetime]:
    midnight = time(tzinfo=UTC)  # the log is in UTC, and so is its period
    after = period.until + timedelta(days=1)
    return datetime.combine(period.since, midnight), datetime.combine(after, midnight)


def _describe_log(lines: list[dict[str, str]]) -> Iterator[AuditTable]:
    police = models.Scope.objects.filter(regime__in=WPG)
    scopes = {str(table) for table in police}
    rules = list_police_rules(fetch_ruling_table().table)
    kept = [line for line in lines if is_police_line(line, scopes=scopes, rules=rules)]
    columns = exports.LINE_COLUMNS
    yield AuditTable(
        "log", "De regels van het logboek over werk onder de Wpg: wie, wanneer, wat en waarom.",
        columns, tuple(tuple(line[name] for name in columns) for line in kept),
    )  # fmt: skip
    yield AuditTable(
        "chain", "De keten van alle regels in de periode, zonder inhoud, om de regels te plaatsen.",
        _CHAIN, tuple(tuple(line[name] for name in _CHAIN) for line in lines),
    )  # fmt: skip


def _describe_rows(since: datetime, until: datetime, period: Period) -> Iterator[AuditTable]:
    within = {"gte": since, "lt": until}
    yield _tell(
        "role_grants", "Wie welke rol had in de periode.",
        models.RoleGrant.objects.filter(granted_on__lte=period.until, until__gte=period.since),
        "account role organisation granted_on granted_by until ended_at",
    )  # fmt: skip
    yield _tell(
        "transfers", "Verstrekkingen tussen regimes, met artikel en besluit.",
        models.Transfer.objects.filter(**_limit("logged_at", within)),
        "code scope from_regime to_regime article decision receiver receipt logged_at logged_by",
    )  # fmt: skip
    yield _tell(
        "destructions", "Verklaringen van vernietiging: aantallen en grond, geen inhoud.",
        models.DestructionRecord.objects.filter(**_limit("destroyed_at", within)),
        "number room data_class records ground destroyed_on destroyed_at trace_id previous hash",
    )  # fmt: skip
    yield _tell(
        "emergencies", "Noodtoegang en het oordeel daarover; de reden ligt bij de functionaris.",
        models.BreakGlass.objects.filter(**_limit("opened_at", within)),
        "account opening.role opening.purpose opening.scope opened_at review_by reviewed_at"
        " reviewed_by verdict",
    )  # fmt: skip
    yield _tell(
        "proposals", "Wat twee mensen samen deden, en wat er besloten is.",
        models.Proposal.objects.filter(**_limit("proposed_at", within)),
        "code kind account role organisation proposed_at expires_at state decided_by decided_role"
        " decided_organisation decided_at",
    )  # fmt: skip
    yield _tell(
        "stays", "Wat langer bleef dan zijn termijn, met wie erom vroeg en wie besliste.",
        models.RetentionStay.objects.filter(**_limit("asked_at", within)),
        "code kind state room rule until asked_by asked_role asked_at decided_by decided_role"
        " decided_at",
    )  # fmt: skip
    yield _count_requests(period)


def _limit(column: str, within: dict[str, datetime]) -> dict[str, datetime]:
    return {f"{column}__{side}": moment for side, moment in within.items()}


def _tell(name: str, what: str, rows: Iterable[Model], columns: str) -> AuditTable:
    names = columns.split()
    told = (tuple(_write(attrgetter(one)(row)) for one in names) for row in rows)
    return AuditTable(name, what, tuple(names), tuple(told))


def _write(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat()
    return "" if cell is None else str(cell)


def _count_requests(period: Period) -> AuditTable:
    asked = models.DataSubjectRequest.objects.filter(
        received_on__gte=period.since, received_on__lte=period.until
    )
    counted = Counter((row.kind, row.decision or "open", _is_late(row)) for row in asked)
    rows = tuple((*words, str(number)) for words, number in sorted(counted.items()))
    what = "Verzoeken van mensen over hun gegevens, in aantallen."
    return AuditTable("rights_requests", what, ("kind", "decision", "late", "number"), rows)


def _is_late(row: models.DataSubjectRequest) -> str:
    return "yes" if row.sent_on and row.sent_on > row.due_on else "no"


def _fetch_rules(since: datetime, until: datetime) -> dict[str, bytes]:
    """Return each version of the rules that ruled on a day of the period."""
    confirmed = models.RuleVersion.objects.filter(number__isnull=False, confirmed_at__lt=until)
    earlier = confirmed.filter(confirmed_at__lt=since).order_by("-number").first()
    started = earlier.number if earlier else SHIPPED_VERSION
    ruled = confirmed.filter(Q(confirmed_at__gte=since) | Q(number=started))
    files = {f"rules_{row.number}.csv": bytes(row.rules_csv) for row in ruled}
    if earlier is None:
        files[f"rules_{SHIPPED_VERSION}.csv"] = read_shipped_rules()
    return files


class AskedPackage(NamedTuple):
    """A package that somebody asked for: its code, the account, and the days it is about."""

    code: str
    account: str
    period: Period


class Packages(NamedTuple):
    """What waits for this reader as the second person, and what he may fetch."""

    waiting: tuple[AskedPackage, ...]
    ready: tuple[AskedPackage, ...]


@transaction.atomic
def fetch_packages(*, access: Access) -> Packages:
    """Return the packages that wait for this reader, and his own that were confirmed."""
    log.record("privacy.audit_packages.read", scope="audit", access=access)
    rows = models.Proposal.objects.filter(kind=PACKAGE)
    living = rows.filter(state=ProposalState.OPEN, expires_at__gt=access.moment)
    waiting = living.exclude(account=access.reader).exclude(role=access.role)
    ready = rows.filter(state=ProposalState.CONFIRMED, account=access.reader)
    return Packages(*(tuple(map(_ask, some)) for some in (waiting, ready)))


def find_period(code: str, *, access: Access) -> Period:
    """Return the days of a package that this reader asked for. Raises NotAllowed."""
    row = models.Proposal.objects.filter(kind=PACKAGE, code=code, account=access.reader).first()
    if row is None:
        raise NotAllowed("Dit pakket is er niet, of niet van u.")
    return read_period(row.payload)


def _ask(row: models.Proposal) -> AskedPackage:
    return AskedPackage(row.code, row.account, read_period(row.payload))
