"""What looks like somebody's name is refused, and is not written down in the refusal either."""

from datetime import date
from pathlib import Path

import pytest

from zichtlijn.networks.sources.observations import read_observations

NAMES = [
    "Jan Jansen",
    "Piet de Vries",
    "Fatima el Amrani",
    "Anne-Marie van der Berg",
    "J. Jansen",
    "Jansen, Jan",
    "Łukasz Nowak",
    "Çağla Yılmaz",
    "@straatnaam",
    "iemand@voorbeeld.nl",
    "0612345678",
    "+31612345678",
    "=cmd()",
]
PSEUDONYMS = [
    "p1",
    "P001",
    "anna",
    "Anna",
    "N18",
    "-3",
    "person 12",
    "Person A",
    "x y",
    "1385982020",
    "DMI-7",
    "A.1",
]


def _read(person: str, folder: Path) -> tuple[int, list[tuple[str, str]]]:
    path = folder / "waarnemingen.csv"
    path.write_text(
        f'observation_id,observed_at,person\no1,2025-01-01,"{person}"\no1,2025-01-01,zz\n'
    )
    delivery = read_observations(path, today=date(2026, 1, 1))
    return delivery.presences.height, delivery.rejected.select("column", "value").rows()


@pytest.mark.parametrize("person", NAMES)
def test_a_name_is_refused_and_not_repeated(person: str, tmp_path: Path) -> None:
    kept, rejected = _read(person, tmp_path)
    assert kept == 1
    assert rejected == [("person", "(niet getoond)")]


@pytest.mark.parametrize("person", PSEUDONYMS)
def test_a_pseudonym_is_taken(person: str, tmp_path: Path) -> None:
    assert _read(person, tmp_path) == (2, [])
