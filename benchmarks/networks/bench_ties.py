"""Ties and components beside igraph, NetworkX and the reference, in the same run."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import numpy as np

from benchmarks.bars import Bar
from benchmarks.networks.planted_town import Town, plant_town
from benchmarks.networks.reference import project
from zichtlijn.networks.analysis.graphs.components import locate_components
from zichtlijn.networks.analysis.ties.pairs import PairTable, Sightings, weigh_pairs

SEED = 1
MILLION, TEN_MILLION = 10**6, 10**7
PROJECT = Path(__file__).resolve().parents[2]


def rows() -> Iterator[Bar]:
    """Yield the bars of issue 2 that are about ties and components."""
    small = plant_town(1000, seed=SEED)
    weigh_pairs(lay_out(small), people=small.people)
    project(small.starts, small.members, people=small.people, shares=small.shares)
    yield from compare_projections(plant_town(MILLION, seed=SEED))
    town = plant_town(TEN_MILLION, seed=SEED)
    yield compare_components(town)
    yield from measure_ten_million(town)


def compare_projections(town: Town) -> Iterator[Bar]:
    setting = f"{town.pairs_seen / 1e6:.2f} million co-presence pairs"
    sightings = lay_out(town)
    own, table = take_best(lambda: weigh_pairs(sightings, people=town.people), times=20)
    theirs, (first, second, weight, count) = take_best(
        lambda: project(town.starts, town.members, people=town.people, shares=sightings.share),
        times=10,
    )
    assert np.array_equal(table.first, first)
    assert np.array_equal(table.second, second)
    assert np.array_equal(table.observations, count)
    assert np.allclose(table.weight, weight, rtol=1e-9)
    yield hold_most("ties beside the numba reference", setting, own, theirs, most=1.5)
    seconds, projected = take_best(lambda: project_by_igraph(town), times=3)
    assert projected.ecount() == table.first.size
    assert sum(projected.es["weight"]) == table.observations.sum()
    yield hold_least("ties beside igraph's projection", setting, own, seconds, least=15)
    seconds, edges = take_best(lambda: project_by_networkx(town), times=1)
    assert edges == table.first.size
    yield hold_least("ties beside NetworkX's projection", setting, own, seconds, least=300)


def compare_components(town: Town) -> Bar:
    table = weigh_pairs(lay_out(town), people=town.people)
    locate_components(table.first[:10], table.second[:10], nodes=town.people)
    own, labels = take_best(
        lambda: locate_components(table.first, table.second, nodes=town.people), times=3
    )
    seconds, parts = take_best(lambda: locate_by_igraph(table, town.people), times=1)
    assert parts == labels.max() + 1
    setting = f"{table.first.size / 1e6:.1f} million ties, igraph with its build"
    return hold_least("components", setting, own, seconds, least=15)


def measure_ten_million(town: Town) -> Iterator[Bar]:
    """Weigh, count and test in a process of its own, which holds nothing but its input."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("starts", "members", "days", "sources", "shares"):
            np.save(Path(folder, f"{name}.npy"), getattr(town, name))
        arrays, frame = (measure_apart(kind, folder, town.people) for kind in ("arrays", "frame"))
    setting = f"{town.pairs_seen / 1e6:.1f} million co-presence pairs"
    ties = arrays["ties"]
    yield Bar(
        "ties with chance and state, time",
        setting,
        f"{arrays['seconds']:.2f} s, {ties / 1e6:.1f} million ties",
        "3 s",
        arrays["seconds"] <= 3.0,
    )
    yield Bar(
        "ties with chance and state, memory over the input",
        setting,
        f"{arrays['extra_mb']:.0f} MB: {arrays['extra_mb'] * 1e6 / town.pairs_seen:.0f} bytes a "
        f"co-presence pair, of which the table holds {arrays['table_bytes'] / ties:.0f} a tie",
        "600 MB",
        arrays["extra_mb"] <= 600,
    )
    yield Bar(
        "the same as a TIES frame with pseudonyms as text",
        setting,
        f"{frame['seconds']:.2f} s, {frame['extra_mb']:.0f} MB over the input, "
        f"{frame['table_bytes'] / ties:.0f} bytes a tie",
        "none set",
        holds=True,
        open=True,
    )


def measure_apart(kind: str, folder: str, people: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.networks.ties_apart", kind, folder, str(people)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout))


def lay_out(town: Town) -> Sightings:
    return Sightings(town.starts, town.members, town.shares, town.days, town.sources)


def project_by_igraph(town: Town) -> igraph.Graph:
    """Build the two-mode network from an array, igraph's quickest way in, and project it."""
    sizes = np.diff(town.starts)
    events = np.repeat(np.arange(sizes.size), sizes) + town.people
    both = igraph.Graph(n=town.people + sizes.size, edges=np.column_stack([town.members, events]))
    types = [False] * town.people + [True] * sizes.size
    return both.bipartite_projection(types=types, which=0)


def project_by_networkx(town: Town) -> int:
    sizes = np.diff(town.starts)
    events = np.repeat(np.arange(sizes.size), sizes) + town.people
    both = nx.Graph()
    both.add_nodes_from(range(town.people))
    both.add_edges_from(zip(town.members.tolist(), events.tolist(), strict=True))
    projected = nx.bipartite.weighted_projected_graph(both, range(town.people))
    return int(projected.number_of_edges())


def locate_by_igraph(table: PairTable, people: int) -> int:
    graph = igraph.Graph(n=people, edges=np.column_stack([table.first, table.second]))
    return len(graph.connected_components())


def take_best(run: Callable[[], Any], *, times: int) -> tuple[float, Any]:
    """Return the shortest time and the outcome."""
    seconds = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        outcome = run()
        seconds = min(seconds, time.perf_counter() - started)
    return seconds, outcome


def hold_most(name: str, setting: str, own: float, theirs: float, *, most: float) -> Bar:
    figure = f"{own / theirs:.2f} x ({own * 1e3:.0f} ms)"
    return Bar(name, setting, figure, f"at most {most} x", own <= most * theirs, f"{theirs:.2f} s")


def hold_least(name: str, setting: str, own: float, theirs: float, *, least: float) -> Bar:
    figure = f"{theirs / own:.0f} x ({own * 1e3:.0f} ms)"
    return Bar(
        name, setting, figure, f"at least {least} x", theirs >= least * own, f"{theirs:.2f} s"
    )
