"""Judge the rows of a retention table: whole, no class twice, terms that follow one another."""

from collections.abc import Iterable, Mapping
from datetime import date

from zichtlijn.privacy.terms.access import CLOSED, HABITATS
from zichtlijn.privacy.terms.retention import RetentionRule, RetentionTable, WrongRetentionTable

COLUMNS = (
    "rule", "version", "since", "data_class", "regime", "starts", "narrow_months",
    "remove_months", "destroy_months", "months_after_closing", "most_extra_months", "ground",
    "in_words",
)  # fmt: skip

WITHOUT_TERM = frozenset({"released_figure"})
"""What is published holds no person and is kept for ever (Archiefwet)."""

LONGEST_MONTHS = 240


def read_retention_rules(rows: Iterable[Mapping[str, str]], *, sha256: str) -> RetentionTable:
    """Return the table in these rows. Raises WrongRetentionTable with a sentence for the jurist."""
    read = list(rows)
    if not read or not all(_is_whole(row) for row in read):
        raise WrongRetentionTable(
            "De tabel met bewaartermijnen heeft niet de afgesproken kolommen."
        )
    rules = tuple(_read_rule(row) for row in read)
    versions = {(row["version"], row["since"]) for row in read}
    if len(versions) != 1:
        raise WrongRetentionTable("Een tabel heeft één versie en één datum.")
    ((version, since),) = versions
    _check_whole(rules)
    return RetentionTable(_read_number(version, "version"), _read_date(since), rules, sha256)


def _is_whole(row: Mapping[str, str]) -> bool:
    return set(row) == set(COLUMNS) and None not in row.values()


def _read_rule(row: Mapping[str, str]) -> RetentionRule:
    months = {
        column: _read_months(row[column], row["rule"])
        for column in ("narrow_months", "remove_months", "months_after_closing")
    }
    rule = RetentionRule(
        rule=row["rule"],
        data_class=row["data_class"],
        regime=row["regime"],
        starts=row["starts"],
        destroy_months=_read_number(row["destroy_months"], row["rule"]),
        most_extra_months=_read_number(row["most_extra_months"], row["rule"]),
        ground=row["ground"],
        in_words=row["in_words"],
        **months,
    )
    _check_rule(rule)
    return rule


def _check_rule(rule: RetentionRule) -> None:
    steps = [rule.narrow_months, rule.remove_months, rule.destroy_months]
    given = [months for months in steps if months is not None]
    if given != sorted(given) or not 1 <= rule.destroy_months <= LONGEST_MONTHS:
        raise WrongRetentionTable(f"Regel {rule.rule}: de termijnen volgen niet op elkaar.")
    if rule.regime not in CLOSED["regime"]:
        raise WrongRetentionTable(f"Regel {rule.rule}: dit regime bestaat niet.")
    if not all((rule.rule, rule.data_class, rule.starts, rule.ground, rule.in_words)):
        raise WrongRetentionTable(f"Regel {rule.rule}: er ontbreekt iets.")


def _check_whole(rules: tuple[RetentionRule, ...]) -> None:
    named = [rule.rule for rule in rules]
    pairs = [(rule.data_class, rule.regime) for rule in rules]
    if len(set(named)) != len(named) or len(set(pairs)) != len(pairs):
        raise WrongRetentionTable("Een regel of een soort gegevens staat er twee keer in.")
    needed = {
        (data_class, regime)
        for data_class, regimes in HABITATS.items()
        if data_class not in WITHOUT_TERM
        for regime in regimes
    }
    if missing := sorted(needed - set(pairs)):
        raise WrongRetentionTable("Zonder termijn: " + ", ".join("/".join(p) for p in missing))


def _read_months(written: str, rule: str) -> int | None:
    return _read_number(written, rule) if written else None


def _read_number(written: str, rule: str) -> int:
    if not (written.isascii() and written.isdecimal()):
        raise WrongRetentionTable(f"Regel {rule}: een termijn is een heel aantal maanden.")
    return int(written)


def _read_date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise WrongRetentionTable("De datum van de tabel is geen datum.") from problem
