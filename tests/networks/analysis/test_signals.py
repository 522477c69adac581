"""A signal is about a group, has two sources, and is more than chance."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from scipy.stats import fisher_exact

from zichtlijn.networks.analysis.signals import MORE_OFTEN, NEW_PLACE, derive_signals
from zichtlijn.networks.analysis.windows import cut_windows
from zichtlijn.networks.reports.spoken import knows
from zichtlijn.networks.terms import SIGNALS, Step

FIRST = date(2025, 1, 1)
WINDOWS = cut_windows(first_on=FIRST, last_on=date(2025, 6, 30), step=Step.MONTH)


def _observations(rows: list[tuple[str, date, str, str, str]]) -> pl.DataFrame:
    schema = ["observation_id", "observed_on", "source", "place", "group"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _town(*, extra: int, source: str = "wijkagent", place: str = "Kade") -> pl.DataFrame:
    """Give two groups seen four times a month, and one of them `extra` times more in June."""
    rows = []
    for window in WINDOWS:
        for group in ("g001", "g002"):
            rows += [
                (
                    f"{group}-{window.start}-{n}",
                    window.start + timedelta(days=n),
                    "jongerenwerk",
                    "Plein",
                    group,
                )
                for n in range(4)
            ]
    rows += [(f"x{n}", date(2025, 6, 10), source, place, "g001") for n in range(extra)]
    return _observations(rows)


def _signals(town: pl.DataFrame) -> pl.DataFrame:
    signals = derive_signals(town, all_observations=town, windows=WINDOWS, fdr=0.05)
    assert all(map(knows, signals["explanation"]))  # each can be said on an English page
    return signals


def test_a_quiet_town_gives_no_signal() -> None:
    assert _signals(_town(extra=0)).equals(SIGNALS.empty())


def test_a_group_seen_far_more_often_by_two_sources_gives_a_signal_with_its_observations() -> None:
    found = _signals(_town(extra=16, place="Plein"))
    assert found["signal"].to_list() == [MORE_OFTEN]
    row = found.row(0, named=True)
    assert (row["group"], row["sources"], row["window_end"]) == ("g001", 2, date(2025, 6, 30))
    assert len(row["observation_ids"].split(";")) == 20
    assert "20 keer gezien" in row["explanation"]
    assert "keer verwacht" in row["explanation"]


def test_one_source_alone_gives_no_signal() -> None:
    assert _signals(_town(extra=16, source="jongerenwerk", place="Plein")).is_empty()


def test_a_place_where_a_group_never_was_gives_a_signal() -> None:
    town = _town(extra=5).with_columns(
        source=pl.when(pl.col("observation_id") == "x0")
        .then(pl.lit("handhaving"))
        .otherwise("source")
    )
    found = _signals(town).filter(pl.col("signal") == NEW_PLACE)
    assert found["observation_ids"].to_list() == ["x0;x1;x2;x3;x4"]
    assert "Kade" in found["explanation"][0]


def test_a_busy_month_of_the_observers_is_no_signal() -> None:
    rows = []
    for window in WINDOWS:
        times = 40 if window.start.month == 6 else 4
        rows += [
            (
                f"{g}-{window.start}-{n}",
                window.start + timedelta(days=n % 28),
                "ab"[n % 2],
                "Plein",
                g,
            )
            for g in ("g001", "g002")
            for n in range(times)
        ]
    assert _signals(_observations(rows)).is_empty()


def test_the_test_is_fishers() -> None:
    town = _town(extra=16, place="Plein")
    now, past, all_now, all_before = 20, 20, 24, 40
    _, p_value = fisher_exact(
        [[now, past], [all_now - now, all_before - past]], alternative="greater"
    )
    tests = 3 * 2  # three windows with a past of three, two groups
    assert _signals(town)["q_value"][0] == pytest.approx(p_value * tests, rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_chance_alone_rarely_gives_a_signal(seed: int) -> None:
    rng = np.random.default_rng(seed)
    days = [FIRST + timedelta(days=int(d)) for d in rng.integers(0, 181, 600)]
    rows = [
        (f"o{n}", day, "abc"[n % 3], f"plek{rng.integers(5)}", f"g{rng.integers(20):03d}")
        for n, day in enumerate(days)
    ]
    assert _signals(_observations(rows)).height <= 1
