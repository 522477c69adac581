"""Contact lists of sensors: rows `t i j`, as SocioPatterns publishes them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.judging import Rule, judge
from zichtlijn.kernel.files.reading import tell_packing
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.tables import read_lines
from zichtlijn.kernel.files.terms import InputFile
from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.sources.names import check_no_names
from zichtlijn.networks.sources.observation_checks import LONGEST_VALUE
from zichtlijn.networks.terms import PRESENCES, Part

CONTACTS = ColumnContract(
    "CONTACTS",
    {
        "line": pl.Int64,
        "seconds": pl.Float64,  # as written: Unix time, or counted from a start
        "person_a": pl.String,
        "person_b": pl.String,
    },
)
"""One row for each report of two people in contact, person_a < person_b as text."""

SENSOR = "sensor"
UNIX_TIME_FROM = 10**8
LARGEST_TIME = 4_102_444_800
"""The year 2100 in Unix time; more are milliseconds."""

_FIELDS = (
    r"""^["']?([^\s,"']+)["']?[\s,]+["']?([^\s,"']+)["']?[\s,]+["']?([^\s,"']+)["']?(?:[\s,].*)?$"""
)
_NUMBER = r"^-?\d+(?:\.\d+)?$"
_HEADER_TIMES = ("t", "time", "timestamp")


@dataclass(frozen=True)
class ContactList:
    """What a contact list brought."""

    contacts: pl.DataFrame  # CONTACTS, in order of the file
    rejected: pl.DataFrame  # REJECTED
    file: InputFile
    is_unix_time: bool  # else the seconds count from a start that the file does not tell


def read_contacts(path: Path, *, name: str | None = None) -> ContactList:
    """Read `t i j [Ci Cj]`, with spaces, tabs or commas; plain, .gz or .zip.

    A header row `t i j` is passed over; further fields are not read. Raises UnreadableFile
    where no row can be judged.
    """
    name = name or path.name
    table = read_lines(path, packing=tell_packing(name), name=name)
    if not table.file.rows:
        raise UnreadableFile("Dit bestand is leeg.")
    split = pl.col("text").str.extract_groups(_FIELDS).struct.rename_fields(["t", "i", "j"])
    fields = table.rows.with_columns(split.alias("fields")).unnest("fields")
    fields = _pass_over_header(fields)
    times = fields.with_columns(seconds=pl.col("t").cast(pl.Float64, strict=False))
    latest = times["seconds"].max()
    is_unix_time = isinstance(latest, float) and latest > UNIX_TIME_FROM
    judged = judge(times, rules=_list_rules(is_unix_time=is_unix_time))
    rejected = pl.concat([table.broken, judged.rejected]).sort("line")
    return ContactList(
        _as_contacts(judged.kept),
        rejected,
        InputFile(name, table.file.sha256, fields.height + table.broken.height),
        is_unix_time,
    )


def derive_spells(
    contacts: pl.DataFrame, *, gap_seconds: int, start: date | None = None
) -> pl.DataFrame:
    """Return PRESENCES: one observation of two people for each spell of contact.

    A spell begins at the first report of a pair, and at each report more than
    `gap_seconds` after the one before; 0 makes each row an observation. `observed_at` is
    the moment of that report, in UTC: a sensor reports the contact of the seconds before
    it. `start` is the day from whose midnight the seconds count; None for Unix time.
    The observation_id is `seconds-person_a-person_b`, the same whenever it is derived; a
    hyphen in a pseudonym is written as %2D, and a second of the same name gets `-2`.

    >>> rows = [(1, 20.0, "7", "9"), (2, 40.0, "7", "9"), (3, 200.0, "7", "9")]
    >>> contacts = pl.DataFrame(rows, schema=dict(CONTACTS.columns), orient="row")
    >>> spells = derive_spells(contacts, gap_seconds=60, start=date(2013, 6, 24))
    >>> spells["observation_id"].unique().sort().to_list()
    ['20-7-9', '200-7-9']
    """
    ordered = contacts.sort("person_a", "person_b", "seconds", "line")
    pause = pl.col("seconds").diff().over("person_a", "person_b")
    begins = pause.is_null() | (pause > gap_seconds) if gap_seconds else pl.lit(value=True)
    spells = ordered.filter(begins).sort("seconds", "person_a", "person_b", "line")
    return _as_presences(_identify(spells), start=start)


def _pass_over_header(fields: pl.DataFrame) -> pl.DataFrame:
    first = fields.head(1)
    if first.is_empty() or str(first["t"].item()).lower() not in _HEADER_TIMES:
        return fields
    check_no_names(first["text"].str.extract_all(r"[^\s,]+").item().to_list())
    return fields.slice(1)


def _list_rules(*, is_unix_time: bool) -> list[Rule]:
    seconds = pl.col("seconds")
    return [
        Rule(
            None,
            pl.col("j").is_null(),
            "Deze rij heeft geen drie velden: tijd, persoon en persoon.",
            shown="text",
        ),
        Rule("t", ~pl.col("t").str.contains(_NUMBER), "De tijd is geen getal in seconden."),
        Rule("t", seconds < 0, "De tijd ligt voor het begin van de telling."),
        Rule("t", seconds > LARGEST_TIME, "De tijd is te groot; hij hoort in seconden te staan."),
        Rule(
            "t",
            pl.lit(is_unix_time) & (seconds <= UNIX_TIME_FROM),
            "Deze tijd is geen Unix-tijd, en andere rijen van dit bestand wel.",
        ),
        *(
            Rule(
                column,
                pl.col(column).str.len_chars() > LONGEST_VALUE,
                f"De kolom {column} heeft meer dan {LONGEST_VALUE} tekens.",
            )
            for column in "ij"
        ),
        Rule("j", pl.col("i") == pl.col("j"), "Iemand kan geen contact met zichzelf hebben."),
    ]


def _as_contacts(rows: pl.DataFrame) -> pl.DataFrame:
    return CONTACTS.keep(
        rows.select(
            "line",
            "seconds",
            person_a=pl.min_horizontal("i", "j"),
            person_b=pl.max_horizontal("i", "j"),
        )
    )


def _identify(spells: pl.DataFrame) -> pl.DataFrame:
    """Add observation_id; what would be the second of a name gets a number behind it."""
    whole = pl.col("seconds") == pl.col("seconds").floor()
    written = (
        pl.when(whole)
        .then(pl.col("seconds").cast(pl.Int64).cast(pl.String))
        .otherwise(pl.col("seconds").cast(pl.String))
    )
    people = (
        pl.col(person).str.replace_all("%", "%25", literal=True).str.replace_all("-", "%2D")
        for person in ("person_a", "person_b")
    )
    named = spells.with_columns(observation_id=pl.concat_str(written, *people, separator="-"))
    again = pl.int_range(1, pl.len() + 1).over("observation_id")
    return named.with_columns(
        observation_id=pl.when(again == 1)
        .then("observation_id")
        .otherwise(pl.concat_str("observation_id", again.cast(pl.String), separator="-"))
    )


def _as_presences(spells: pl.DataFrame, *, start: date | None) -> pl.DataFrame:
    begin = datetime(start.year, start.month, start.day) if start else datetime(1970, 1, 1)  # noqa: DTZ001  # PRESENCES holds UTC without zone
    moment = pl.lit(begin, pl.Datetime("us")) + pl.duration(
        microseconds=(pl.col("seconds") * 1e6).round().cast(pl.Int64)
    )
    pairs = spells.select(
        "observation_id",
        observed_at=moment,
        person=pl.concat_list("person_a", "person_b"),
    )
    return PRESENCES.keep(
        pairs.explode("person").with_columns(
            observed_on=pl.col("observed_at").dt.date(),
            source=pl.lit(SENSOR),
            part=pl.lit(str(Part.PRESENT)),
            place=pl.lit(None, pl.String),
            kind=pl.lit(None, pl.String),
            reliability=pl.lit(1.0),
        )
    )
