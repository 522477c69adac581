"""Which rule table rules now: the newest that was confirmed, else the one that ships."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from django.db.models import QuerySet

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import RuleVersion
from zichtlijn.privacy.policies.rules.changes import compare_tables
from zichtlijn.privacy.policies.rules.reading import parse_rule_table, parse_sentences
from zichtlijn.privacy.policies.rules.shipped import read_shipped_rules, read_shipped_sentences
from zichtlijn.privacy.queries.plain_sql import fetch_rows
from zichtlijn.privacy.terms.access import RuleTable
from zichtlijn.privacy.terms.asking import Asker
from zichtlijn.privacy.terms.proposals import ProposalState
from zichtlijn.privacy.terms.rules import CellChange, ProposedRules, RuleVersionRecord

SHIPPED_VERSION = 1


class RulingFiles(NamedTuple):
    """The two files of the version that rules, for whoever changes them."""

    number: int
    rules_csv: bytes
    sentences_csv: bytes


class RulingTable(NamedTuple):
    """A version of the rules with the sentences that it says to users."""

    number: int
    table: RuleTable
    sentences: Mapping[str, str]


def fetch_ruling_table() -> RulingTable:
    """Return the version that decides at this moment, asked of the database each time."""
    newest = fetch_rows(_NEWEST)
    return _parse_version(*newest[0]) if newest else _parse_shipped()


def fetch_ruling_number() -> int:
    """Return the number of the version that decides at this moment."""
    newest = _confirmed().values_list("number", flat=True).first()
    return newest or SHIPPED_VERSION


def fetch_ruling_files() -> RulingFiles:
    """Return the files of the version that decides at this moment."""
    row = _confirmed().first()
    if row is None or row.number is None:
        return RulingFiles(SHIPPED_VERSION, read_shipped_rules(), read_shipped_sentences())
    return RulingFiles(row.number, bytes(row.rules_csv), bytes(row.sentences_csv))


def fetch_rule_versions(*, access: Access) -> tuple[RuleVersionRecord, ...]:
    """Return every version that ruled, newest first, with who changed what and why."""
    log.record("privacy.rules.read", scope="rules", access=access)
    rows = _confirmed().select_related("proposal")
    shipped = RuleVersionRecord(
        SHIPPED_VERSION, _parse_shipped().table.sha256, None, None, None, "", ()
    )
    return (*(_describe(row) for row in rows), shipped)


def fetch_proposed_rules(*, access: Access) -> tuple[ProposedRules, ...]:
    """Return the changes that wait for a second person, oldest first, with their reasons."""
    log.record("privacy.rules.read", scope="rules", access=access)
    waiting = RuleVersion.objects.select_related("proposal").filter(
        number__isnull=True,
        proposal__state=ProposalState.OPEN,
        proposal__expires_at__gt=access.moment,
    )
    return tuple(
        ProposedRules(
            row.proposal.code,
            Asker(row.proposal.account, row.proposal.role, row.proposal.organisation),
            row.proposal.expires_at,
            _unseal_reason(row),
            row.based_on,
            _list_changes(row),
        )
        for row in waiting
    )


_NEWEST = """
SELECT number, sha256 FROM privacy_ruleversion WHERE number IS NOT NULL
ORDER BY number DESC LIMIT 1
"""


def _confirmed() -> QuerySet[RuleVersion]:
    return RuleVersion.objects.filter(number__isnull=False).order_by("-number")


def _describe(row: RuleVersion) -> RuleVersionRecord:
    told = row.proposal
    return RuleVersionRecord(
        number=row.number or SHIPPED_VERSION,
        sha256=row.sha256,
        proposed_by=Asker(told.account, told.role, told.organisation),
        confirmed_by=Asker(told.decided_by, told.decided_role, told.decided_organisation),
        confirmed_at=row.confirmed_at,
        reason=_unseal_reason(row),
        changes=_list_changes(row),
    )


def _unseal_reason(row: RuleVersion) -> str:
    told = row.proposal
    return keys.unseal(told.reason_key, bytes(told.reason_sealed), bound_to=told.code)


def _list_changes(row: RuleVersion) -> tuple[CellChange, ...]:
    """Return what a version changed in the one it was based on, row by row."""
    base = RuleVersion.objects.filter(number=row.based_on).first()
    rules = bytes(base.rules_csv) if base else read_shipped_rules()
    said = bytes(base.sentences_csv) if base else read_shipped_sentences()
    return (
        *compare_tables(rules, bytes(row.rules_csv)),
        *compare_tables(said, bytes(row.sentences_csv), column="sentence"),
    )


@cache
def _parse_shipped() -> RulingTable:
    return _parse(SHIPPED_VERSION, read_shipped_rules(), read_shipped_sentences())


@lru_cache(maxsize=4)
def _parse_version(number: int, sha256: str) -> RulingTable:
    row = RuleVersion.objects.get(number=number, sha256=sha256)
    return _parse(number, bytes(row.rules_csv), bytes(row.sentences_csv))


def _parse(number: int, rules: bytes, sentences: bytes) -> RulingTable:
    table = parse_rule_table(rules)
    return RulingTable(number, table, parse_sentences(sentences, table=table))
