"""The whole analysis: one walk from presences to what may be shown."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.planted import derive_presences, plant_stream
from zichtlijn.networks.analysis.study import analyse
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    SIGNALS,
    TIES,
    Analysis,
    AnalysisSettings,
    Method,
    NullModel,
    Verdict,
    WrongData,
)

AS_OF = date(2026, 1, 1)


def town() -> pl.DataFrame:
    """Plant a small town, seen by two kinds of professionals at two places."""
    presences = derive_presences(plant_stream(3, nominal=2_000, change=0.02))
    number = pl.col("observation_id").str.slice(1).cast(pl.Int64)
    return presences.with_columns(
        source=pl.when(number % 3 == 0).then(pl.lit("wijkagent")).otherwise(pl.lit("jongerenwerk"))
    )


@pytest.fixture(scope="module")
def study() -> Analysis:
    presences = town()
    as_of = presences["observed_on"].max()
    return analyse(presences, settings=AnalysisSettings(as_of=as_of, bootstraps=5))  # type: ignore[arg-type]


def test_every_table_keeps_its_contract(study: Analysis) -> None:
    for contract, frame in [
        (TIES, study.ties),
        (GROUPS, study.groups),
        (GROUP_WINDOWS, study.group_windows),
        (LIFE_LINES, study.life_lines),
        (SIGNALS, study.signals),
    ]:
        assert contract.keep(frame).equals(frame), contract.name
    assert study.groups.height > 100


def test_the_figures_agree_with_the_tables(study: Analysis) -> None:
    figures = study.figures
    assert figures.verdict is Verdict.GROUPS_FOUND
    assert figures.groups == study.groups["group"].n_unique()
    windows = study.groups["window_end"].n_unique()
    assert figures.coverage == pytest.approx(study.groups.height / (figures.persons * windows))
    counted = figures.ties.validated + figures.ties.repeated + figures.ties.seen_once
    assert counted == study.ties.height
    assert sum(figures.sources.values()) == pytest.approx(1)
    assert figures.null_model is NullModel.PLAIN


def test_the_rate_of_change_is_an_estimate_with_its_interval(study: Analysis) -> None:
    interval = study.figures.monthly_change_interval
    assert interval is not None
    assert study.figures.monthly_change is not None
    assert interval.low <= study.figures.monthly_change <= interval.high


def test_leaving_out_each_source_is_told(study: Analysis) -> None:
    without = study.figures.leave_one_source_out
    assert without is not None
    assert set(without) == {"jongerenwerk", "wijkagent"}
    assert all(0 <= agreement <= 1 for agreement in without.values())


def test_every_observation_of_a_group_is_an_observation_of_the_town(study: Analysis) -> None:
    known = set(town()["observation_id"].to_list())
    assert set(study.sightings["observation_id"].to_list()) <= known
    assert set(study.sightings["group"].to_list()) <= set(study.groups["group"].to_list())


def test_the_same_town_and_seed_give_the_same_bits(study: Analysis) -> None:
    again = analyse(town(), settings=study.settings)
    assert again.figures == study.figures
    assert again.groups.equals(study.groups)
    assert again.group_windows.equals(study.group_windows)
    assert again.life_lines.equals(study.life_lines)


def test_what_comes_after_the_day_asked_changes_nothing(study: Analysis) -> None:
    early = replace(study.settings, as_of=study.settings.as_of - timedelta(days=400))
    presences = town()
    known = presences.filter(pl.col("observed_on") <= early.as_of)
    assert analyse(presences, settings=early).groups.equals(analyse(known, settings=early).groups)


def test_nothing_seen_yet_is_said_in_a_sentence() -> None:
    with pytest.raises(WrongData, match="geen waarnemingen op of voor 2001-01-01"):
        analyse(town(), settings=AnalysisSettings(as_of=date(2001, 1, 1)))


@pytest.mark.parametrize("method", [Method.AUTO, Method.EVENTS, Method.CONTACTS])
def test_people_seen_alone_make_no_group(method: Method) -> None:
    alone = town().unique("observation_id").sort("observation_id")
    study = analyse(alone, settings=AnalysisSettings(as_of=AS_OF, method=method, bootstraps=5))
    assert build_incidence(alone, as_of=AS_OF).observations["size"].max() == 1
    assert study.figures.verdict is Verdict.NOT_ENOUGH_OBSERVATIONS
    assert study.figures.refused_by is not None
    assert study.groups.equals(GROUPS.empty())
    assert study.figures.monthly_change is None
