"""A jurist changes the rules: proposed by one, checked as the table asks, confirmed by another."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose, refuse_proposal
from zichtlijn.privacy.operations.taking import note_taken, pack_version
from zichtlijn.privacy.policies.rules.changes import (
    change_row,
    check_can_change_rules,
    compare_tables,
)
from zichtlijn.privacy.policies.rules.reading import parse_rule_table, parse_sentences
from zichtlijn.privacy.queries.rules import (
    SHIPPED_VERSION,
    fetch_ruling_files,
    fetch_ruling_number,
)
from zichtlijn.privacy.terms.access import WrongRuleTable
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.proposals import Second
from zichtlijn.privacy.terms.rules import RULES_KIND
from zichtlijn.privacy.terms.taking import TakenKind


@transaction.atomic
def propose_rules(
    rules_csv: bytes, *, reason: str, access: Access, sentences_csv: bytes | None = None
) -> str:
    """Keep a changed table as a proposal and return its code; nothing changes yet.

    Without new sentences those of now stay. Raises WrongRuleTable where the table breaks one of
    its checks, with the sentence for the jurist; NotAllowed; LogUnavailable.
    """
    check_can_change_rules(access.role)
    now = fetch_ruling_files()
    sentences = now.sentences_csv if sentences_csv is None else sentences_csv
    table = parse_rule_table(rules_csv)
    parse_sentences(sentences, table=table)
    if not compare_tables(now.rules_csv, rules_csv) and sentences == now.sentences_csv:
        raise WrongRuleTable("Dit is de tabel die nu al geldt.")
    code = propose(RULES_KIND, table.sha256, reason=reason, second=Second.OTHER_ROLE, access=access)
    models.RuleVersion.objects.create(
        proposal=models.Proposal.objects.get(code=code),
        rules_csv=rules_csv,
        sentences_csv=sentences,
        sha256=table.sha256,
        based_on=now.number,
    )
    return code


@transaction.atomic
def propose_row(row: Mapping[str, str], *, sentence: str, reason: str, access: Access) -> str:
    """Keep one changed row as a proposal and return its code. Raises as `propose_rules`."""
    now = fetch_ruling_files()
    said = {"rule": row["rule"], "sentence": sentence.strip()}
    return propose_rules(
        change_row(now.rules_csv, row),
        sentences_csv=change_row(now.sentences_csv, said),
        reason=reason,
        access=access,
    )


@transaction.atomic
def confirm_rules(code: str, *, access: Access) -> int:
    """Let a proposed table rule from now on and return its version.

    Raises NotAllowed where the proposal may not be confirmed by this person, or another version
    came to rule since; WrongRuleTable, where the checks became stricter; LogUnavailable.
    """
    check_can_change_rules(access.role)
    confirm_proposal(code, kind=RULES_KIND, access=access)
    row = models.RuleVersion.objects.get(proposal__code=code)
    if row.based_on != fetch_ruling_number():
        raise NotAllowed(
            "Er geldt intussen een andere versie. Doe het voorstel opnieuw op die versie."
        )
    parse_sentences(bytes(row.sentences_csv), table=parse_rule_table(bytes(row.rules_csv)))
    newest = models.RuleVersion.objects.aggregate(newest=Max("number"))["newest"]
    row.number = (newest or SHIPPED_VERSION) + 1
    row.confirmed_at = access.moment
    row.save()
    note_taken(TakenKind.RULES, str(row.number), moment=access.moment, **pack_version(row))
    log.record("privacy.rules.change", scope=f"rules:{row.number}", access=access)
    return row.number


@transaction.atomic
def refuse_rules(code: str, *, access: Access) -> None:
    """Say no to a proposed table. Raises NotAllowed, LogUnavailable."""
    check_can_change_rules(access.role)
    refuse_proposal(code, kind=RULES_KIND, access=access)
