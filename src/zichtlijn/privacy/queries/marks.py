"""What is watched, and by which hashes the people of the log may meet it; no name is known here."""

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import PersonMark, WatchedMark
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.terms.oversight import KeptMark, Mark, OddKind

_COLUMNS = ("code", "category", "account", "added_by", "second", "added_at", "destroy_on")


def fetch_marks(*, access: Access) -> tuple[Mark, ...]:
    """Return all that is watched. Raises NotAllowed, LogUnavailable."""
    with transaction.atomic():
        _admit(access)
        rows = WatchedMark.objects.values_list("category", "account", "indexes")
        return tuple(
            Mark(OddKind(category), account, index)
            for category, account, indexes in rows
            for index in indexes
        )


def fetch_marked_people(*, access: Access) -> dict[str, frozenset[str]]:
    """Return for each person of the log the hashes of name and street. Raises as fetch_marks."""
    with transaction.atomic():
        _admit(access)
        rows = PersonMark.objects.values_list("person", "indexes")
        return {person: frozenset(indexes) for person, indexes in rows.iterator()}


def list_marks(*, access: Access) -> tuple[KeptMark, ...]:
    """Return the list of what is watched, oldest first; the names behind it are not kept."""
    with transaction.atomic():
        log.record("privacy.watch.list", scope="watch", access=access)
        rows = WatchedMark.objects.values_list(*_COLUMNS)
        return tuple(KeptMark(code, OddKind(kind), *rest) for code, kind, *rest in rows)


def _admit(access: Access) -> None:
    admit_to_right(
        "show",
        access=access,
        action="privacy.watch.read",
        scope="oversight",
        data_class="read_log",
    )
