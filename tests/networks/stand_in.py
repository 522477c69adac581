"""A made-up analysis with real ties: screens can be tested without waiting for the real one."""

from datetime import date

import igraph
import polars as pl

from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.study_groups import Progress
from zichtlijn.networks.analysis.ties import derive_ties
from zichtlijn.networks.analysis.windows import cut_windows
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    SIGHTINGS,
    SIGNALS,
    Analysis,
    AnalysisSettings,
    Figures,
    Interval,
    Method,
    TieCounts,
    TieStatus,
    Verdict,
)

SMALLEST = 4


def analyse_as_stand_in(
    presences: pl.DataFrame, *, settings: AnalysisSettings, progress: Progress | None = None
) -> Analysis:
    """Groups are communities of the ties seen twice; in a window they hold whoever was seen."""
    say = progress or _say_nothing
    say("banden afleiden", 0.1)
    incidence = build_incidence(presences, as_of=settings.as_of)
    ties = derive_ties(incidence, as_of=settings.as_of, fdr=settings.fdr)
    home = _communities(ties)
    say("groepen volgen", 0.5)
    known = presences.filter(pl.col("observed_on") <= settings.as_of)
    first = known["observed_on"].min()
    assert isinstance(first, date)
    windows = cut_windows(first_on=first, last_on=settings.as_of, step=settings.step)
    named = known.join(home, on="person")
    sightings = _sightings(named)
    groups, rows, lines = [], [], []
    for window in windows:
        inside = named.filter(
            pl.col("observed_on").is_between(window.start, window.end)
            & ~pl.col("part").is_in(["victim", "witness"])
        )
        so_far = named.filter(pl.col("observed_on") <= window.end)
        for (group,), here in sorted(so_far.group_by("group"), key=lambda item: item[0]):
            people = here["person"].unique().sort().to_list()
            if len(people) < 3:
                continue
            ours = inside.filter(pl.col("group") == group)
            groups += [(window.start, window.end, group, person) for person in people]
            seen = ours["observation_id"].n_unique()
            rows.append(
                (
                    window.end,
                    group,
                    max(1, len(people) - 2),
                    len(people) + 1,
                    seen,
                    ours["source"].n_unique(),
                    ours["place"].n_unique(),
                    0.8,
                    "unknown",
                )
            )
            lines.append((window.end, group, "seen" if seen else "not_seen", "", len(people)))
    figures = sum_up(known, ties, len(set(home["group"])))
    say("klaar", 1.0)
    return Analysis(
        settings,
        figures,
        ties,
        _frame(GROUPS, groups),
        _frame(GROUP_WINDOWS, rows),
        _frame(LIFE_LINES, lines),
        _one_signal(rows, sightings),
        sightings,
    )


def _say_nothing(_words: str, _share: float) -> None:
    pass


def _communities(ties: pl.DataFrame) -> pl.DataFrame:
    firm = ties.filter(pl.col("status") != "seen_once")
    graph = igraph.Graph.TupleList(firm.select("person_a", "person_b").rows())
    igraph.set_random_number_generator(__import__("random").Random(1))
    found = [c for c in graph.community_leiden("modularity", n_iterations=5) if len(c) >= SMALLEST]
    rows = [(graph.vs[v]["name"], f"G{number:03d}") for number, c in enumerate(found, 1) for v in c]
    return pl.DataFrame(rows, schema={"person": pl.String, "group": pl.String}, orient="row").sort(
        "person"
    )


def _sightings(named: pl.DataFrame) -> pl.DataFrame:
    counted = named.group_by("observation_id", "group").len().filter(pl.col("len") > 1)
    best = counted.sort("observation_id", "len", "group", descending=[False, True, False])
    return SIGHTINGS.keep(best.unique("observation_id", keep="first")).sort("observation_id")


def _one_signal(rows: list[tuple], sightings: pl.DataFrame) -> pl.DataFrame:
    if not rows:
        return SIGNALS.empty()
    group = rows[-1][1]
    ids = sightings.filter(pl.col("group") == group)["observation_id"].to_list()[-2:]
    sentence = "Deze groep is in dit venster 2 keer gezien. Verwacht was 0,3 keer."
    row = (rows[-1][0], group, "vaker_gezien", 2, 0.03, sentence, ";".join(ids))
    return _frame(SIGNALS, [row])


def sum_up(known: pl.DataFrame, ties: pl.DataFrame, groups: int) -> Figures:
    """Return figures with the real counts, and invented ones for what needs a fit."""
    status = dict(ties.group_by("status").len().rows())
    observed = known.unique("observation_id")
    share = {
        source: count / observed.height
        for source, count in observed.group_by("source").len().sort("source").rows()
    }
    return Figures(
        persons=known["person"].n_unique(),
        observations=observed.height,
        gatherings=0,
        ties=TieCounts(*(status.get(str(word), 0) for word in TieStatus)),
        groups=groups,
        coverage=0.6,
        modularity=0.5,
        method=Method.EVENTS,
        monthly_change=0.03 if groups else None,
        monthly_change_interval=Interval(0.021, 0.042) if groups else None,
        monthly_change_is_at_least=False,
        gain=0.3,
        gain_permuted_max=0.1,
        verdict=Verdict.GROUPS_FOUND if groups else Verdict.NOT_ENOUGH_OBSERVATIONS,
        refused_by=None
        if groups
        else "Er is te weinig gezien: minder dan 1,5 waarneming per mens.",
        duplicates_merged=2,
        sources=share,
        leave_one_source_out=dict.fromkeys(share, 0.7) if len(share) > 1 else None,
    )


def _frame(contract: object, rows: list[tuple]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(contract.columns), orient="row")
