"""The planted towns are those on which the event model was judged."""

import numpy as np
import pytest

from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.planted import (
    MONTHS,
    PlantedStream,
    Variant,
    derive_presences,
    end_of_planting,
    plant_stream,
)


def test_the_first_town_is_the_published_one() -> None:
    town = plant_stream(0)
    assert (len(town.members), len(town.days), town.planted_groups) == (7_867, 2_400, 133)
    assert round(town.realised_change, 4) == 0.0295


def test_the_larger_first_town_is_the_published_one() -> None:
    town = plant_stream(0, nominal=100_000)
    assert (len(town.members), len(town.days), town.planted_groups) == (77_998, 24_000, 1_333)
    assert round(town.realised_change, 5) == 0.02977


@pytest.mark.parametrize("variant", list(Variant))
def test_every_variant_is_a_town_one_can_watch(variant: Variant) -> None:
    town = plant_stream(7, variant=variant)
    again = plant_stream(7, variant=variant)
    assert np.array_equal(town.members, again.members)
    sizes = np.diff(town.starts)
    assert (np.diff(town.days) >= 0).all()
    assert sizes.min() >= 1
    assert sizes.max() <= 8
    assert town.truth.shape == (MONTHS, 2_000)
    for first, last in zip(town.starts[:-1], town.starts[1:], strict=True):
        assert len(set(town.members[first:last].tolist())) == last - first


def test_variants_do_what_their_names_say() -> None:
    def plant(variant: Variant, **more: float) -> PlantedStream:
        return plant_stream(11, variant=variant, **more)

    months = plant(Variant.SEASON).days // 30
    assert (months == 7).sum() < 0.5 * (months == 6).sum()
    assert len(plant(Variant.TWICE).days) > 1.15 * 2_400
    kinds = [event.kind for event in plant(Variant.STRUCT).group_events]
    assert sorted(set(kinds)) == ["birth", "death", "merge", "split"]
    still = plant(Variant.TWO_GROUPS, change=0.0)
    assert still.realised_change == 0.0
    group_of = still.truth[0]
    own = group_of[still.members] == np.repeat(still.groups, np.diff(still.starts))
    assert 0.6 < own.mean() < 0.85  # the others are strangers or there with their second group
    busy = np.bincount(plant(Variant.BIASED).groups)
    assert busy.max() > 3 * np.median(busy)
    sizes = np.bincount(plant(Variant.UNEQUAL).truth[0])
    assert sizes.max() > 40
    assert sizes.min() <= 6


def test_a_planted_town_can_be_read_as_presences() -> None:
    town = plant_stream(3, nominal=2_000)
    incidence = build_incidence(derive_presences(town), as_of=end_of_planting())
    assert np.array_equal(np.diff(incidence.starts), np.diff(town.starts))
    assert len(incidence.members) == len(town.members)
