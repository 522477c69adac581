"""GEXF 1.3, dated: one edge for each pair, with a spell for each time it was seen."""

from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO
from xml.sax.saxutils import quoteattr

import polars as pl

from zichtlijn.kernel.files.markup import Element, walk_markup
from zichtlijn.kernel.files.reading import tell_packing
from zichtlijn.kernel.files.terms import REJECTED, InputFile
from zichtlijn.networks.sources.graph_files.edges import (
    RAW_EDGES,
    Graph,
    GraphDelivery,
    RawEdge,
    judge_edges,
    spread_edge,
)
from zichtlijn.networks.sources.graph_files.pairs import check_fits_xml, sum_pairs
from zichtlijn.networks.sources.names import check_no_names

_LABELS = ("name", "label")


def read_gexf(path: Path, *, today: date, timezone: str | None, first_day: date) -> GraphDelivery:
    """Read nodes by their id and edges with `weight` and the start of each of their spells.

    An edge with n spells becomes n edges of a part of its weight. Direction, ends of spells
    and all attributes are not kept. Raises UnreadableFile as `walk_markup` does, and where
    an attribute would hold names.
    """
    reader = _Reader()
    sha256 = walk_markup(
        path, packing=tell_packing(path.name), opened=reader.open, closed=reader.close
    )
    rows = [row for edge in reader.edges for row in edge.spread()]
    raw = pl.DataFrame(rows, schema=dict(RAW_EDGES.columns), orient="row")
    return judge_edges(
        raw,
        lone_people=reader.people,
        broken=REJECTED.empty(),
        file=InputFile(path.name, sha256, raw.height),
        today=today,
        timezone=timezone,
        first_day=first_day,
    )


class _Edge(NamedTuple):
    """An edge as the document has it."""

    line: int
    attributes: dict[str, str]
    starts: list[str]

    def spread(self) -> list[RawEdge]:
        """Return a raw edge for each time, or one without a time."""
        ends = (self.attributes.get("source") or None, self.attributes.get("target") or None)
        weight = self.attributes.get("weight") or None
        return spread_edge(self.line, ends, weight=weight, times=self.starts)


class _Reader:
    """What was read while the document goes by."""

    def __init__(self) -> None:
        self.people: list[str] = []
        self.edges: list[_Edge] = []
        self._in_edge = False
        self._is_first_spell = False
        self._of_nodes = False

    def open(self, element: Element) -> None:
        """Take in a start tag."""
        attributes = element.attributes
        if element.name == "node" and attributes.get("id"):
            self.people.append(attributes["id"])
        elif element.name == "edge":
            self._in_edge = self._is_first_spell = True
            self.edges.append(_Edge(element.line, attributes, _own_start(attributes)))
        elif element.name == "spell" and self._in_edge:
            self._add_spell(attributes)
        elif element.name == "attributes":
            self._of_nodes = attributes.get("class") == "node"
        elif element.name == "attribute" and self._of_nodes:
            title = attributes.get("title", "").strip().lower()
            check_no_names([title] if title not in _LABELS else [])

    def close(self, name: str, text: str) -> None:  # noqa: ARG002  # GEXF keeps all in attributes
        """Take in an end tag."""
        if name == "edge":
            self._in_edge = False

    def _add_spell(self, attributes: dict[str, str]) -> None:
        starts = self.edges[-1].starts
        if self._is_first_spell:
            starts.clear()  # the spells say when, not the frame around them
        self._is_first_spell = False
        starts.extend(_own_start(attributes))


def _own_start(attributes: dict[str, str]) -> list[str]:
    start = attributes.get("start") or attributes.get("timestamp") or attributes.get("end")
    return [start] if start else []


def write_gexf(graph: Graph, path: Path) -> None:
    """Write each pair once, its weight summed, with a spell for each time it was seen.

    Raises UnreadableFile where a pseudonym holds a character that XML cannot.
    """
    check_fits_xml(graph)
    pairs = sum_pairs(graph.edges)
    is_dated = bool(pairs["times"].list.len().sum())
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_DYNAMIC_HEAD if is_dated else _STATIC_HEAD)
        file.write("    <nodes>\n")
        for person in graph.people:
            name = quoteattr(person)
            file.write(f"      <node id={name} label={name}/>\n")
        file.write("    </nodes>\n    <edges>\n")
        _write_edges(pairs, file)
        file.write("    </edges>\n  </graph>\n</gexf>\n")


_STATIC_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph defaultedgetype="undirected" mode="static">
"""

# "date" also where the moments have a clock: Gephi reads both words alike, NetworkX only this one
_DYNAMIC_HEAD = _STATIC_HEAD.replace(
    'mode="static"', 'mode="dynamic" timeformat="date" timerepresentation="interval"'
)


def _write_edges(pairs: pl.DataFrame, file: TextIO) -> None:
    for number, pair in enumerate(pairs.iter_rows(named=True)):
        ends = f"source={quoteattr(pair['person_a'])} target={quoteattr(pair['person_b'])}"
        file.write(f'      <edge id="{number}" {ends} weight="{pair["weight"]}"')
        if not pair["times"]:
            file.write("/>\n")
            continue
        file.write(">\n        <spells>\n")
        file.writelines(
            f'          <spell start="{time}" end="{time}"/>\n' for time in pair["times"]
        )
        file.write("        </spells>\n      </edge>\n")
