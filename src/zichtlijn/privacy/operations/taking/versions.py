"""A version of the rules as one line of text, and back: it holds nobody and outlives a database."""

import base64
import secrets
import zlib
from collections.abc import Mapping

from zichtlijn.audit import keys
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.policies.rules.reading import parse_rule_table, parse_sentences
from zichtlijn.privacy.queries.retention import parse_retention_table, read_retention_table
from zichtlijn.privacy.queries.rules import fetch_ruling_number
from zichtlijn.privacy.terms.access import WrongRuleTable
from zichtlijn.privacy.terms.proposals import ProposalState
from zichtlijn.privacy.terms.retention import WrongRetentionTable
from zichtlijn.privacy.terms.rules import RULES_KIND, TERMS_KIND
from zichtlijn.privacy.terms.taking import Again, Taken

_WHY = "Overgenomen bij het terugzetten van een reservekopie. De reden stond in het oude bestand."


def pack_version(row: models.RuleVersion) -> dict[str, str]:
    """Return what is needed to make this version again."""
    return {
        "base": str(row.based_on),
        "rules": _pack(bytes(row.rules_csv)),
        "sentences": _pack(bytes(row.sentences_csv)),
    }


def rule_again(taken: Taken, *, access: Access) -> Again:
    """Let a version that two people made since the copy rule again, where it still passes."""
    number = int(taken.subject)
    if number <= fetch_ruling_number():
        return Again.ALREADY
    try:
        rules, sentences = (_unpack(taken.facts, name) for name in ("rules", "sentences"))
        table = parse_rule_table(rules)
        parse_sentences(sentences, table=table)
    except (ValueError, KeyError, zlib.error, WrongRuleTable):
        return Again.LOST
    models.RuleVersion.objects.create(
        number=number,
        proposal=_make_proposal(RULES_KIND, number, table.sha256, access=access),
        rules_csv=rules,
        sentences_csv=sentences,
        sha256=table.sha256,
        based_on=int(taken.facts["base"]),
        confirmed_at=access.moment,
    )
    return Again.DONE


def pack_terms(row: models.RetentionVersion) -> dict[str, str]:
    """Return what is needed to make this version of the retention table again."""
    return {"base": str(row.based_on), "rules": _pack(bytes(row.rules_csv))}


def set_terms_again(taken: Taken, *, access: Access) -> Again:
    """Let a retention table that two people made since the copy set the clocks again."""
    number = int(taken.subject)
    if number <= read_retention_table().version:
        return Again.ALREADY
    try:
        rules = _unpack(taken.facts, "rules")
        table = parse_retention_table(rules)
    except (ValueError, KeyError, zlib.error, WrongRetentionTable):
        return Again.LOST
    models.RetentionVersion.objects.create(
        number=number,
        proposal=_make_proposal(TERMS_KIND, number, table.sha256, access=access),
        rules_csv=rules,
        sha256=table.sha256,
        based_on=int(taken.facts["base"]),
        confirmed_at=access.moment,
    )
    return Again.DONE


def _make_proposal(kind: str, number: int, payload: str, *, access: Access) -> models.Proposal:
    """Keep that this machine put it back: who proposed and confirmed it, the old log tells."""
    code = f"again-{number}-{secrets.token_hex(8)}"
    key = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    return models.Proposal.objects.create(
        code=code,
        kind=kind,
        payload=payload,
        account=access.reader,
        role=access.role,
        organisation=access.organisation,
        needs_other_organisation=False,
        reason_key=key,
        reason_sealed=keys.seal(key, _WHY, bound_to=code),
        proposed_at=access.moment,
        expires_at=access.moment,
        state=ProposalState.CONFIRMED,
        decided_by=access.reader,
        decided_role=access.role,
        decided_organisation=access.organisation,
        decided_at=access.moment,
        destroy_on=access.moment.date(),
    )


def _pack(content: bytes) -> str:
    return base64.b85encode(zlib.compress(content, 9)).decode()


def _unpack(facts: Mapping[str, str], name: str) -> bytes:
    return zlib.decompress(base64.b85decode(facts[name]))
