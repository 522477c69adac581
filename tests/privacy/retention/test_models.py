"""No table on people without a day on which its rows end."""

from django.apps import apps
from django.db.models import CASCADE, Model

ELSEWHERE = {
    "networks.Delivery": "its own last day; the database refuses an upload without one",
    "persons.Person": "goes when the last record of it goes",
    "audit.LogSegment": "a month of the log, dropped as a whole after the term of the log",
    "audit.LogSubject": "goes with its month",
    "accounts.Account": "who works here, not whom the records are about",
}
"""Tables with something sealed or somebody in it whose end is kept in another way, and how."""


def _names(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def _is_on_people(model: type[Model]) -> bool:
    return any("sealed" in name or name in {"person", "key_id"} for name in _names(model))


def _ends(model: type[Model]) -> bool:
    """A day of its own that may not be empty, or the day of the row it hangs on."""
    if model._meta.label in ELSEWHERE:
        return True
    if "destroy_on" in _names(model):
        return not model._meta.get_field("destroy_on").null
    above = [
        field.remote_field.model
        for field in model._meta.fields
        if field.remote_field and field.remote_field.on_delete is CASCADE
    ]
    return any(_ends(one) for one in above)


def test_every_table_on_people_has_a_day_on_which_its_rows_end() -> None:
    tables = [model for model in apps.get_models() if model.__module__.startswith("zichtlijn.")]
    on_people = [model for model in tables if _is_on_people(model)]
    endless = [model._meta.label for model in on_people if not _ends(model)]
    print(f"{len(on_people)} tables on people, without an end: {endless}")
    assert len(on_people) >= 8
    assert endless == []


def test_a_table_with_a_clock_says_by_which_rule() -> None:
    clocks = [model for model in apps.get_models() if {"destroy_on", "key_id"} <= _names(model)]
    assert len(clocks) >= 3
    assert [m._meta.label for m in clocks if "retention_rule" not in _names(m)] == []
