"""The further layers of the same people hold as many rows and people as published."""

import gzip
from pathlib import Path

import pytest
from tests.networks.analysis.published import read_table


@pytest.mark.parametrize(
    ("file", "rows", "people"),
    [
        ("HighSchool2013_friendship_network.csv.gz", 668, 134),
        ("HighSchool2013_facebook_known_pairs.csv.gz", 4515, 156),
        ("HighSchool2013_contactdiaries_network.csv.gz", 502, 120),
    ],
)
def test_the_school_has_its_other_layers(
    shared_data: Path, file: str, rows: int, people: int
) -> None:
    text = gzip.decompress((shared_data / "networks" / "sociopatterns" / file).read_bytes())
    lines = [line.split() for line in text.decode().splitlines() if line.strip()]
    assert len(lines) == rows
    assert len({person for line in lines for person in line[:2]}) == people
    if "facebook" in file:
        assert sum(line[2] == "1" for line in lines) == 1437


def test_the_family_has_its_other_layers(shared_data: Path) -> None:
    covert = shared_data / "networks" / "covert"
    counts = [
        read_table(covert / f"montagna_{layer}.csv").height
        for layer in ("attributes", "kinship", "sightings")
    ]
    assert counts == [155, 24, 41]


def test_the_ten_layers_of_noordin_hold_a_thousand_ties(shared_data: Path) -> None:
    layers = read_table(shared_data / "networks" / "covert" / "noordin_layers.csv")
    assert (layers.height, layers["layer"].n_unique()) == (1014, 10)


def test_the_summits_are_dated_and_some_people_came_to_none(shared_data: Path) -> None:
    covert = shared_data / "networks" / "covert"
    attendance = read_table(covert / "ndrangheta_summits_attendance.csv")
    events = read_table(covert / "ndrangheta_summits_events.csv")
    assert (attendance.height, attendance["person"].n_unique(), events.height) == (455, 151, 47)
    assert {day[:4] for day in events["date"]} <= {"2007", "2008", "2009"}
    kidnappings = read_table(covert / "philippines_kidnap_attendance.csv")
    counts = kidnappings.height, kidnappings["event"].n_unique(), kidnappings["person"].n_unique()
    assert counts == (402, 105, 246)
