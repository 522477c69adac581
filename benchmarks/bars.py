"""A bar: one promised figure, what was measured, and the peer beside it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One row of a benchmark; an `open` bar is reported and never fails the run."""

    name: str
    setting: str
    figure: str
    bar: str
    holds: bool
    peer: str = ""
    open: bool = False


def print_bars(bars: Sequence[Bar]) -> int:
    """Print every bar and, as last line, the summary; return the exit code."""
    for bar in bars:
        mark = "open" if bar.open else ("holds" if bar.holds else "FAILS")
        peer = f" | peer: {bar.peer}" if bar.peer else ""
        print(
            f"{mark:5} | {bar.name} | {bar.setting} | {bar.figure} | bar: {bar.bar}{peer}",
            flush=True,
        )
    counted = [bar for bar in bars if not bar.open]
    failing = [bar for bar in counted if not bar.holds]
    opened = len(bars) - len(counted)
    print(f"{len(counted) - len(failing)} of {len(counted)} bars hold, {opened} open reported")
    return 1 if failing or not counted else 0
