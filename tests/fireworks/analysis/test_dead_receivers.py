"""Where receivers are dead the others go on together: seeds, silence and what five still heard."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl

from zichtlijn.fireworks.analysis.listening.layout import keep_listening, lay_out
from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.terms import Listening

Hear = Callable[..., pl.DataFrame]
STILL = replace(Listening(), calibrate=False)
MIDDLE = ("r05", "r06", "r09", "r10")
FIVE = ("r00", "r01", "r02", "r03", "r11")


def test_seeds_begin_at_the_nearest_receivers_that_listen(receivers: pl.DataFrame) -> None:
    ears = lay_out(receivers, listening=STILL)
    alive = receivers.filter(~pl.col("receiver").is_in(MIDDLE))
    rows = np.flatnonzero(~receivers["receiver"].is_in(MIDDLE).to_numpy())
    kept = keep_listening(ears, np.isin(np.arange(receivers.height), rows))
    slow = rows[lay_out(alive, listening=STILL).triples]
    assert {tuple(row) for row in kept.triples} == {tuple(row) for row in slow}
    assert set(kept.triples.ravel()) == set(rows)


def test_where_all_listen_nothing_changes(receivers: pl.DataFrame) -> None:
    ears = lay_out(receivers, listening=STILL)
    assert keep_listening(ears, np.ones(receivers.height, dtype=bool)) is ears


def test_where_too_few_listen_to_fix_a_place_the_old_seeds_stay(receivers: pl.DataFrame) -> None:
    ears = lay_out(receivers, listening=STILL)
    assert keep_listening(ears, np.arange(receivers.height) < 2) is ears


def test_a_bang_that_five_heard_around_four_dead_ones_is_found(
    receivers: pl.DataFrame, hear: Hear
) -> None:
    """No three of these five were ever neighbours while the dead ones stood between them."""
    ears = lay_out(receivers, listening=STILL)
    codes = [receivers["receiver"].to_list().index(name) for name in FIVE]
    assert not any(set(row) <= set(codes) for row in ears.triples.tolist())
    rng = np.random.default_rng(2)
    others = [(10.0 + 3 * i, *rng.uniform(200, 900, 2)) for i in range(40)]
    last = 140.0
    picks = hear([*others, (last, 560.0, 330.0)])
    late = pl.col("at_us") > round((last - 5.0) * 1e6)
    often = pl.Series(rng.random(picks.height) < 0.65)  # so that silence of some is no surprise
    heard = picks.filter(
        ~pl.col("receiver").is_in(MIDDLE)
        & pl.when(late).then(pl.col("receiver").is_in(FIVE)).otherwise(often)
    )
    found = locate(receivers, heard, listening=STILL).events.filter(late)
    assert found.height == 1
    assert np.hypot(found["x"][0] - 560.0, found["y"][0] - 330.0) < 1.0
