"""The network of an edition as GEXF 1.3: dots with their places, ties with their days.

The converter of `networks/sources` writes what a file holds; this writes what an edition found,
with its stamp in the metadata, so that Gephi shows the same picture.
"""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from zichtlijn.networks.reports.stamp import Stamp

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta lastmodifieddate="{day}">
    <creator>Zichtlijn {version}</creator>
    <description>{description}</description>
    <keywords>{keywords}</keywords>
  </meta>
  <graph defaultedgetype="undirected" mode="dynamic"
      timeformat="date" timerepresentation="interval">
    <attributes class="edge" mode="static">
      <attribute id="status" title="status" type="string"/>
      <attribute id="observations" title="observations" type="integer"/>
      <attribute id="sources" title="sources" type="integer"/>
    </attributes>
    <nodes>
"""


def write_gexf(
    ties: pl.DataFrame, *, layout: pl.DataFrame, times: pl.DataFrame, stamp: Stamp
) -> bytes:
    """Return every tie, with a spell for each day on which it was seen.

    Takes TIES, LAYOUT and times (person_a, person_b, days_seen), all under neutral numbers.
    Dots have a place and no figure of their own (guard rail G1).
    """
    parts = [_write_head(stamp)]
    placed = {person: (x, y) for x, y, person in layout.select("x", "y", "person").iter_rows()}
    people = pl.concat([ties["person_a"], ties["person_b"], layout["person"]]).unique().sort()
    parts += [_write_dot(person, placed.get(person)) for person in people]
    parts.append("    </nodes>\n    <edges>\n")
    rows = ties.join(times, on=["person_a", "person_b"], maintain_order="left")
    parts += [_write_tie(number, row) for number, row in enumerate(rows.iter_rows(named=True))]
    parts.append("    </edges>\n  </graph>\n</gexf>\n")
    return "".join(parts).encode()


def _write_head(stamp: Stamp) -> str:
    said = "; ".join(f"{line.what}: {line.value}" for line in stamp.lines)
    return _HEAD.format(
        day=stamp.made_at[:10],
        version=escape(stamp.version),
        description=escape(f"{stamp.watermark} {said}"),
        keywords=escape(f"{stamp.parameters} sha256 {stamp.input_hash}"),
    )


def _write_dot(person: str, place: tuple[float, float] | None) -> str:
    name = quoteattr(person)
    if place is None:
        return f"      <node id={name} label={name}/>\n"
    x, y = place
    spot = f'<viz:position x="{x:.3f}" y="{-y:.3f}" z="0.0"/>'  # Gephi counts upwards
    return f"      <node id={name} label={name}>{spot}</node>\n"


def _write_tie(number: int, row: dict[str, object]) -> str:
    ends = f"source={quoteattr(str(row['person_a']))} target={quoteattr(str(row['person_b']))}"
    days: list[date] = row["days_seen"]  # type: ignore[assignment]  # a list of days
    spells = "".join(f'<spell start="{day}" end="{day}"/>' for day in days)
    values = "".join(
        f'<attvalue for="{name}" value={quoteattr(str(row[name]))}/>'
        for name in ("status", "observations", "sources")
    )
    return (
        f'      <edge id="{number}" {ends} weight="{row["weight"]}">'
        f"<attvalues>{values}</attvalues><spells>{spells}</spells></edge>\n"
    )
