"""GraphML: one edge for each pair, with the first and the last moment at which it was seen."""

from datetime import date
from pathlib import Path
from typing import TextIO
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

_LABELS = ("name", "label")  # where igraph and Gephi keep identifiers; never read here


def read_graphml(
    path: Path, *, today: date, timezone: str | None, first_day: date
) -> GraphDelivery:
    """Read nodes by their id and edges with `weight` and `time`, where they have those.

    Without `time` an edge was seen at its `first_seen` and its `last_seen`, half its weight
    at each. Direction is not kept; no other attribute is read. Raises UnreadableFile as
    `walk_markup` does, and where an attribute would hold names.
    """
    reader = _Reader()
    sha256 = walk_markup(
        path, packing=tell_packing(path.name), opened=reader.open, closed=reader.close
    )
    raw = pl.DataFrame(reader.edges, schema=dict(RAW_EDGES.columns), orient="row")
    return judge_edges(
        raw,
        lone_people=reader.people,
        broken=REJECTED.empty(),
        file=InputFile(path.name, sha256, raw.height),
        today=today,
        timezone=timezone,
        first_day=first_day,
    )


class _Reader:
    """What was read while the document goes by."""

    def __init__(self) -> None:
        self.people: list[str] = []
        self.edges: list[RawEdge] = []
        self._keys: dict[str, str] = {}
        self._key = ""
        self._edge: Element | None = None
        self._found: dict[str, str] = {}

    def open(self, element: Element) -> None:
        """Take in a start tag."""
        attributes = element.attributes
        if element.name == "key":
            self._learn_key(attributes)
        elif element.name == "node" and attributes.get("id"):
            self.people.append(attributes["id"])
        elif element.name == "edge":
            self._edge, self._found = element, {}
        elif element.name == "data":
            self._key = self._keys.get(attributes.get("key", ""), "")

    def close(self, name: str, text: str) -> None:
        """Take in an end tag."""
        if self._edge is None:
            return
        if name == "data":
            self._found[self._key] = text.strip()
        elif name == "edge":
            attributes, found = self._edge.attributes, self._found
            ends = (attributes.get("source") or None, attributes.get("target") or None)
            weight = found.get("weight") or None
            self.edges += spread_edge(self._edge.line, ends, weight=weight, times=_times(found))
            self._edge = None

    def _learn_key(self, attributes: dict[str, str]) -> None:
        title = attributes.get("attr.name", "").strip().lower()
        if attributes.get("for") != "edge":
            check_no_names([title] if title not in _LABELS else [])
        elif "id" in attributes:
            self._keys[attributes["id"]] = title


def _times(found: dict[str, str]) -> list[str]:
    if found.get("time"):
        return [found["time"]]
    ends = (found.get("first_seen"), found.get("last_seen"))
    return list(dict.fromkeys(time for time in ends if time))


def write_graphml(graph: Graph, path: Path) -> None:
    """Write each pair once: `weight` summed, `observations`, `first_seen`, `last_seen`.

    Raises UnreadableFile where a pseudonym holds a character that XML cannot.
    """
    check_fits_xml(graph)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for person in graph.people:
            file.write(f"    <node id={quoteattr(person)}/>\n")
        _write_edges(graph, file)
        file.write("  </graph>\n</graphml>\n")


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="observations" for="edge" attr.name="observations" attr.type="int"/>
  <key id="first_seen" for="edge" attr.name="first_seen" attr.type="string"/>
  <key id="last_seen" for="edge" attr.name="last_seen" attr.type="string"/>
  <graph id="zichtlijn" edgedefault="undirected">
"""


def _write_edges(graph: Graph, file: TextIO) -> None:
    for number, pair in enumerate(sum_pairs(graph.edges).iter_rows(named=True)):
        ends = f"source={quoteattr(pair['person_a'])} target={quoteattr(pair['person_b'])}"
        file.write(f'    <edge id="e{number}" {ends}>\n')
        for key in ("weight", "observations", "first_seen", "last_seen"):
            if pair[key] is not None:
                file.write(f'      <data key="{key}">{pair[key]}</data>\n')
        file.write("    </edge>\n")
