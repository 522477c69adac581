"""Scenes for the kernels, laid out from frames."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from zichtlijn.fireworks.analysis.association.shapes import Air, Heard, Odds, Scene, Span
from zichtlijn.fireworks.analysis.listening.layout import lay_out
from zichtlijn.fireworks.terms import Listening

AIR = Air(float(np.sqrt(1.4 * 287.05 * 283.15)), 0.0, 0.0)


@pytest.fixture
def lay_out_scene() -> Callable[..., Scene]:
    """Lay out receivers and picks for the kernels."""
    return _lay_out_scene


def _lay_out_scene(
    receivers: pl.DataFrame, picks: pl.DataFrame, *, air: Air = AIR, sigma: float = 0.003
) -> Scene:
    """Return all picks as one scene in which every receiver hears three bangs in four."""
    ears = lay_out(receivers, listening=replace(Listening(), margin_m=300.0))
    codes = {name: code for code, name in enumerate(receivers["receiver"])}
    receiver = np.array([codes[name] for name in picks["receiver"]])
    order = np.lexsort((picks["at_us"].to_numpy(), receiver))
    at = picks["at_us"].to_numpy()[order] / 1e6
    starts = np.searchsorted(receiver[order], np.arange(receivers.height + 1))
    count = receivers.height
    odds = Odds(
        sigma=sigma,
        hit=np.full(count, 0.75),
        rate=np.full(count, 0.3),
        rest=np.full(count, 0.1),
        echo_edges=np.array([0.0, 0.1, 1.2]),
        echo=np.array([2.0, 0.1]),
        least_receivers=5.0,
        fewest_receivers=4.0,
        nearly_all=0.85,
        alive=0.2,
        damaged=0.12,
        least_share=0.5,
        promise=-1e9,
        first_score=15.0,
        last_score=17.0,
        shadow=1.0,
    )
    heard = Heard(starts, at, np.zeros(len(at), dtype=np.bool_), np.full(len(at), 0.3))
    return Scene(ears, heard, air, odds, Span(-5.0, 60.0, 60.0))
