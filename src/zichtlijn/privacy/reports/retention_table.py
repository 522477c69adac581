"""How long what stays, as a page for everybody, and what a jurist changes in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.privacy.policies.retention import find_rule_named
from zichtlijn.privacy.policies.retention.limits import list_limits
from zichtlijn.privacy.queries.retention import (
    count_clocks,
    fetch_proposed_terms,
    fetch_term_versions,
    read_retention_table,
    read_shipped_table,
    read_table_of,
)
from zichtlijn.privacy.reports.rules import (
    VersionRow,
    WaitingRow,
    describe_version,
    describe_waiting,
)
from zichtlijn.privacy.reports.words import REGIMES, STARTS, TERM_COLUMNS, speak_class
from zichtlijn.privacy.terms.retention import (
    NewTerm,
    RetentionRule,
    RetentionTable,
    WrongRetentionTable,
)
from zichtlijn.privacy.terms.rules import RULE_ROLES, ProposedRules, RuleVersionRecord

Told = TypeVar("Told", ProposedRules, RuleVersionRecord)


@dataclass(frozen=True)
class EarlierClocks:
    """How many records keep the term of an earlier version."""

    version: int
    records: int
    destroy_months: int


@dataclass(frozen=True)
class TermRow:
    """One rule of the table as a reader sees it."""

    number: str
    about: str
    starts: str
    narrow_months: int | None
    remove_months: int | None
    destroy_months: int
    months_after_closing: int | None
    most_extra_months: int
    is_longer_than_shipped: bool
    shipped_months: int
    in_words: str
    ground: str
    limits: tuple[str, ...]
    earlier: tuple[EarlierClocks, ...]
    records: int


@dataclass(frozen=True)
class TermBlock:
    """The rules of one regime."""

    regime: str
    name: str
    rows: tuple[TermRow, ...]


@dataclass(frozen=True)
class TermsPage:
    """The version that sets clocks now."""

    version: int
    since: date
    blocks: tuple[TermBlock, ...]
    number: int
    earlier: int  # records that keep an earlier version
    may_change: bool


@dataclass(frozen=True)
class TermVersionsPage:
    """What waits for a second person, and every version there was with its records."""

    waiting: tuple[WaitingRow, ...]
    versions: tuple[tuple[VersionRow, int], ...]
    may_change: bool


@dataclass(frozen=True)
class TermForm:
    """One rule as it stands, for whoever changes it."""

    number: str
    about: str
    regime: str
    starts: str
    now: NewTerm
    limits: tuple[str, ...]


def terms_page(*, access: Access) -> TermsPage:
    """Return how long what stays now, and how many records keep an earlier term."""
    table, clocks = read_retention_table(), _read_clocks()
    rows = [(rule, _describe(rule, table, clocks)) for rule in table.rules]
    blocks = tuple(
        TermBlock(regime, str(name), tuple(row for rule, row in rows if rule.regime == regime))
        for regime, name in REGIMES.items()
    )
    return TermsPage(
        version=table.version,
        since=table.since,
        blocks=tuple(block for block in blocks if block.rows),
        number=len(rows),
        earlier=sum(
            number for (_rule, version), number in clocks.items() if version != table.version
        ),
        may_change=access.role in RULE_ROLES,
    )


def term_versions_page(*, access: Access) -> TermVersionsPage:
    """Return the versions with their records, and the changes that wait."""
    clocks = _read_clocks()
    held: dict[int, int] = {}
    for (_rule, version), number in clocks.items():
        held[version] = held.get(version, 0) + number
    waiting = [_speak(one) for one in fetch_proposed_terms(access=access)]
    versions = [_speak(one) for one in fetch_term_versions(access=access)]
    return TermVersionsPage(
        tuple(describe_waiting(one, access=access) for one in waiting),
        tuple((describe_version(one), held.get(one.number, 0)) for one in versions),
        access.role in RULE_ROLES,
    )


def term_form(number: str) -> TermForm:
    """Return one rule as it stands now. Raises WrongRetentionTable where there is none."""
    found = [rule for rule in read_retention_table().rules if rule.rule == number]
    if not found:
        raise WrongRetentionTable(_("Deze regel staat niet in de tabel."))
    (rule,) = found
    now = NewTerm(*(getattr(rule, column) for column in NewTerm._fields))
    return TermForm(
        rule.rule,
        speak_class(rule.data_class),
        str(REGIMES[rule.regime]),
        str(STARTS.get(rule.starts, rule.starts)),
        now,
        tuple(limit.in_words for limit in list_limits(rule)),
    )


def _speak(told: Told) -> Told:
    """Return a version with its columns in the reader's words."""
    spoken = (
        one._replace(column=str(TERM_COLUMNS.get(one.column, one.column))) for one in told.changes
    )
    return told._replace(changes=tuple(spoken))


def _read_clocks() -> Mapping[tuple[str, int], int]:
    """Return how many records keep each rule of each version."""
    told = {}
    for named, number in count_clocks().items():
        rule, _slash, version = named.partition("/")
        if version.isdecimal():
            told[rule, int(version)] = number
    return told


def _describe(
    rule: RetentionRule, table: RetentionTable, clocks: Mapping[tuple[str, int], int]
) -> TermRow:
    shipped = {one.rule: one for one in read_shipped_table().rules}.get(rule.rule, rule)
    return TermRow(
        number=rule.rule,
        about=speak_class(rule.data_class),
        starts=str(STARTS.get(rule.starts, rule.starts)),
        narrow_months=rule.narrow_months,
        remove_months=rule.remove_months,
        destroy_months=rule.destroy_months,
        months_after_closing=rule.months_after_closing,
        most_extra_months=rule.most_extra_months,
        is_longer_than_shipped=rule.destroy_months > shipped.destroy_months,
        shipped_months=shipped.destroy_months,
        in_words=rule.in_words,
        ground=rule.ground,
        limits=tuple(limit.in_words for limit in list_limits(rule)),
        earlier=tuple(_list_earlier(rule, table, clocks)),
        records=clocks.get((rule.rule, table.version), 0),
    )


def _list_earlier(
    rule: RetentionRule, table: RetentionTable, clocks: Mapping[tuple[str, int], int]
) -> Iterator[EarlierClocks]:
    for (number, version), records in sorted(clocks.items()):
        if number == rule.rule and version != table.version:
            then = find_rule_named(rule.rule, table=read_table_of(f"{number}/{version}"))
            yield EarlierClocks(version, records, then.destroy_months)
