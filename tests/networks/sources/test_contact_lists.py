"""Reports of a sensor become observations of two people, one for each spell."""

import gzip
import zipfile
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.networks.sources.contact_lists import (
    CONTACTS,
    ContactList,
    derive_spells,
    read_contacts,
)
from zichtlijn.networks.sources.examples import locate_examples
from zichtlijn.networks.terms import PRESENCES

MONDAY = date(2013, 6, 24)


def _read(path: Path, text: str) -> ContactList:
    path.write_text(text, encoding="utf-8")
    return read_contacts(path)


def _contacts(*rows: tuple[float, str, str]) -> pl.DataFrame:
    numbered = [(line, *row) for line, row in enumerate(rows, start=1)]
    return pl.DataFrame(numbered, schema=dict(CONTACTS.columns), orient="row")


@pytest.mark.parametrize(
    "text",
    [
        "20 9 7\n40 7 9 A B\n",
        "20\t9\t7\n40\t7\t9\tA\tB\n",
        "  20   9 7\r\n40 7  9\r\n",
        "20,9,7\n40,7,9,A,B\n",
        '"20","9","7"\n"40","7","9"\n',
        "t i j Ci Cj\n20 9 7 A A\n40 7 9 A A\n",
        "\ufefft,i,j\n20, 9, 7\n\n40 , 7,9\n",
    ],
)
def test_spaces_tabs_and_commas_say_the_same(text: str, tmp_path: Path) -> None:
    found = _read(tmp_path / "c.dat", text)
    assert found.rejected.is_empty()
    assert found.contacts.select("seconds", "person_a", "person_b").rows() == [
        (20.0, "7", "9"),
        (40.0, "7", "9"),
    ]
    assert not found.is_unix_time
    assert found.file.rows == 2


def test_gzip_and_zip_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "c.dat.gz").write_bytes(gzip.compress(b"20 7 9\n"))
    with zipfile.ZipFile(tmp_path / "c.dat.zip", "w") as archive:
        archive.writestr("inside.dat", "20 7 9\n")
    for name in ("c.dat.gz", "c.dat.zip"):
        assert read_contacts(tmp_path / name).contacts.height == 1


def test_rows_that_are_no_contact_are_explained(tmp_path: Path) -> None:
    text = "1385982020 1 2\n1 1 4\nx 1 4\n1385982040 5 5\n1 2\n-5 1 2\n1385982020000 1 2\n"
    found = _read(tmp_path / "c.dat", text)
    assert found.is_unix_time is True
    assert found.rejected.select("line", "column", "reason").rows() == [
        (2, "t", "Deze tijd is geen Unix-tijd, en andere rijen van dit bestand wel."),
        (3, "t", "De tijd is geen getal in seconden."),
        (4, "j", "Iemand kan geen contact met zichzelf hebben."),
        (5, None, "Deze rij heeft geen drie velden: tijd, persoon en persoon."),
        (6, "t", "De tijd ligt voor het begin van de telling."),
        (7, "t", "De tijd is te groot; hij hoort in seconden te staan."),
    ]


@pytest.mark.parametrize(
    ("text", "words"), [("", "leeg"), ("\n \n", "leeg"), ("t i j naam\n1 2 3 x\n", "namen")]
)
def test_a_list_that_is_none_is_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=words):
        _read(tmp_path / "c.dat", text)


def test_a_spell_ends_after_a_longer_pause_by_hand() -> None:
    contacts = _contacts((0, "a", "b"), (60, "a", "b"), (121, "a", "b"), (60, "a", "c"))
    spells = derive_spells(contacts, gap_seconds=60, start=MONDAY)
    assert PRESENCES.keep(spells).select("observation_id", "observed_at", "person").rows() == [
        ("0-a-b", datetime(2013, 6, 24), "a"),
        ("0-a-b", datetime(2013, 6, 24), "b"),
        ("60-a-c", datetime(2013, 6, 24, 0, 1), "a"),
        ("60-a-c", datetime(2013, 6, 24, 0, 1), "c"),
        ("121-a-b", datetime(2013, 6, 24, 0, 2, 1), "a"),
        ("121-a-b", datetime(2013, 6, 24, 0, 2, 1), "b"),
    ]


def test_unix_time_counts_from_1970_in_utc() -> None:
    spells = derive_spells(_contacts((1385982020, "a", "b")), gap_seconds=60)
    assert spells["observed_at"].to_list() == [datetime(2013, 12, 2, 11, 0, 20)] * 2


def test_gap_zero_makes_each_row_an_observation_also_the_same_row_twice() -> None:
    contacts = _contacts((20, "a", "b"), (20, "a", "b"), (40, "a", "b"))
    spells = derive_spells(contacts, gap_seconds=0, start=MONDAY)
    assert spells["observation_id"].unique(maintain_order=True).to_list() == [
        "20-a-b",
        "20-a-b-2",
        "40-a-b",
    ]


def test_no_two_observations_share_a_number_whatever_people_are_called() -> None:
    contacts = _contacts((20, "x", "y"), (20, "x", "y"), (20, "x", "y-2"), (20, "x-y", "2"))
    spells = derive_spells(contacts, gap_seconds=0, start=MONDAY)
    assert spells.group_by("observation_id").len()["len"].to_list() == [2] * 4


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 300), st.sampled_from("abc"), st.sampled_from("def")), max_size=40
    ),
    gap=st.integers(0, 90),
)
@settings(max_examples=60, deadline=None)
def test_spells_are_those_of_walking_along_each_pair(
    rows: list[tuple[int, str, str]], gap: int
) -> None:
    begins = []
    last: dict[tuple[str, str], int] = {}
    for seconds, a, b in sorted(rows):
        before = last.get((a, b))
        if gap == 0 or before is None or seconds - before > gap:
            begins.append((seconds, a, b))
        last[a, b] = seconds
    spells = derive_spells(_contacts(*rows), gap_seconds=gap, start=MONDAY)
    pairs = spells.group_by("observation_id", maintain_order=True).agg(
        pl.col("observed_at").first().dt.epoch("s") - 1372032000, pl.col("person")
    )
    assert [(s, *people) for _, s, people in pairs.rows()] == begins


def test_the_shipped_sets_are_those_of_the_publisher() -> None:
    figures = []
    for example in locate_examples():
        found = read_contacts(example.path)
        pairs = found.contacts.select(pl.struct("person_a", "person_b").n_unique()).item()
        people = pl.concat([found.contacts["person_a"], found.contacts["person_b"]]).n_unique()
        figures.append((people, found.contacts.height, pairs, found.rejected.height))
        assert example.start.isoweekday() == 1
        weekend = derive_spells(found.contacts, gap_seconds=60, start=example.start)
        assert weekend["observed_on"].dt.weekday().max() <= 5  # type: ignore[operator]
    assert figures == [(92, 9827, 755, 0), (217, 78249, 4274, 0)]


def test_the_original_archive_is_read_as_it_was_published(project: Path) -> None:
    found = read_contacts(project / "tests/data/workplace_2013/workplace_InVS_tij.dat.zip")
    assert found.file.rows == 9827
    assert derive_spells(found.contacts, gap_seconds=0, start=MONDAY).height == 2 * 9827


def test_a_school_of_188508_reports_is_read(shared_data: Path) -> None:
    path = shared_data / "networks/sociopatterns/HighSchool2013_proximity_net.csv.gz"
    found = read_contacts(path)
    assert found.is_unix_time
    assert found.contacts.height == 188_508
    assert found.contacts.select(pl.struct("person_a", "person_b").n_unique()).item() == 5818
