"""What every read of the person's side does: find, ask the rule table, write the line, tell."""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from zichtlijn.audit.access import Access
from zichtlijn.privacy.queries.rights.admission import admit_to_right, refuse_missing_right

Row = TypeVar("Row", bound=Model)
Told = TypeVar("Told")


def show_rows(
    rows: QuerySet[Row],
    tell: Callable[[Row], Told],
    *,
    action: str,
    scope: str,
    access: Access,
    person: str = "",
) -> tuple[Told, ...]:
    """Return rows as they are told, once the line is written.

    `person` is whose rows they are; empty for a list that names nobody. Raises NotAllowed,
    LogUnavailable.
    """
    with transaction.atomic():
        found = list(rows)
        admit_to_right(
            "show",
            access=access,
            action=action,
            scope=scope,
            subjects=(person,) if person else (),
            count=len(found) if person else None,
        )
        return tuple(tell(row) for row in found)


def find_row(rows: QuerySet[Row], *, action: str, scope: str, access: Access) -> Row:
    """Return the first row; where there is none, raise what a refusal would say. NotAllowed."""
    row = rows.first()
    if row is None:
        raise refuse_missing_right("show", access=access, action=action, scope=scope)
    return row
