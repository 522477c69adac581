"""End the log at its own term: whole months, the longest term first reached by all their lines."""

from datetime import date

from django.db import transaction

from zichtlijn.audit import operations as audit
from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.destruction import record_destruction
from zichtlijn.privacy.policies.retention import find_first_month_kept
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.terms.holdings import Destroyed

_GROUND = "termijn van het logboek voorbij (AVG 5 lid 1 onder e, Wpg 32a)"


def drop_old_log(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    """Drop the months of the log whose last line is past the longest term; return what went.

    A month mixes regimes, so the longest term governs. Checkpoints stay, and a destruction
    record is written. Raises LogUnavailable, KeysUnavailable, CheckpointsUnavailable.
    """
    month = find_first_month_kept(today=today, table=read_retention_table())
    with transaction.atomic():
        lines = audit.count_lines_before(month)
        if not audit.drop_months_before(month, access=access):
            return ()
        gone = Destroyed("audit", "read_log", lines, _GROUND, ())
        record_destruction(gone, today=today, access=access)
    return (gone,)
