"""The figures of an analysis as contracts.md names them, and the sentence about them."""

from collections.abc import Mapping

from zichtlijn.kernel.files.writing import Json
from zichtlijn.networks.terms import Figures, Interval, Method, Verdict


def list_figures(figures: Figures) -> dict[str, Json]:
    """Return the figures under their names in the summary; all are about the whole."""
    return {
        "persons": figures.persons,
        "observations": figures.observations,
        "gatherings": figures.gatherings,
        "ties": {
            "validated": figures.ties.validated,
            "repeated": figures.ties.repeated,
            "seen_once": figures.ties.seen_once,
        },
        "groups": figures.groups,
        "coverage": figures.coverage,
        "modularity": figures.modularity,
        "method": str(figures.method),
        "monthly_change": figures.monthly_change,
        "monthly_change_interval": _list_ends(figures.monthly_change_interval),
        "monthly_change_is_at_least": figures.monthly_change_is_at_least,
        "gain": figures.gain,
        "gain_permuted_max": figures.gain_permuted_max,
        "verdict": str(figures.verdict),
        "refused_by": figures.refused_by,
        "duplicates_merged": figures.duplicates_merged,
        "sources": _order(figures.sources),
        "leave_one_source_out": _order(figures.leave_one_source_out),
        "null_model": str(figures.null_model),
    }


def say_outcome(figures: Figures) -> str:
    """Return what came of an analysis, in plain Dutch."""
    ties = figures.ties.validated + figures.ties.repeated + figures.ties.seen_once
    counted = (
        f"{figures.persons} mensen in {figures.observations} waarnemingen; "
        f"{ties} banden, waarvan {figures.ties.validated} bevestigd."
    )
    if figures.verdict is Verdict.NOT_ENOUGH_OBSERVATIONS:
        return f"{counted}\nGeen groepen. {figures.refused_by or 'Er is te weinig gezien.'}"
    dense = " Gezocht als dichte contacten (contacts)." if _is_dense(figures) else ""
    return f"{counted}\n{figures.groups} groepen.{dense}"


def _is_dense(figures: Figures) -> bool:
    return figures.method is Method.CONTACTS


def _list_ends(interval: Interval | None) -> list[Json] | None:
    return None if interval is None else [interval.low, interval.high]


def _order(shares: Mapping[str, float] | None) -> dict[str, Json] | None:
    return None if shares is None else {name: shares[name] for name in sorted(shares)}
