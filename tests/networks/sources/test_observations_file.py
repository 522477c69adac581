"""A file of observations is read, split and explained; a slow reader agrees on every row."""

import csv
import io
import math
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import REJECTED
from zichtlijn.networks.sources.observations import (
    Delivery,
    form_observations,
    read_observations,
)
from zichtlijn.networks.terms import PRESENCES, Part

TODAY = date(2026, 11, 21)
HEADER = "observation_id,observed_at,person,source,part,place,kind,reliability\n"


def _read(path: Path, text: str, timezone: str | None = None) -> Delivery:
    path.write_text(text, encoding="utf-8")
    return read_observations(path, today=TODAY, timezone=timezone)


def _reasons(delivery: Delivery) -> list[tuple[int, str | None, str]]:
    return [(line, column, reason) for line, column, _, reason in delivery.rejected.rows()]


# --- a slow twin: row by row, with the standard library only -----------------------------------

CELLS = {
    "observation_id": st.sampled_from(["w1", "w2", "w3", "w4", "", "x" * 201]),
    "observed_at": st.sampled_from(
        [
            "2026-01-31",
            "2026-01-31",
            "2026-01-31T14:05+01:00",
            "2026-01-31 13:05Z",
            "2026-01-31T13:05:00.000000Z",
            "2026-01-31T13:05:00.1234567z",
            "2026-03-29T02:30",  # the clock went forward
            "2026-10-25T02:30",  # the clock showed this twice
            "2026-01-31T14:05",
            "2026-11-21T23:59:59Z",
            "2026-11-22",
            "2026-02-30",
            "31-01-2026",
            "1899-12-31",
            "20260131",
            "2026-01-31T24:00Z",
            "2026-01-31T23:60Z",
            "2026-01-31T14:05+15:00",
            "gisteren",
            "",
        ]
    ),
    "person": st.sampled_from(["p1", "p2", " p3 ", "", "p" * 201, 'p"4', "p,5"]),
    "source": st.sampled_from(["politie", "politie", "jongerenwerk", "", "s" * 201]),
    "part": st.sampled_from(["present", "Victim", "", "leider"]),
    "place": st.sampled_from(["plein", "", "é" * 200, "é" * 201]),
    "kind": st.sampled_from(["overlast", ""]),
    "reliability": st.sampled_from(["1", "0.5", "", "1.01", "-0", "-1", "nan", "1e-3", "0,5", "x"]),
}
ROWS = st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=12)
ZONES = st.sampled_from([None, "Europe/Amsterdam"])
SHAPE = re.compile(
    r"(\d{4}-\d\d-\d\d)([T ](\d\d):(\d\d)(:(\d\d)([.]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)


def _moment_by_hand(  # noqa: PLR0911  # a return for each way in which it can go
    text: str, zone: str | None
) -> tuple[datetime, date] | str:
    """Return the moment in UTC and the day as written, or a word of the reason."""
    shape = SHAPE.fullmatch(text)
    try:
        on = date.fromisoformat(shape[1] if shape else "")
        assert shape is not None
        if not shape[2]:
            return datetime(on.year, on.month, on.day), on
        fraction = timedelta(microseconds=int((shape[7] or ".0")[1:7].ljust(6, "0")))
        at = datetime(on.year, on.month, on.day, int(shape[3]), int(shape[4]), int(shape[6] or 0))
    except (ValueError, AssertionError):
        return "geen datum"
    offset = shape[8]
    if offset is None and zone is None:
        return "geen tijdzone"
    if offset is None:
        local = at.replace(tzinfo=ZoneInfo(zone or ""))
        utc = local.astimezone(UTC)
        if utc.astimezone(ZoneInfo(zone or "")).replace(tzinfo=None) != at:
            return "bestaat niet in deze tijdzone"
        return utc.replace(tzinfo=None) + fraction, on
    if offset.upper() == "Z":
        return at + fraction, on
    digits = offset[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if shift >= timedelta(hours=15):
        return "geen datum"
    return at + fraction - (shift if offset[0] == "+" else -shift), on


def _fault_of_row(  # noqa: PLR0911  # a return for each rule
    row: dict[str, str], zone: str | None
) -> tuple[str, str] | None:
    for column in ("observation_id", "observed_at", "person"):
        if not row[column]:
            return column, "leeg"
    for column in ("observation_id", "person", "source", "place", "kind"):
        if len(row[column]) > 200:
            return column, "200 tekens"
    moment = _moment_by_hand(row["observed_at"], zone)
    if isinstance(moment, str):
        return "observed_at", moment
    if moment[1].year < 1900:
        return "observed_at", "1900"
    if moment[1] > TODAY:
        return "observed_at", "toekomst"
    if row["part"] and row["part"].lower() not in set(Part):
        return "part", "onbekend"
    try:
        share = float(row["reliability"] or 1)
    except ValueError:
        share = math.nan
    return None if 0 <= share <= 1 else ("reliability", "0 tot en met 1")


def _split_by_hand(
    rows: list[dict[str, str]], zone: str | None
) -> tuple[list[tuple[object, ...]], list[tuple[int, str, str]]]:
    kept: list[tuple[object, ...]] = []
    refused: list[tuple[int, str, str]] = []
    first: dict[str, tuple[object, ...]] = {}
    seen: dict[tuple[str, str], int] = {}
    for line, raw in enumerate(rows, start=2):
        row = {column: cell.strip() for column, cell in raw.items()}
        fault = _fault_of_row(row, zone)
        if fault:
            refused.append((line, *fault))
            continue
        moment = _moment_by_hand(row["observed_at"], zone)
        key = row["observation_id"]
        shared = first.setdefault(key, (*moment, row["source"], line))
        if shared[:2] != moment:
            refused.append((line, "observed_at", f"Regel {shared[3]} "))
        elif shared[2] != row["source"]:
            refused.append((line, "source", f"Regel {shared[3]} "))
        else:
            here = seen.setdefault((key, row["person"]), line)
            if here != line:
                refused.append((line, "person", "staat al op regel"))
                continue
            share = abs(float(row["reliability"] or 1))
            part = row["part"].lower() or "present"
            source = row["source"] or "onbekend"
            free = (row["place"] or None, row["kind"] or None)
            kept.append((key, *moment, row["person"], source, part, *free, share))
    return kept, refused


@given(rows=ROWS, zone=ZONES)
@settings(max_examples=150, deadline=None)
def test_every_row_is_judged_as_by_a_slow_reader(
    rows: list[dict[str, str]], zone: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = io.StringIO()
    writer = csv.DictWriter(written, CELLS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    rows = [row for row in rows if any(cell.strip() for cell in row.values())]
    if not rows:
        return
    delivery = _read(tmp_path_factory.mktemp("o") / "o.csv", written.getvalue(), zone)
    kept, refused = _split_by_hand(rows, zone)
    assert delivery.presences.rows() == kept
    assert [(line, column) for line, column, _ in refused] == [
        (line, column) for line, column, _ in _reasons(delivery)
    ]
    for (_, _, word), (_, _, reason) in zip(refused, _reasons(delivery), strict=True):
        assert word in reason
    assert delivery.file.rows == len(rows)


@given(rows=ROWS, zone=ZONES)
@settings(max_examples=40, deadline=None)
def test_csv_gzip_and_parquet_say_the_same(
    rows: list[dict[str, str]], zone: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("forms")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(CELLS, pl.String))
    frame = frame.filter(pl.any_horizontal(pl.all().str.strip_chars() != ""))
    if frame.is_empty():
        return
    import gzip

    (folder / "o.csv").write_text(frame.write_csv(), encoding="utf-8")
    (folder / "o.csv.gz").write_bytes(gzip.compress(frame.write_csv().encode()))
    frame.write_parquet(folder / "o.parquet")
    read = [
        read_observations(folder / name, today=TODAY, timezone=zone)
        for name in ("o.csv", "o.csv.gz", "o.parquet")
    ]
    assert read[0].presences.equals(read[1].presences)
    assert read[0].presences.equals(read[2].presences)
    assert read[0].rejected["reason"].equals(read[1].rejected["reason"])
    lines = read[0].rejected["line"] - 1  # Parquet has no header: its rows are counted
    assert lines.equals(read[2].rejected["line"])


@given(rows=ROWS)
@settings(max_examples=40, deadline=None)
def test_what_was_read_can_be_written_and_read_again(
    rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("again")
    kept, _ = _split_by_hand(rows, "Europe/Amsterdam")
    if not kept:
        return
    presences = pl.DataFrame(kept, schema=dict(PRESENCES.columns), orient="row")
    again = _read(folder / "o.csv", form_observations(presences).write_csv())
    assert again.presences.equals(presences)
    assert again.rejected.is_empty()


# --- by example ---------------------------------------------------------------------------------


def test_the_least_a_file_needs(tmp_path: Path) -> None:
    text = "person,note,observed_at,observation_id\na,x,2026-01-31,w1\nb,y,2026-01-31,w1\n"
    delivery = _read(tmp_path / "o.csv", text)
    day = datetime(2026, 1, 31)
    assert delivery.presences.rows() == [
        ("w1", day, day.date(), "a", "onbekend", "present", None, None, 1.0),
        ("w1", day, day.date(), "b", "onbekend", "present", None, None, 1.0),
    ]
    assert delivery.ignored_columns == ("note",)


def test_the_day_is_the_one_the_observer_wrote(tmp_path: Path) -> None:
    text = "observation_id,observed_at,person\nw1,2026-02-01T00:30,a\nw2,2026-02-01T00:30+01:00,b\n"
    presences = _read(tmp_path / "o.csv", text, "Europe/Amsterdam").presences
    assert presences["observed_on"].to_list() == [date(2026, 2, 1)] * 2
    assert presences["observed_at"].to_list() == [datetime(2026, 1, 31, 23, 30)] * 2


def test_where_the_clock_showed_a_time_twice_the_first_counts(tmp_path: Path) -> None:
    text = "observation_id,observed_at,person\nw1,2026-10-25T02:30,a\n"
    presences = _read(tmp_path / "o.csv", text, "Europe/Amsterdam").presences
    assert presences["observed_at"].to_list() == [datetime(2026, 10, 25, 0, 30)]


def test_ten_kinds_of_bad_rows_each_have_their_reason(tmp_path: Path) -> None:
    bad = [
        ",2026-01-31,a,,,,,",
        "w1,31-01-2026,a,,,,,",
        "w1,2026-01-31T10:00,a,,,,,",
        "w1,2026-11-22,a,,,,,",
        "w1,2026-01-31,a,,leider,,,",
        "w1,2026-01-31,a,,,,,1.5",
        "w0,2026-01-30,b,politie,,,,",
        "w0,2026-01-31,b,boa,,,,",
        "w0,2026-01-31,a,politie,,,,",
        "w1,2026-01-31",
        'w1,2026-01-31,"a"b,,,,,',
        f"w1,2026-01-31,{'a' * 201},,,,,",
    ]
    text = HEADER + "w0,2026-01-31,a,politie,,,,\n" + "\n".join(bad) + "\n"
    delivery = _read(tmp_path / "o.csv", text)
    assert delivery.presences.height == 1
    assert _reasons(delivery) == [
        (3, "observation_id", "De kolom observation_id mag niet leeg zijn."),
        (4, "observed_at", "Dit is geen datum of tijd zoals 2026-01-31 of 2026-01-31T14:05+01:00."),
        (
            5,
            "observed_at",
            "Dit tijdstip heeft geen tijdzone; geef die op met --timezone Europe/Amsterdam.",
        ),
        (6, "observed_at", "Deze datum ligt in de toekomst."),
        (
            7,
            "part",
            "Dit deel is onbekend; kies uit present, active, calming, victim, witness, unknown.",
        ),
        (8, "reliability", "De betrouwbaarheid is een getal van 0 tot en met 1, met een punt."),
        (9, "observed_at", "Regel 2 van dezelfde waarneming noemt een ander tijdstip."),
        (10, "source", "Regel 2 van dezelfde waarneming noemt een andere bron."),
        (11, "person", "Deze persoon staat al op regel 2 van dezelfde waarneming."),
        (12, None, "Deze rij heeft 2 velden, de kop heeft er 8."),
        (13, None, "In deze rij staat een aanhalingsteken op een plaats waar dat niet kan."),
        (14, "person", "De kolom person heeft meer dan 200 tekens."),
    ]
    assert delivery.rejected["value"].to_list()[1] == "31-01-2026"
    assert delivery.rejected["value"].to_list()[-1] == "a" * 80
    assert REJECTED.keep(delivery.rejected).columns == list(REJECTED.columns)


def test_ten_thousand_people_fit_in_an_observation_and_one_more_does_not(tmp_path: Path) -> None:
    def crowd(number: int) -> str:
        rows = "".join(f"w1,2026-01-31,p{n}\n" for n in range(number))
        return "observation_id,observed_at,person\n" + rows

    assert _read(tmp_path / "o.csv", crowd(10_000)).presences.height == 10_000
    refused = _read(tmp_path / "o.csv", crowd(10_001))
    assert refused.presences.is_empty()
    assert refused.rejected.height == 10_001
    assert refused.rejected["reason"].unique().to_list() == [
        "Deze waarneming heeft 10001 rijen; meer dan 10.000 kan niet."
    ]


def test_a_file_of_broken_rows_only_is_explained_too(tmp_path: Path) -> None:
    delivery = _read(tmp_path / "o.csv", HEADER + "x\ny,z\n")
    assert delivery.presences.is_empty()
    assert PRESENCES.keep(delivery.presences).height == 0
    assert delivery.rejected["line"].to_list() == [2, 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("observation_id,person\nw1,a\n", "De kolom observed_at ontbreekt"),
        ("observation_id,observed_at,person\n", "geen rijen"),
        ("observation_id,observed_at,person,person\nw1,2026-01-31,a,b\n", "twee keer"),
        ("observation_id,observed_at,person,Voornaam\nw,2026-01-31,a,b\n", "kolom met namen"),
        ("observation_id,observed_at,naam\nw,2026-01-31,Jan\n", "kolom met namen"),
    ],
)
def test_a_file_that_lacks_something_is_refused_as_a_whole(
    text: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        _read(tmp_path / "o.csv", text)


def test_no_reason_repeats_what_the_file_says(tmp_path: Path) -> None:
    name = "Jan Jansen"
    row = ",".join([name] * 8)
    delivery = _read(tmp_path / "o.csv", HEADER + row + "\n" + f"w1,2026-01-31,a,,{name},,,\n")
    assert delivery.rejected.height == 2
    assert not delivery.rejected["reason"].str.contains("Jan").any()
