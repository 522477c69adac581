"""The published networks as plain arrays, each read the way its own README says."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency, build_adjacency

SENSOR_FILES = {
    "high school": ("HighSchool2013_proximity_net.csv.gz", "HighSchool2013_metadata.txt"),
    "primary school": ("primaryschool.csv.gz", "primaryschool_metadata.txt"),
    "workplace 2013": ("workplace_InVS_tij.dat.zip", "workplace_InVS_metadata.txt"),
    "workplace 2015": ("workplace_InVS15_tij.dat.gz", "workplace_InVS15_metadata.txt"),
}
EDGE_FILES = {
    "caviar": "caviar_full_directed.csv",
    "montagna meetings": "montagna_meetings.csv",
    "montagna phone calls": "montagna_phonecalls.csv",
    "london gang": "london_gang_edges.csv",
    "siren": "siren_edges.csv",
    "noordin": "noordin_layers.csv",
}
NETWORKS = [*SENSOR_FILES, *EDGE_FILES, "ndrangheta", "philippines"]


@dataclass(frozen=True)
class Published:
    """A network with the names of its people; rows counts the lines it was made of."""

    names: list[str]
    graph: Adjacency
    rows: int

    @property
    def first(self) -> NDArray[np.int64]:
        """The lower code of each tie."""
        rows = np.repeat(np.arange(self.graph.nodes), self.graph.degrees)
        return rows[rows < self.graph.neighbours]

    @property
    def second(self) -> NDArray[np.int32]:
        """The higher code of each tie."""
        rows = np.repeat(np.arange(self.graph.nodes), self.graph.degrees)
        return self.graph.neighbours[rows < self.graph.neighbours]

    @property
    def weight(self) -> NDArray[np.float64]:
        """The weight of each tie."""
        rows = np.repeat(np.arange(self.graph.nodes), self.graph.degrees)
        return self.graph.weights[rows < self.graph.neighbours]

    def code(self, name: str) -> int:
        """Return the code of one person."""
        return self.names.index(name)


def read_network(folder: Path, name: str) -> Published:
    """Return a published network; the weight of a tie is the sum of its rows."""
    if name in SENSOR_FILES:
        rows = read_contacts(folder, name)
        return join_rows(((str(i), str(j), 1.0) for _, i, j in rows), len(rows))
    if name in ("ndrangheta", "philippines"):
        return project_attendance(read_presences(folder, name))
    table = read_table(folder / "networks" / "covert" / EDGE_FILES[name])
    weights = table["weight"].cast(pl.Float64) if "weight" in table.columns else [1.0] * len(table)
    edges = zip(table["source"], table["target"], weights, strict=True)
    # one of the 79 has no tie in any of the ten layers and so no line in the file
    return join_rows(edges, len(table), others=["alone"] if name == "noordin" else [])


def join_rows(
    rows: Iterable[tuple[str, str, float]], count: int, *, others: Iterable[str] = ()
) -> Published:
    """Add up the rows of each pair, whatever their direction."""
    table = list(rows)
    names = sorted({row[0] for row in table} | {row[1] for row in table} | set(others))
    code = {name: at for at, name in enumerate(names)}
    graph = build_adjacency(
        np.array([code[row[0]] for row in table]),
        np.array([code[row[1]] for row in table]),
        np.array([row[2] for row in table], dtype=np.float64),
        nodes=len(names),
    )
    return Published(names, graph, count)


def project_attendance(presences: pl.DataFrame) -> Published:
    """Return who was seen with whom, weighed by how often."""
    pairs = presences.join(presences, on="observation_id", suffix="_b").filter(
        pl.col("person") < pl.col("person_b")
    )
    rows = zip(pairs["person"], pairs["person_b"], [1.0] * len(pairs), strict=True)
    return join_rows(rows, presences.height, others=presences["person"])


def read_table(path: Path) -> pl.DataFrame:
    """Return a comma-separated file as text columns."""
    with path.open(newline="", encoding="utf-8") as lines:
        return pl.DataFrame(list(csv.DictReader(lines)))


def read_contacts(folder: Path, name: str) -> list[tuple[int, int, int]]:
    """Return the rows (t, i, j) of one SocioPatterns set."""
    path = folder / "networks" / "sociopatterns" / SENSOR_FILES[name][0]
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            text = archive.read(archive.namelist()[0]).decode()
    else:
        text = gzip.decompress(path.read_bytes()).decode()
    rows = (line.split()[:3] for line in io.StringIO(text) if line.strip())
    return [(int(t), int(i), int(j)) for t, i, j in rows]


def read_classes(folder: Path, name: str) -> dict[str, str]:
    """Return the class or department of everyone in a SocioPatterns set."""
    path = folder / "networks" / "sociopatterns" / SENSOR_FILES[name][1]
    rows = (line.split() for line in path.read_text().splitlines() if line.strip())
    return {row[0]: row[1] for row in rows}


def read_presences(folder: Path, name: str) -> pl.DataFrame:
    """Return PRESENCES of the summits or the kidnappings; the latter have no dates."""
    covert = folder / "networks" / "covert"
    if name == "ndrangheta":
        attendance = read_table(covert / "ndrangheta_summits_attendance.csv")
        dates = read_table(covert / "ndrangheta_summits_events.csv")
        rows = attendance.join(
            dates.select("event", observed_on=pl.col("date").str.to_date()), on="event"
        )
    else:
        attendance = read_table(covert / "philippines_kidnap_attendance.csv")
        rows = attendance.with_columns(observed_on=pl.lit(date(2000, 1, 1)))
    return fill_presences(rows.select("observed_on", "person", observation_id="event"))


def read_spells(folder: Path, name: str, *, gap_seconds: int = 60) -> pl.DataFrame:
    """Return PRESENCES with one observation for each spell of contact of a pair."""
    rows = read_contacts(folder, name)
    table = pl.DataFrame(rows, schema=["t", "i", "j"], orient="row").select(
        "t", a=pl.min_horizontal("i", "j"), b=pl.max_horizontal("i", "j")
    )
    begins = table.sort("a", "b", "t").filter(
        (pl.col("t").diff().over("a", "b") > gap_seconds).fill_null(value=True)
    )
    moments = [datetime.fromtimestamp(t, tz=UTC).replace(tzinfo=None) for t in begins["t"]]
    spells = begins.with_columns(
        observation_id=pl.int_range(pl.len()).cast(pl.String),
        observed_at=pl.Series(moments, dtype=pl.Datetime("us")),
    )
    people = spells.select("observation_id", "observed_at", "a", "b").unpivot(
        index=["observation_id", "observed_at"], value_name="person"
    )
    return fill_presences(
        people.select(
            "observation_id",
            pl.col("person").cast(pl.String),
            observed_on=pl.col("observed_at").dt.date(),
            observed_at="observed_at",
        )
    )


def fill_presences(rows: pl.DataFrame) -> pl.DataFrame:
    """Return PRESENCES of one trusted source without places."""
    at = "observed_at" if "observed_at" in rows.columns else "observed_on"
    return rows.select(
        "observation_id",
        pl.col(at).cast(pl.Datetime("us")).alias("observed_at"),
        "observed_on",
        "person",
        source=pl.lit("one"),
        part=pl.lit("present"),
        place=pl.lit(None, dtype=pl.String),
        kind=pl.lit(None, dtype=pl.String),
        reliability=pl.lit(1.0),
    )
