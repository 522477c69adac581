"""The files of an edition, ready to send."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.audit.access import Access
from zichtlijn.networks.queries import (
    EditionRecord,
    fetch_delivery,
    fetch_edition,
    fetch_frames,
    fetch_observations,
)
from zichtlijn.networks.reports.agreements import RECIPIENT_WORDS, ReadyFile, list_ready
from zichtlijn.networks.reports.exports.gexf import write_gexf
from zichtlijn.networks.reports.forms import FORMS
from zichtlijn.networks.reports.names import number_dots
from zichtlijn.networks.reports.stamp import Stamp, describe_stamp
from zichtlijn.networks.reports.words import capitalise, say_number
from zichtlijn.networks.terms import NotFound

TABLES = ("ties", "groups", "group_windows", "life_lines", "signals")
_FORMULA = r"^[=+\-@\t\r']"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever a zip is made


class ExportFile(NamedTuple):
    """A file to send: its name, kind, bytes, rows of data and last day."""

    name: str
    content_type: str
    content: bytes
    rows: int
    expires_on: date


class FormChoice(NamedTuple):
    """One form of export on the page."""

    form: str
    words: str
    rows: str


@dataclass(frozen=True)
class ExportPage:
    """What may be taken away, and what stands on it."""

    edition_id: int
    title: str
    forms: tuple[FormChoice, ...]
    stamp: Stamp
    recipients: tuple[tuple[str, str], ...]  # for whom; empty where one person may take it
    ready: tuple[ReadyFile, ...]


class Bundle(NamedTuple):
    """An edition with its tables under neutral numbers."""

    edition: EditionRecord
    title: str
    tables: Mapping[str, pl.DataFrame]
    layout: pl.DataFrame
    times: pl.DataFrame  # person_a, person_b, days
    stamp: Stamp


def export_page(edition_id: int, *, access: Access) -> ExportPage:
    """Return what may be taken away of an edition. Raises NotFound, NotAllowed, LogUnavailable."""
    edition = fetch_edition(edition_id, access=access)
    frames = fetch_frames(edition_id, TABLES, access=access)
    delivery = fetch_delivery(edition.delivery_id, access=access)
    rows = {name: frame.height for name, frame in frames.items()}
    rows |= {"csv": sum(rows.values()), "gexf": rows["ties"], "stempel": 0}
    return ExportPage(
        edition_id,
        capitalise(delivery.title),
        tuple(
            FormChoice(form, str(words), say_rows(rows[form]) if form != "stempel" else "")
            for form, words in FORMS.items()
        ),
        describe_stamp(delivery, edition, access=access),
        recipients=tuple((str(one), str(said)) for one, said in RECIPIENT_WORDS.items())
        if delivery.scope
        else (),
        ready=list_ready(edition_id, delivery.id, access=access) if delivery.scope else (),
    )


def make_export(edition_id: int, *, form: str, access: Access) -> ExportFile:
    """Return one file with every row of an edition; persons go by the number of their dot.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    if form not in FORMS:
        raise NotFound("Deze vorm van uitvoer is er niet.")
    bundle = _gather(edition_id, access=access)
    name = f"{slugify(bundle.title)[:40] or 'zichtlijn'}-editie-{edition_id}"
    ends_on = bundle.stamp.expires_on
    if form == "csv":
        rows = sum(frame.height for frame in bundle.tables.values())
        return ExportFile(f"{name}.zip", "application/zip", _zip(bundle), rows, ends_on)
    if form == "gexf":
        content = write_gexf(
            bundle.tables["ties"], layout=bundle.layout, times=bundle.times, stamp=bundle.stamp
        )
        rows = bundle.tables["ties"].height
        return ExportFile(f"{name}.gexf", "application/gexf+xml", content, rows, ends_on)
    if form == "stempel":
        text = _write_stamp(bundle.stamp).encode()
        return ExportFile(f"{name}-stempel.txt", "text/plain; charset=utf-8", text, 0, ends_on)
    table = bundle.tables[form]
    return ExportFile(
        f"{name}-{form}.csv", "text/csv; charset=utf-8", write_csv(table), table.height, ends_on
    )


def say_rows(count: int) -> str:
    """Say how many rows a file has."""
    return ngettext("%(n)s regel", "%(n)s regels", count) % {"n": say_number(count)}


def write_csv(frame: pl.DataFrame) -> bytes:
    """Return CSV as the command writes it; what is null is an empty cell.

    No text in it is one that a spreadsheet takes for a formula (ASVS 1.2.10).
    """
    text = pl.col(pl.String)
    safe = pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).when(text != "").then(text)
    return frame.with_columns(safe.name.keep()).write_csv().encode()


def _gather(edition_id: int, *, access: Access) -> Bundle:
    edition = fetch_edition(edition_id, access=access)
    frames = fetch_frames(edition_id, [*TABLES, "layout", "meetings"], access=access)
    delivery = fetch_delivery(edition.delivery_id, access=access)
    observations = fetch_observations(edition.delivery_id, access=access)
    ties, groups = frames["ties"], frames["groups"]
    people = pl.concat([ties["person_a"], ties["person_b"], groups["person"]])
    dots = number_dots(people, dot_seed=edition.dot_seed)
    width = len(str(dots.height))
    names = dots.select(
        "person", name=pl.format("stip-{}", pl.col("dot").cast(pl.String).str.zfill(width))
    )
    numbered = _number_ties(ties, names).with_columns(
        days_seen=_days_met(frames["meetings"], observations, ties.height)
    )
    tables = {name: frames[name] for name in TABLES}
    tables["ties"] = numbered.drop("days_seen").sort("person_a", "person_b")
    tables["groups"] = (
        groups.join(names, on="person")
        .select("window_start", "window_end", "group", person="name")
        .sort("window_start", "group", "person")
    )
    return Bundle(
        edition,
        delivery.title,
        tables,
        frames["layout"].join(names, on="person").select("x", "y", person="name").sort("person"),
        numbered.select("person_a", "person_b", "days_seen"),
        describe_stamp(delivery, edition, access=access),
    )


def _number_ties(ties: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Put the numbers in the place of persons; the first in text order stands first."""
    joined = ties.join(names, left_on="person_a", right_on="person", maintain_order="left").join(
        names, left_on="person_b", right_on="person", suffix="_b", maintain_order="left"
    )
    return joined.with_columns(
        person_a=pl.min_horizontal("name", "name_b"), person_b=pl.max_horizontal("name", "name_b")
    ).drop("name", "name_b")


def _days_met(meetings: pl.DataFrame, observations: pl.DataFrame, ties: int) -> pl.Series:
    """The days on which each tie was met, in order of TIES."""
    met = meetings.join(observations.select("observation_id", "observed_on"), on="observation_id")
    days = met.group_by("tie").agg(pl.col("observed_on").unique().sort())
    every = pl.DataFrame({"tie": range(ties)}, schema={"tie": pl.Int64})
    return every.join(days, on="tie", how="left", maintain_order="left")["observed_on"]


def _zip(bundle: Bundle) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, frame in bundle.tables.items():
            archive.writestr(_entry(f"{name}.csv"), write_csv(frame))
        archive.writestr(_entry("STEMPEL.txt"), _write_stamp(bundle.stamp))
        archive.writestr(
            _entry("stempel.json"),
            json.dumps(asdict(bundle.stamp), ensure_ascii=False, indent=2, default=str),
        )
    return packed.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _write_stamp(stamp: Stamp) -> str:
    lines = [stamp.watermark, ""]
    lines += [f"{line.what}: {line.value}" for line in stamp.lines]
    lines += [
        "",
        _("Mensen staan er onder het nummer van hun stip. Dat geldt alleen in deze editie."),
        _("Samen gezien is geen vriendschap. Een groep is geen oordeel over iemand."),
        f"zichtlijn networks analyse {stamp.parameters}",
        f"SHA-256 {stamp.input_hash}",
    ]
    return "\n".join(lines) + "\n"
