"""Measure every promised figure: `python -m benchmarks [ROOM] [--night]`.

Each module `benchmarks/<room>/bench_*.py` has `rows()` and may have `night_rows()`, both
returning bars. Exit 0 only if every bar holds; the last line is the summary.
"""

import argparse
import importlib
import sys
import time
from pathlib import Path

from benchmarks.bars import Bar, print_bars

HERE = Path(__file__).parent


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("room", nargs="?", default="*", help="one room; all when left out")
    parser.add_argument("--only", default="", help="one module, such as bench_ties")
    parser.add_argument("--night", action="store_true", help="the long sizes")
    chosen = parser.parse_args()
    modules = sorted(HERE.glob(f"{chosen.room}/bench_{chosen.only.removeprefix('bench_')}*.py"))
    if not modules:
        print(f"no benchmark in room {chosen.room}", file=sys.stderr)
        return 2
    return print_bars([bar for module in modules for bar in _measure(module, night=chosen.night)])


def _measure(path: Path, *, night: bool) -> list[Bar]:
    module = importlib.import_module(f"benchmarks.{path.parent.name}.{path.stem}")
    measure = getattr(module, "night_rows" if night else "rows", None)
    if measure is None:
        return []
    started = time.perf_counter()
    bars = list(measure())
    print(f"{path.stem}: {len(bars)} bars in {time.perf_counter() - started:.0f} s", flush=True)
    return bars


if __name__ == "__main__":
    sys.exit(main())
