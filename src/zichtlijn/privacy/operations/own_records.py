"""Destroy what this room itself keeps on people once its term is past: requests, notices, openings.

Every table of this room with a `destroy_on` is reached, so that a new one cannot be forgotten.
"""

from collections.abc import Collection, Iterator
from datetime import date

from django.apps import apps
from django.db.models import ForeignObjectRel, Model, ProtectedError, QuerySet

from zichtlijn.privacy.operations.destruction import shred_after_commit
from zichtlijn.privacy.terms.holdings import Destroyed

ROOM = "privacy"
_KEY_FIELDS = frozenset({"key_id", "reason_key"})
_PAST_TERM = "bewaartermijn voorbij (AVG 5 lid 1 onder e)"


def destroy_own_past_term(*, today: date) -> tuple[Destroyed, ...]:
    """Destroy own rows past their term; call it in a transaction. What is leaned on stays."""
    gone = ((name, _destroy(rows.filter(destroy_on__lte=today))) for name, rows in _list_own())
    return tuple(
        Destroyed(ROOM, name, len(codes), _PAST_TERM, codes) for name, codes in gone if codes
    )


def destroy_own(codes: Collection[str]) -> int:
    """Destroy own rows by their codes; return how many were there. Call it in a transaction."""
    return sum(len(_destroy(rows.filter(code__in=codes))) for _, rows in _list_own())


def count_own_past_term(*, today: date) -> int:
    """Return how many own rows are past their term and still there."""
    return sum(rows.filter(destroy_on__lte=today).count() for _, rows in _list_own())


def _list_own() -> Iterator[tuple[str, QuerySet[Model]]]:
    for model in apps.get_app_config(ROOM).get_models():
        about = model._meta  # noqa: SLF001 - Django documents it for this use
        if {"destroy_on", "code"} <= {field.name for field in about.get_fields()}:
            yield str(about.model_name), model._default_manager.all()  # noqa: SLF001 - idem


def _destroy(rows: QuerySet[Model]) -> tuple[str, ...]:
    gone = []
    for row in rows:
        key_ids = list(_list_keys(row))
        if _delete(row):
            shred_after_commit(key_ids)
            gone.append(str(row.code))  # type: ignore[attr-defined]  # _list_own asks for it
    return tuple(gone)


def _list_keys(row: Model) -> Iterator[str]:
    """Return the keys of a row and of the rows that are deleted with it."""
    for model, rows in _list_with_row(row):
        names = {field.name for field in model._meta.get_fields()}  # noqa: SLF001 - idem
        for name in names & _KEY_FIELDS:
            yield from rows.values_list(name, flat=True)


def _list_with_row(row: Model) -> Iterator[tuple[type[Model], QuerySet[Model]]]:
    own = type(row)
    yield own, own._default_manager.filter(pk=row.pk)  # noqa: SLF001 - idem
    for field in own._meta.get_fields(include_hidden=True):  # noqa: SLF001 - idem
        if isinstance(field, ForeignObjectRel):
            below = field.related_model
            yield below, below._default_manager.filter(**{field.field.name: row})  # noqa: SLF001 - idem


def _delete(row: Model) -> bool:
    try:
        row.delete()
    except ProtectedError:  # a rule table in force leans on the proposal that made it
        return False
    return True
