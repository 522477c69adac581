"""An invented night holds what was asked, and the locator cannot see how it was made."""

import inspect
from dataclasses import replace

import grimp
import numpy as np
import polars as pl
import pytest

from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.analysis.simulation.night import NOISE, NightPlan, simulate
from zichtlijn.fireworks.analysis.simulation.places import mirror, reflects
from zichtlijn.fireworks.terms import PICKS, RECEIVERS, Listening, Noise, WrongData

PLAN = NightPlan(16, 2000, Noise.MID, minutes=10)
HERE = "zichtlijn.fireworks.analysis"


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_the_same_seed_gives_the_same_night() -> None:
    one, two = simulate(PLAN, rng=_rng()), simulate(PLAN, rng=_rng())
    assert one.picks.equals(two.picks)
    assert one.truth.equals(two.truth)
    assert not one.picks.equals(simulate(PLAN, rng=_rng(2)).picks)


@pytest.mark.parametrize("noise", list(Noise))
def test_a_night_is_as_noisy_as_asked(noise: Noise) -> None:
    night = simulate(replace(PLAN, noise=noise), rng=_rng())
    level = NOISE[noise]
    reached = night.truth.join(night.receivers, how="cross", suffix="_ear").filter(
        ((pl.col("x") - pl.col("x_ear")) ** 2 + (pl.col("y") - pl.col("y_ear")) ** 2) <= 800**2
    )
    by_path = dict(night.origins["path"].value_counts().iter_rows())
    heard = by_path["direct"] + by_path["blocked"]
    # the dead time takes a few more
    assert heard / reached.height == pytest.approx(1 - level.missing, abs=0.06)
    assert by_path["blocked"] / heard == pytest.approx(0.05, abs=0.015)
    assert 0.4 * level.echoes < by_path["echo"] / heard <= level.echoes + 0.02


def test_no_receiver_reports_twice_within_its_dead_time() -> None:
    night = simulate(replace(PLAN, rate_per_hour=10_000, minutes=1), rng=_rng())
    gaps = night.picks.sort("receiver", "at_us").select(
        pl.col("at_us").diff().over("receiver").alias("gap")
    )
    assert gaps.drop_nulls().min().item() >= 50_000 - 1


def test_dead_receivers_report_nothing() -> None:
    night = simulate(replace(PLAN, dead=4), rng=_rng())
    assert night.receivers.height == 16
    assert night.picks["receiver"].n_unique() == 12


def test_a_wall_mirrors_only_what_stands_before_it() -> None:
    wall = np.array([[0.0, -50.0], [0.0, 50.0]])
    source = np.array([[30.0, 10.0]])
    image = mirror(source, wall)
    assert image.tolist() == [[-30.0, 10.0]]
    assert reflects(image, np.array([40.0, -20.0]), wall).item()
    assert not reflects(image, np.array([-40.0, -20.0]), wall).item(), "behind the wall"
    assert not reflects(image, np.array([40.0, -500.0]), wall).item(), "past its end"


def test_the_echo_of_a_facade_comes_after_the_straight_way_and_to_many() -> None:
    plan = NightPlan(16, 200, Noise.EASY, minutes=20, facades=12, sigma_ms=0.5, blocked=0.0)
    night = simulate(plan, rng=_rng(3))
    mirrored = night.origins.filter(path="mirror")
    assert (mirrored.group_by("bang").len()["len"] >= 6).sum() > 10
    ways = (
        mirrored.join(night.truth, on="bang", suffix="_bang")
        .join(night.receivers, on="receiver", suffix="_ear")
        .select(
            late_s=(pl.col("at_us") - pl.col("at_us_bang")) / 1e6,
            straight_m=(
                (pl.col("x") - pl.col("x_ear")) ** 2 + (pl.col("y") - pl.col("y_ear")) ** 2
            ).sqrt(),
        )
    )
    assert (ways["late_s"] * 337.5 > ways["straight_m"] - 1.0).all()


def test_an_empty_plan_is_refused() -> None:
    with pytest.raises(WrongData, match="nodig"):
        simulate(replace(PLAN, minutes=0), rng=_rng())
    with pytest.raises(WrongData, match="minstens"):
        simulate(replace(PLAN, dead=16), rng=_rng())


def test_the_locator_and_the_simulator_share_no_code() -> None:
    graph = grimp.build_graph("zichtlijn", cache_dir=None)
    simulator = f"{HERE}.simulation"
    others = [
        f"{HERE}.{room}" for room in ("association", "listening", "locating", "tables", "health")
    ]
    for other in others:
        assert not graph.chain_exists(other, simulator, as_packages=True)
        assert not graph.chain_exists(simulator, other, as_packages=True)
    assert "zichtlijn.fireworks.terms" in graph.find_modules_directly_imported_by(
        f"{simulator}.night"
    )


def test_the_locator_cannot_read_the_truth() -> None:
    """Only what the contracts name gets in, whatever stands beside it, and in any order."""
    night = simulate(replace(PLAN, minutes=1), rng=_rng())
    plain = locate(night.receivers, night.picks, listening=Listening())
    told = night.picks.join(night.origins, on=["receiver", "at_us"]).with_columns(
        true_x=pl.lit(1.0), true_y=pl.lit(2.0)
    )
    beside = locate(
        night.receivers.with_columns(true=pl.lit("x")),
        told.sample(fraction=1.0, shuffle=True, seed=1),
        listening=Listening(),
    )
    assert beside.events.equals(plain.events)
    assert list(PICKS.columns) == ["receiver", "at_us", "level_db", "snr_db", "clock_ms"]
    assert list(RECEIVERS.columns) == ["receiver", "x", "y", "z"]
    assert set(inspect.signature(locate).parameters) == {
        "receivers",
        "picks",
        "listening",
        "progress",
    }
