"""How much memory this program has held at most."""

import re
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")

if sys.platform == "win32":

    def measure_peak_memory_mb() -> float | None:
        """Return null: this system does not tell."""
        return None

else:
    import resource

    def measure_peak_memory_mb() -> float | None:
        """Return the largest amount held so far, in MB of 10^6 bytes.

        Linux tells it of this program alone; getrusage there also counts what the program
        that started this one held.
        """
        if _STATUS.is_file():
            told = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text())
            if told:
                return round(int(told[1]) * 1024 / 1e6, 1)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)
