"""The event model on published data: classes, departments, and sets too thin to show."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.bars import Bar
from benchmarks.networks.naive_tracking import track_days
from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.gates import judge_dense_stream, judge_gates
from zichtlijn.networks.analysis.events.lineage import follow_lineages
from zichtlijn.networks.analysis.events.stream import lay_out_events
from zichtlijn.networks.analysis.events.terms import EventStream

PROJECT = Path(__file__).resolve().parents[2]
SETS = PROJECT.parent / "shared" / "data" / "networks"
SECONDS_PER_ROW = 20
LONG_ENOUGH_S = 300
SEED = 1


def real_rows() -> Iterator[Bar]:
    """Yield the bars on published sets; none where the folder beside the project is absent."""
    if not SETS.is_dir():
        yield Bar("published sets", str(SETS.name), "absent", "read", holds=False)
        return
    for name, stream in (("Philippines", read_philippines()), ("CAVIAR pairs", read_caviar())):
        yield judge_refused(name, stream)
    yield judge_ndrangheta(read_ndrangheta())
    school = ("HighSchool2013_proximity_net.csv.gz", "HighSchool2013_metadata.txt")
    yield judge_classes("high school", *school, most=0.025)
    work = ("workplace_InVS15_tij.dat.gz", "workplace_InVS15_metadata.txt")
    yield judge_classes("workplace 2015", *work, most=0.02)
    yield judge_dense("high school", school[0])
    yield judge_dense("workplace 2015", work[0])


class ClassChange(NamedTuple):
    """Change per day over school classes or departments, of the model and of daily Leiden."""

    across: float
    groups: float
    coverage: float


def lay_out_rows(
    event: NDArray[np.int64], person: NDArray[np.generic], moment: NDArray[np.float64], unit: float
) -> tuple[EventStream, NDArray[np.generic]]:
    """Make a stream of rows (event, person, moment of the event in units), and name its people."""
    names, code = np.unique(person, return_inverse=True)
    order = np.lexsort((code, event, moment))
    event, code, moment = event[order], code[order], moment[order]
    first = np.flatnonzero(np.concatenate([[True], np.diff(event) != 0]))
    starts = np.append(first, len(event))
    stream = lay_out_events(
        moment[first], starts, code.astype(np.int32), people=len(names), unit_days=unit
    )
    return stream, names


def read_ndrangheta() -> EventStream:
    seats = pl.read_csv(SETS / "covert" / "ndrangheta_summits_attendance.csv")  # noqa: TID251 - a benchmark reads its own file
    dates = pl.read_csv(SETS / "covert" / "ndrangheta_summits_events.csv")  # noqa: TID251 - idem
    rows = seats.join(dates, on="event")
    days = rows["date"].str.to_date().cast(pl.Int32).to_numpy()
    event = rows["event"].rank("dense").to_numpy().astype(np.int64)
    return lay_out_rows(event, rows["person"].to_numpy(), days / 30.0, 30.0)[0]


def read_philippines() -> EventStream:
    """Lay out the incidents in the order of the file, ten a month: their dates are not known."""
    rows = pl.read_csv(SETS / "covert" / "philippines_kidnap_attendance.csv")  # noqa: TID251 - idem
    event = rows["event"].str.slice(1).cast(pl.Int64).to_numpy()
    return lay_out_rows(event, rows["person"].to_numpy(), event / 10.0, 30.0)[0]


def read_caviar() -> EventStream:
    """Lay out the ten phases as pairs, one observation for each pair and phase."""
    arcs = pl.read_csv(SETS / "covert" / "caviar_phases_directed.csv")  # noqa: TID251 - idem
    pairs = (
        arcs.select(
            "phase",
            a=pl.min_horizontal("source", "target"),
            b=pl.max_horizontal("source", "target"),
        )
        .filter(pl.col("a") != pl.col("b"))
        .unique()
        .sort("phase", "a", "b")
    )
    event = np.repeat(np.arange(pairs.height), 2)
    phase = np.repeat(pairs["phase"].to_numpy().astype(np.float64), 2)
    return lay_out_rows(event, pairs.select("a", "b").to_numpy().ravel(), phase, 30.0)[0]


def read_pair_days(name: str) -> tuple[EventStream, NDArray[np.generic]]:
    """Lay out the pairs that were in contact for 300 s or more in a day; the unit is a day."""
    rows = pl.read_csv(SETS / "sociopatterns" / name, separator=" ", has_header=False)  # noqa: TID251 - idem
    pairs = (
        rows.select(
            day=pl.col("column_0") // 86_400,
            a=pl.min_horizontal("column_1", "column_2"),
            b=pl.max_horizontal("column_1", "column_2"),
        )
        .group_by("day", "a", "b")
        .len()
        .filter(pl.col("len") * SECONDS_PER_ROW >= LONG_ENOUGH_S)
        .sort("day", "a", "b")
    )
    day = pairs["day"].rank("dense").to_numpy().astype(np.float64) - 0.5
    event = np.repeat(np.arange(pairs.height), 2)
    people = pairs.select("a", "b").to_numpy().ravel()
    return lay_out_rows(event, people, np.repeat(day, 2), 1.0)


def read_classes(name: str, people: NDArray[np.generic]) -> NDArray[np.int64]:
    rows = [line.split()[:2] for line in (SETS / "sociopatterns" / name).read_text().splitlines()]
    class_of = dict(rows)
    codes = {label: code for code, label in enumerate(sorted(set(class_of.values())))}
    return np.array([codes[class_of[str(person)]] for person in people])


def measure_class_change(
    stream: EventStream, classes: NDArray[np.int64], *, seed: int
) -> ClassChange:
    """Follow groups day by day by the event model, lines of descent joined."""
    days = np.arange(int(stream.times[-1]) + 1, dtype=np.float64)
    fitted = fit_groups(stream, window_times=days, seed=seed)
    followed = follow_lineages(stream, fitted, window_times=days, seed=seed)
    return count_class_change(followed.memberships.astype(np.int64), classes)


def count_class_change(labels: NDArray[np.int64], classes: NDArray[np.int64]) -> ClassChange:
    """Count per day who came to a group that is mostly of another class."""
    most: dict[int, Counter[int]] = {}
    for person, day in zip(*np.nonzero(labels >= 0), strict=True):
        most.setdefault(int(labels[person, day]), Counter())[int(classes[person])] += 1
    home = {group: counts.most_common(1)[0][0] for group, counts in most.items()}
    across, groups = [], []
    for day in range(1, labels.shape[1]):
        both = (labels[:, day] >= 0) & (labels[:, day - 1] >= 0)
        before, now = labels[both, day - 1], labels[both, day]
        groups.append((before != now).mean())
        across.append(np.mean([home[a] != home[b] for a, b in zip(before, now, strict=True)]))
    return ClassChange(float(np.mean(across)), float(np.mean(groups)), float((labels >= 0).mean()))


def judge_refused(name: str, stream: EventStream) -> Bar:
    fitted = fit_groups(stream, window_times=np.empty(0), seed=SEED)
    verdict = judge_gates(stream, fitted, seed=SEED)
    return Bar(
        "refusal",
        f"{name}, {stream.events} events, {stream.people} people",
        f"gain {verdict.gain:.2f}, {'refused' if verdict.refused_by else 'shown'}",
        "not enough observations",
        verdict.refused_by is not None,
        peer="the peers never refuse",
    )


def judge_ndrangheta(stream: EventStream) -> Bar:
    fitted = fit_groups(stream, window_times=np.empty(0), seed=SEED)
    verdict = judge_gates(stream, fitted, seed=SEED)
    gain, shuffled = verdict.gain or 0.0, verdict.gain_permuted_max or 0.0
    return Bar(
        "groups exist",
        f"Ndrangheta summits, {stream.events} events, {stream.people} people",
        f"gain {gain:.3f} per pair, best of nine shuffled {shuffled:.3f}",
        "at least twice the best shuffled",
        verdict.refused_by is None and gain >= 2 * shuffled,
    )


def judge_classes(name: str, contacts: str, metadata: str, *, most: float) -> Bar:
    stream, people = read_pair_days(contacts)
    classes = read_classes(metadata, people)
    found = measure_class_change(stream, classes, seed=SEED)
    naive = count_class_change(track_days(stream), classes)
    return Bar(
        "change across classes or departments",
        f"{name}, pair-days of 300 s and more, a day",
        f"{found.across:.1%} of {found.coverage:.0%} of the people",
        f"<= {most:.1%}",
        found.across <= most,
        peer=f"daily Leiden and overlap {naive.across:.1%} of {naive.coverage:.0%}",
    )


def judge_dense(name: str, contacts: str) -> Bar:
    stream = read_spells(contacts)
    started = time.perf_counter()
    verdict = judge_dense_stream(stream, seed=SEED)
    seconds = time.perf_counter() - started
    return Bar(
        "dense contacts pass (a) and (b), and (c) sends them to the contacts method",
        f"{name}, {stream.events} spells",
        f"gain {verdict.gain:.2f}, shuffled {verdict.gain_permuted_max:.2f}, {seconds:.0f} s",
        "groups found, beyond density, <= 60 s",
        verdict.refused_by is None and verdict.beyond_density and seconds <= 60,
    )


def read_spells(name: str) -> EventStream:
    """Lay out one observation for each pair and spell of contact (gaps up to 60 s); in months."""
    rows = pl.read_csv(SETS / "sociopatterns" / name, separator=" ", has_header=False)  # noqa: TID251 - idem
    pairs = rows.select(
        t="column_0",
        a=pl.min_horizontal("column_1", "column_2"),
        b=pl.max_horizontal("column_1", "column_2"),
    ).sort("a", "b", "t")
    new = (pl.col("t").diff() > 60) | (pl.col("a").diff() != 0) | (pl.col("b").diff() != 0)
    spells = pairs.filter(new.fill_null(value=True)).sort("t", "a", "b")
    months = np.repeat(spells["t"].to_numpy() / 86_400 / 30, 2)
    people = spells.select("a", "b").to_numpy().ravel()
    return lay_out_rows(np.repeat(np.arange(spells.height), 2), people, months, 30.0)[0]
