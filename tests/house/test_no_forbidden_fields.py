"""No table of any room has a field for what may never be kept of somebody (guard rail G2, no BSN)."""

import re

import pytest
from django.apps import apps
from django.db import models

FORBIDDEN = {
    "ethnicity": "ethnic|etni|descent|afkomst|origin_of|race|skin|huidskleur|ancestry|roots",
    "nationality": "national|passport|paspoort|citizenship|country_of_birth|geboorteland|birth_country|residence_permit",
    "religion": "religio|faith|geloof|church|mosque",
    "language": "mother_tongue|native_language|spoken_language|moedertaal|accent|dialect",
    "health": "health|gezondheid|diagnos|disab|medic|addict|verslav|disorder|iq$|psych",
    "orientation": "orientation|geaardheid|gender|sexual|^sex$|geslacht",
    "benefit and debt": "benefit|uitkering|debt|schuld|income|inkomen",
    "school": "school|absence|verzuim|diploma|grade$",
    "politics": "politic|party_member|union_member",
    "picture and account": "photo|foto|picture_of|portrait|video|social_media|handle|instagram|snapchat|username_of",
    "identity number": "bsn|citizen_service|social_security|burgerservice|document_number|vreemdelingennummer",
    "score": "risk|score|ranking|centrality|importance|dangerous|threat",
    "sound of people": "audio|recording|voice",
}
WORD = {kind: re.compile(rf"(?:^|_)(?:{pattern})") for kind, pattern in FORBIDDEN.items()}
ELSEWHERE = {("fireworks", "score")}
"""How well a bang's place fits its picks: of a bang, never of somebody."""


def _fields() -> list[tuple[str, str, str]]:
    return [
        (model._meta.app_label, model.__name__, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("zichtlijn.")
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
    ]


def _find(fields: list[tuple[str, str, str]]) -> list[str]:
    return [
        f"{room}.{table}.{name}: {kind}"
        for room, table, name in fields
        for kind, word in WORD.items()
        if word.search(name) and (room, name) not in ELSEWHERE
    ]


def test_no_field_of_any_room_can_hold_what_is_forbidden() -> None:
    fields = _fields()
    found = _find(fields)
    print(f"{len(found)} of {len(fields)} fields in {len({f[:2] for f in fields})} tables")
    assert len(fields) > 150
    assert found == []


@pytest.mark.parametrize(
    "planted",
    ["nationality", "birth_country", "religion", "mother_tongue", "diagnosis", "gender", "debt", "school_name", "photo",
     "instagram_handle", "bsn", "risk", "centrality_score", "afkomst"],
)  # fmt: skip
def test_a_planted_field_is_seen(planted: str) -> None:
    assert len(_find([("persons", "IdentityRecord", planted)])) >= 1


def test_no_table_of_people_stands_in_an_admin() -> None:
    assert not apps.is_installed("django.contrib.admin")
