"""One benchmark module, measured: found by a child process by this name."""

import importlib
import time
from pathlib import Path

from benchmarks.bars import Bar


def measure_module(path: Path, night: bool) -> list[Bar]:  # noqa: FBT001 - mapped over modules
    """Return the bars of one module, for the day or for the night."""
    module = importlib.import_module(f"benchmarks.{path.parent.name}.{path.stem}")
    measure = getattr(module, "night_rows" if night else "rows", None)
    if measure is None:
        return []
    started = time.perf_counter()
    bars = list(measure())
    print(f"{path.stem}: {len(bars)} bars in {time.perf_counter() - started:.0f} s", flush=True)
    return bars
