"""Measure every promised figure: `python -m benchmarks [ROOM] [--night]`.

Each module `benchmarks/<room>/bench_*.py` has `rows()` and may have `night_rows()`, both
returning bars. Each module runs in a process of its own, so that one's memory is not told as
another's. Exit 0 only if every bar holds; the last line is the summary.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from benchmarks.bars import print_bars
from benchmarks.measuring import measure_module

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
    alone = ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1)
    with alone:
        parts = list(alone.map(measure_module, modules, repeat(chosen.night)))
    return print_bars([bar for part in parts for bar in part])


if __name__ == "__main__":
    sys.exit(main())
