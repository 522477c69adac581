"""Early signals about groups: seen more often, or at a new place, than chance would have it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy.stats import false_discovery_control, hypergeom

from zichtlijn.networks.terms import SIGNALS, Window

FEWEST_SOURCES = 2  # one source alone is no signal (guard rail G12)
FEWEST_EARLIER_WINDOWS = 3  # without a past there is nothing to be more than

MORE_OFTEN = "vaker_gezien"
NEW_PLACE = "nieuwe_plek"


class _Finding(NamedTuple):
    window: Window
    group: str
    signal: str
    p_value: float
    sentence: str
    observations: pl.DataFrame


def derive_signals(
    group_observations: pl.DataFrame,
    *,
    all_observations: pl.DataFrame,
    windows: Sequence[Window],
    fdr: float,
) -> pl.DataFrame:
    """Return SIGNALS: windows in which a group was seen more often, or somewhere new.

    Both are one-sided exact tests on a table of two by two (Fisher 1935): of all observations
    in this window and the windows before it, how many of this group's fall in this window?
    Comparing with all observations keeps a busy month of the observers from becoming a signal
    (guard rail G13). For a place the same among the group's own observations. Benjamini-Hochberg
    runs over every test that could have been a signal. A signal needs two sources in its window.

    Takes group_observations with observation_id, observed_on, source, place, group, and
    all_observations with observed_on.
    """
    findings = [
        finding
        for place_in_line, window in enumerate(windows)
        if place_in_line >= FEWEST_EARLIER_WINDOWS
        for finding in _test_window(group_observations, all_observations, window, windows[0].start)
    ]
    if not findings:
        return SIGNALS.empty()
    q_values = false_discovery_control([finding.p_value for finding in findings])
    rows = [
        _write_row(finding, float(q))
        for finding, q in zip(findings, q_values, strict=True)
        if q <= fdr and finding.observations["source"].n_unique() >= FEWEST_SOURCES
    ]
    if not rows:
        return SIGNALS.empty()
    return pl.DataFrame(rows, schema=dict(SIGNALS.columns), orient="row").sort(
        "window_end", "group", "signal"
    )


def _test_window(
    ours: pl.DataFrame, everyone: pl.DataFrame, window: Window, first_day: date
) -> list[_Finding]:
    inside = pl.col("observed_on").is_between(window.start, window.end)
    before = (pl.col("observed_on") >= first_day) & (pl.col("observed_on") < window.start)
    all_now, all_before = (everyone.filter(part).height for part in (inside, before))
    earlier = dict(ours.filter(before).group_by("group").len().rows())
    findings = []
    for (group,), now in sorted(ours.filter(inside).group_by("group"), key=lambda item: item[0]):
        past = earlier.get(group, 0)
        if past == 0:
            continue
        findings.append(_test_more_often(now, str(group), window, past, all_now, all_before))
        mine_before = ours.filter(before & (pl.col("group") == group))
        findings += _test_places(now, mine_before, str(group), window)
    return findings


def _test_more_often(
    now: pl.DataFrame, group: str, window: Window, past: int, all_now: int, all_before: int
) -> _Finding:
    total = now.height + past
    p_value = float(hypergeom.sf(now.height - 1, all_now + all_before, all_now, total))
    expected = total * all_now / (all_now + all_before)
    sentence = (
        f"Deze groep is in dit venster {now.height} keer gezien. "
        f"Naar eerdere vensters was {_comma(expected)} keer verwacht. {_by_chance(p_value)}"
    )
    return _Finding(window, group, MORE_OFTEN, p_value, sentence, now)


def _test_places(
    now: pl.DataFrame, before: pl.DataFrame, group: str, window: Window
) -> list[_Finding]:
    known = set(before["place"].drop_nulls().to_list())
    findings = []
    for place in sorted(set(now["place"].drop_nulls().to_list()) - known):
        there = now.filter(pl.col("place") == place)
        total = now.height + before.height
        p_value = float(hypergeom.sf(there.height - 1, total, there.height, now.height))
        sentence = (
            f"Deze groep is in dit venster {there.height} van de {now.height} keer gezien op de "
            f"plek {place}. Daarvoor was zij daar nooit gezien, in {before.height} waarnemingen. "
            f"{_by_chance(p_value)}"
        )
        findings.append(_Finding(window, group, NEW_PLACE, p_value, sentence, there))
    return findings


def _write_row(finding: _Finding, q_value: float) -> tuple[object, ...]:
    ids = sorted(finding.observations["observation_id"].to_list())
    return (
        finding.window.end,
        finding.group,
        finding.signal,
        finding.observations["source"].n_unique(),
        q_value,
        finding.sentence,
        ";".join(ids),
    )


def _by_chance(p_value: float) -> str:
    times = np.clip(1 / max(p_value, 1e-9), 1, 1e9)
    return f"Door toeval komt dat eens in {f'{times:,.0f}'.replace(',', '.')} vensters voor."


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
