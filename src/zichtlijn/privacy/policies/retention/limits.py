"""What the law says a term may be at most, or must be at least, whatever anybody wants."""

from collections.abc import Iterator
from typing import NamedTuple

from zichtlijn.privacy.terms.retention import RetentionRule, RetentionTable, WrongRetentionTable

_POLICE = frozenset({"wpg_boa", "wpg_received"})


class Limit(NamedTuple):
    """One sentence of the law about one term, with the number of months that it gives."""

    data_classes: frozenset[str]
    regimes: frozenset[str]  # empty: in every regime
    column: str
    months: int
    in_words: str  # for the jurist, with the article


AT_MOST = (
    Limit(
        frozenset({"police_record"}),
        _POLICE,
        "narrow_months",
        12,
        "Politiegegevens zijn hoogstens een jaar vrij te bevragen (Wpg artikel 8).",
    ),
    Limit(
        frozenset({"police_record", "source_identity"}),
        _POLICE,
        "remove_months",
        60,
        "Politiegegevens worden na hoogstens vijf jaar verwijderd (Wpg artikelen 8 en 14).",
    ),
    Limit(
        frozenset({"police_record", "source_identity"}),
        _POLICE,
        "destroy_months",
        120,
        "Politiegegevens worden na hoogstens tien jaar vernietigd, verlengen meegeteld "
        "(Wpg artikel 14).",
    ),
)
"""Law-and-guard-rails 4.2 and 4.3. An empty police term would have no end: refused too."""

AT_LEAST = (
    Limit(
        frozenset({"read_log"}),
        frozenset(),
        "destroy_months",
        6,
        "Wie wat las, blijft ten minste zes maanden te zien (AI-verordening artikel 26).",
    ),
)

NOT_LONGER_THAN = {
    "identity": (
        "named_observation",
        "Wie iemand is, blijft niet langer bekend dan wat er is gezien.",
    ),
    "signal_person": (
        "signal",
        "Wie in een signaal staat, blijft niet langer bekend dan het signaal.",
    ),
}
"""What hangs on another record goes no later than that record (G3, G8)."""


def check_within_law(table: RetentionTable) -> None:
    """Raise WrongRetentionTable with the sentence of the first limit that a rule breaks."""
    for rule in table.rules:
        for limit in list_limits(rule):
            if not _keeps(rule, limit):
                raise WrongRetentionTable(f"Regel {rule.rule}: {limit.in_words}")
        _check_hangs_on(rule, table)


def list_limits(rule: RetentionRule) -> Iterator[Limit]:
    """Return what the law says about the terms of one rule."""
    for limit in (*AT_MOST, *AT_LEAST):
        if rule.data_class in limit.data_classes and (
            not limit.regimes or rule.regime in limit.regimes
        ):
            yield limit


def _keeps(rule: RetentionRule, limit: Limit) -> bool:
    months: int | None = getattr(rule, limit.column)
    if limit in AT_LEAST:
        return months is not None and months >= limit.months
    extra = rule.most_extra_months if limit.column == "destroy_months" else 0
    return months is not None and months + extra <= limit.months


def _check_hangs_on(rule: RetentionRule, table: RetentionTable) -> None:
    other, in_words = NOT_LONGER_THAN.get(rule.data_class, ("", ""))
    for leaned_on in table.rules:
        is_leaned_on = (leaned_on.data_class, leaned_on.regime) == (other, rule.regime)
        if is_leaned_on and rule.destroy_months > leaned_on.destroy_months:
            raise WrongRetentionTable(f"Regel {rule.rule}: {in_words}")
