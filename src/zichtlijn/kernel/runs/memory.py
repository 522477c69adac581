"""How much memory this program has held at most."""

import sys

if sys.platform == "win32":

    def measure_peak_memory_mb() -> float | None:
        """Return null: this system does not tell."""
        return None

else:
    import resource

    def measure_peak_memory_mb() -> float | None:
        """Return the largest amount held so far, in MB of 10^6 bytes."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)
