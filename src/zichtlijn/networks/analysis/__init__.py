"""Pure sums on presences: frames and arrays in, frames and frozen results out.

No clock, no database, no settings, no chance that was not given as `rng` or seed.
"""
