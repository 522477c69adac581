"""Ties: how much a shared observation weighs, and whether chance explains it."""

from zichtlijn.networks.analysis.ties.derivation import choose_null_model, derive_ties

__all__ = ["choose_null_model", "derive_ties"]
