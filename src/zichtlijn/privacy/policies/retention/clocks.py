"""Until when a record stays, how it stands today, and whether it may stay longer. Pure."""

from calendar import monthrange
from datetime import date

from zichtlijn.privacy.terms.retention import (
    Clock,
    NoClock,
    NotAllowed,
    RetentionRule,
    RetentionTable,
)

SHORTEST_REASON = 20


def set_clock(
    data_class: str,
    regime: str,
    *,
    born_on: date,
    table: RetentionTable,
    closes_on: date | None = None,
) -> Clock:
    """Return the clock of a record whose event was on `born_on`.

    `closes_on` is the day on which the approach of its group closes, where one runs from step 2B
    on: the record then stays as long as the table says after that day, if that is later.
    Raises NoClock where the table has no rule.

    >>> rule = RetentionRule("B1", "bang", "care", "seen", None, 6, 12, None, 0, "", "")
    >>> table = RetentionTable(1, date(2026, 1, 1), (rule,), "")
    >>> set_clock("bang", "care", born_on=date(2026, 8, 31), table=table)[2:4]
    (datetime.date(2027, 2, 28), datetime.date(2027, 8, 31))
    """
    rule = find_rule(data_class, regime, table=table)
    destroy_on = add_months(born_on, rule.destroy_months)
    remove_on = _add_where_given(born_on, rule.remove_months)
    if closes_on is not None and rule.months_after_closing is not None:
        destroy_on = max(destroy_on, add_months(closes_on, rule.months_after_closing))
        remove_on = None if remove_on is None else max(remove_on, closes_on)
    narrow_on = _add_where_given(born_on, rule.narrow_months)
    return Clock(rule.rule, table.version, remove_on, destroy_on, narrow_on)


def find_rule(data_class: str, regime: str, *, table: RetentionTable) -> RetentionRule:
    """Return the rule of a class in a regime. Raises NoClock."""
    for rule in table.rules:
        if (rule.data_class, rule.regime) == (data_class, regime):
            return rule
    raise NoClock(data_class=data_class, regime=regime)


def find_first_month_kept(*, today: date, table: RetentionTable) -> str:
    """Return the oldest month of the log that still stays, as the log names it.

    A month holds lines of every regime and goes as a whole: the longest term governs, and it
    counts for the last day of the month.

    >>> rule = RetentionRule("B1", "read_log", "care", "read", None, None, 24, None, 0, "", "")
    >>> table = RetentionTable(1, date(2026, 1, 1), (rule,), "")
    >>> find_first_month_kept(today=date(2028, 11, 30), table=table)
    '2026-11'
    """
    months = max(rule.destroy_months for rule in table.rules if rule.data_class == "read_log")
    years, place = divmod(today.year * 12 + today.month - 1 - months, 12)
    return f"{years:04}-{place + 1:02}"


def find_rule_named(retention_rule: str, *, table: RetentionTable) -> RetentionRule:
    """Return the rule that a record keeps as `Clock.named`. Raises NotAllowed."""
    name = retention_rule.partition("/")[0]
    for rule in table.rules:
        if rule.rule == name:
            return rule
    raise NotAllowed("De bewaarregel van dit record staat niet meer in de tabel.")


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the last day of that month where it has none.

    >>> add_months(date(2028, 1, 31), 1)
    datetime.date(2028, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def tell_retention(
    *, today: date, destroy_on: date, remove_on: date | None, narrow_on: date | None, is_held: bool
) -> str:
    """Return how a record stands today: a word of `retention` in the rule table.

    What is held past its term is on hold; within its term a hold changes nothing.

    >>> days = {"remove_on": date(2031, 1, 1), "narrow_on": date(2027, 1, 1), "is_held": False}
    >>> tell_retention(today=date(2028, 5, 1), destroy_on=date(2036, 1, 1), **days)
    'after_first_year'
    """
    if today >= destroy_on:
        return "hold" if is_held else "passed"
    if remove_on is not None and today >= remove_on:
        return "removed"
    return "after_first_year" if narrow_on is not None and today >= narrow_on else "running"


def check_can_extend(
    rule: RetentionRule, *, destroy_on: date, until: date, reason: str, today: date
) -> None:
    """Raise NotAllowed unless a record of this rule may stay until `until` for this reason."""
    _check_reason(reason)
    latest = add_months(destroy_on, rule.most_extra_months)
    if today >= destroy_on:
        raise NotAllowed("De termijn is al voorbij. Verlengen kan alleen van tevoren.")
    if until <= destroy_on:
        raise NotAllowed("De nieuwe dag ligt niet na de dag waarop dit nu wordt vernietigd.")
    if until > latest:
        raise NotAllowed(
            f"Zo lang mag het niet. Volgens regel {rule.rule} is de laatste dag "
            f"{latest.day}-{latest.month}-{latest.year}."
        )


def check_can_hold(*, until: date, reason: str, today: date) -> None:
    """Raise NotAllowed unless a legal hold has a reason and an end within two years."""
    _check_reason(reason)
    if not today < until <= add_months(today, 24):
        raise NotAllowed("Een blokkade eindigt na vandaag en binnen twee jaar.")


def check_can_stop(*, reason: str, held: int) -> None:
    """Raise NotAllowed unless a module may be emptied: for a reason, and with nothing on hold."""
    _check_reason(reason)
    if held:
        raise NotAllowed(
            f"Er wordt in dit onderdeel nog {held} keer iets langer bewaard. Beëindig dat eerst."
        )


def check_is_second(*, first: str, second: str) -> None:
    """Raise NotAllowed unless two different people decided."""
    if first == second:
        raise NotAllowed("Wie het vroeg, kan het niet zelf goedkeuren. Vraag een collega.")


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotAllowed(f"Geef een reden van ten minste {SHORTEST_REASON} tekens.")


def _add_where_given(day: date, months: int | None) -> date | None:
    return None if months is None else add_months(day, months)
