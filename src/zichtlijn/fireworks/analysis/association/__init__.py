"""Which arrivals belong together, and where and when the bang was.

Seeds (three arrivals give a place) -> refinement (all receivers are asked) -> score -> the best
bang takes its picks -> the next best. `docs/explanation/locating-bangs.md` tells it whole.
"""
