"""What two people must still weigh in a request (R13), ready to draw."""

from dataclasses import dataclass

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.reports.inspection import list_to_weigh
from zichtlijn.privacy.reports.rights import labels
from zichtlijn.privacy.terms.holdings import Held
from zichtlijn.privacy.terms.rights.records import RequestFile, WeighingRecord


@dataclass(frozen=True)
class WeighingRow:
    """One record to weigh, and what a first person proposed."""

    room: str
    record: str
    what: str
    number: int  # of the proposal; 0 where nobody proposed yet
    is_given: bool
    ground: str
    first_by: str
    is_own_proposal: bool


@dataclass(frozen=True)
class Ground:
    """One ground to withhold."""

    code: str
    words: str


@dataclass(frozen=True)
class WeighingPage:
    """Every record of a request that two people must weigh."""

    code: str
    rows: tuple[WeighingRow, ...]
    grounds: tuple[Ground, ...]


def weighing_page(code: str, *, access: Access) -> WeighingPage:
    """Return what must be weighed. Raises NotAllowed, LogUnavailable."""
    with transaction.atomic():
        file = queries.fetch_request(code, access=access)
        waiting = list_to_weigh(file, access=access)
        return WeighingPage(
            code=code,
            rows=tuple(_describe(one, file, access=access) for one in waiting),
            grounds=tuple(Ground(word, str(label)) for word, label in labels.WITHHOLDING.items()),
        )


def _describe(one: Held, file: RequestFile, *, access: Access) -> WeighingRow:
    proposed = _find(one, file.weighings)
    return WeighingRow(
        room=one.room,
        record=one.record,
        what=one.what,
        number=proposed.number if proposed else 0,
        is_given=proposed.is_given if proposed else False,
        ground=str(labels.WITHHOLDING.get(proposed.ground, "")) if proposed else "",
        first_by=proposed.first_by if proposed else "",
        is_own_proposal=proposed is not None and proposed.first_by == access.reader,
    )


def _find(one: Held, weighings: tuple[WeighingRecord, ...]) -> WeighingRecord | None:
    found = (row for row in weighings if (row.room, row.record) == (one.room, one.record))
    return next(found, None)
