"""What the rows of an observations file must keep, each rule with the sentence it gives."""

from datetime import date

import polars as pl

from zichtlijn.kernel.files.judging import Rule
from zichtlijn.networks.sources.moments import FIRST_YEAR
from zichtlijn.networks.terms import Part

REQUIRED = ("observation_id", "observed_at", "person")
OPTIONAL = ("source", "part", "place", "kind", "reliability")
LONGEST_VALUE = 200
LARGEST_OBSERVATION = 10_000
"""More people than this in one observation is no observation but a mistake in the file."""

NOT_SHOWN = "not_shown"
"""The column that stands in for a value which may not be written anywhere."""

_WORD = r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?"
_PREFIXES = r"(?:(?:van|de|der|den|ten|ter|te|het|'t|el|al|ben|bin|in) )*"
_LIKE_A_NAME = (
    rf"^(?:{_WORD}|\p{{Lu}}\.)(?: (?:{_WORD}|\p{{Lu}}\.))* {_PREFIXES}{_WORD}$|^{_WORD}, "
)
"""First and last name with a capital each, initials, prefixes, or the last name first."""

_LIKE_A_HANDLE = r"^[=+]|@|^06[ -]?\d{8}$"
"""An account, an address for mail, a telephone number, or a formula of a sheet."""

_NUMBER = r"^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$"


def list_row_rules(*, today: date) -> list[Rule]:
    """Return the rules for a row alone, on the columns of the file and on what was read in them.

    The rows must hold `at`, `on`, `lacks_zone`, `is_skipped` (moments.py) and `reliability_read`.
    """
    return [
        *(
            Rule(column, pl.col(column).is_null(), f"De kolom {column} mag niet leeg zijn.")
            for column in REQUIRED
        ),
        *(
            Rule(column, pl.col(column).str.len_chars() > LONGEST_VALUE, _too_long(column))
            for column in ("observation_id", "person", "source", "place", "kind")
        ),
        Rule(
            "person",
            pl.col("person").str.contains(_LIKE_A_NAME),
            "Dit lijkt een naam van een mens. Zet in de kolom person een pseudoniem.",
            NOT_SHOWN,
        ),
        Rule(
            "person",
            pl.col("person").str.contains(_LIKE_A_HANDLE),
            "Dit lijkt een account, telefoon of formule. Zet in de kolom person een pseudoniem.",
            NOT_SHOWN,
        ),
        *list_moment_rules("observed_at", today=today),
        Rule(
            "part",
            ~pl.col("part").str.to_lowercase().is_in([str(part) for part in Part]),
            "Dit deel is onbekend; kies uit " + ", ".join(str(part) for part in Part) + ".",
        ),
        Rule(
            "reliability",
            ~pl.col("reliability").str.contains(_NUMBER)
            | ~pl.col("reliability_read").is_between(0, 1),
            "De betrouwbaarheid is een getal van 0 tot en met 1, met een punt.",
        ),
    ]


def look_across_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """Add what each row needs to know of its observation for the rules below.

    `size` (rows), `first_line`, `first_at`, `first_on`, `first_source` (of its first row)
    and `first_line_of_person` (where this person first stands in it).
    """
    return rows.with_columns(
        pl.len().over("observation_id").alias("size"),
        pl.col("line", "at", "on", "source").first().over("observation_id").name.prefix("first_"),
        pl.col("line").first().over("observation_id", "person").alias("first_line_of_person"),
    )


def list_rules_across_rows() -> list[Rule]:
    """Return the rules that an observation keeps as a whole, on what `look_across_rows` adds."""
    elsewhere = "Regel {} van dezelfde waarneming noemt een "
    return [
        Rule(
            "observation_id",
            pl.col("size") > LARGEST_OBSERVATION,
            pl.format("Deze waarneming heeft {} rijen; meer dan 10.000 kan niet.", "size"),
        ),
        Rule(
            "observed_at",
            pl.col("at").ne_missing(pl.col("first_at")) | pl.col("on").ne(pl.col("first_on")),
            pl.format(elsewhere + "ander tijdstip.", "first_line"),
        ),
        Rule(
            "source",
            pl.col("source").ne_missing(pl.col("first_source")),
            pl.format(elsewhere + "andere bron.", "first_line"),
        ),
        Rule(
            "person",
            pl.col("line") != pl.col("first_line_of_person"),
            pl.format(
                "Deze persoon staat al op regel {} van dezelfde waarneming.", "first_line_of_person"
            ),
        ),
    ]


def list_moment_rules(column: str, *, today: date) -> list[Rule]:
    """Return the rules for a day or moment, on the columns that moments.py gives."""
    return [
        Rule(
            column,
            pl.col("lacks_zone"),
            "Dit tijdstip heeft geen tijdzone; geef die op met --timezone Europe/Amsterdam.",
        ),
        Rule(
            column,
            pl.col("is_skipped"),
            "Dit tijdstip bestaat niet in deze tijdzone: de klok ging toen een uur vooruit.",
        ),
        Rule(
            column,
            pl.col(column).is_not_null() & pl.col("at").is_null(),
            "Dit is geen datum of tijd zoals 2026-01-31 of 2026-01-31T14:05+01:00.",
        ),
        Rule(
            column,
            pl.col("on").dt.year() < FIRST_YEAR,
            f"Deze datum ligt voor het jaar {FIRST_YEAR}.",
        ),
        Rule(column, pl.col("on") > today, "Deze datum ligt in de toekomst."),
    ]


def _too_long(column: str) -> str:
    return f"De kolom {column} heeft meer dan {LONGEST_VALUE} tekens."
