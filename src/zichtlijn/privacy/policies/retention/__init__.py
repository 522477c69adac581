"""The rules of keeping: what the table may say, which clock follows, what may stay longer."""

from zichtlijn.privacy.policies.retention.clocks import (
    add_months,
    check_can_extend,
    check_can_hold,
    check_can_stop,
    check_is_second,
    find_first_month_kept,
    find_rule,
    find_rule_named,
    set_clock,
    tell_retention,
)

__all__ = [
    "add_months",
    "check_can_extend",
    "check_can_hold",
    "check_can_stop",
    "check_is_second",
    "find_first_month_kept",
    "find_rule",
    "find_rule_named",
    "set_clock",
    "tell_retention",
]
