"""A first start shows published data and an invented town, and nobody who lives anywhere."""

import re

import polars as pl
import pytest

from zichtlijn.audit.access import Access
from zichtlijn.networks import models
from zichtlijn.networks.analysis.study import analyse
from zichtlijn.networks.commands.preparing import PUBLISHED, prepare_examples
from zichtlijn.networks.examples.oeverdam import LAST_DAY, NEW_PLACE, SOURCES, make_oeverdam
from zichtlijn.networks.terms import PRESENCES, AnalysisSettings, Part, Verdict


@pytest.fixture(scope="module")
def oeverdam() -> pl.DataFrame:
    return make_oeverdam()


def test_oeverdam_is_the_same_town_every_time(oeverdam: pl.DataFrame) -> None:
    assert PRESENCES.keep(oeverdam).equals(make_oeverdam())
    assert not oeverdam.equals(make_oeverdam(seed=1))


def test_nobody_can_take_a_code_of_oeverdam_for_a_person(oeverdam: pl.DataFrame) -> None:
    assert oeverdam["person"].str.contains(r"^verzonnen-[pb]\d+$").all()
    assert oeverdam["observation_id"].str.contains(r"^OEV-\d+$").all()


def test_oeverdam_has_all_sources_parts_and_people_who_are_nobodys_company(
    oeverdam: pl.DataFrame,
) -> None:
    assert set(oeverdam["source"]) == set(SOURCES)
    assert set(oeverdam["part"]) == set(Part)
    apart = oeverdam.filter(pl.col("part").is_in(["victim", "witness"]))
    assert 5 < apart.height < 60
    assert (
        set(apart["person"])
        & set(oeverdam.filter(~pl.col("part").is_in(["victim", "witness"]))["person"])
        == set()
    )
    assert oeverdam["observed_on"].max() == LAST_DAY


def test_an_observation_of_oeverdam_has_one_source_place_and_time(oeverdam: pl.DataFrame) -> None:
    kept = ["observed_at", "source", "place", "kind", "reliability"]
    varied = oeverdam.group_by("observation_id").agg(pl.col(kept).n_unique())
    assert varied.select(pl.col(kept).max()).row(0) == (1, 1, 1, 1, 1)
    assert oeverdam.select("observation_id", "person").is_unique().all()


def test_the_planted_groups_of_oeverdam_are_found_and_its_change_is_in_the_band(
    oeverdam: pl.DataFrame,
) -> None:
    study = analyse(oeverdam, settings=AnalysisSettings(as_of=LAST_DAY, bootstraps=3))
    assert study.figures.verdict is Verdict.GROUPS_FOUND
    assert study.figures.groups == 12
    band = study.figures.monthly_change_interval
    assert band is not None
    assert band.low < 0.03 < band.high
    assert study.figures.duplicates_merged > 0
    assert study.signals["signal"].to_list() == ["nieuwe_plek"]
    assert NEW_PLACE in study.signals["explanation"].item()


@pytest.mark.django_db
def test_a_first_start_brings_the_examples_in_once(access: Access) -> None:
    said = list(prepare_examples(access=access))
    assert all(line.startswith("Klaargezet") for line in said)
    titles = list(models.Delivery.objects.order_by("pk").values_list("title", flat=True))
    assert titles[0] == PUBLISHED
    assert any("verzonnen" in title for title in titles)
    assert models.Edition.objects.count() == len(titles) == 3
    again = list(prepare_examples(access=access))
    assert all(line.startswith("Er al") for line in again)
    assert models.Delivery.objects.count() == 3


@pytest.mark.django_db
def test_the_published_set_tells_its_licence_and_has_ninety_two_people(access: Access) -> None:
    list(prepare_examples(access=access))
    smallest = models.Delivery.objects.get(title=PUBLISHED)
    people = models.Presence.objects.filter(delivery=smallest).values("person").distinct().count()
    assert people == 92
    assert re.search(r"CC0", smallest.source_note)
    assert smallest.expires_on is None
