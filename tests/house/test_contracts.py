"""Each contract of the house is kept, and a breach planted in a copy of it is caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BREACHES = {
    "Rooms look down only": ("kernel/frames.py", "import zichtlijn.networks.terms"),
    "Inside a room data flows one way": (
        "networks/terms.py",
        "from zichtlijn.networks.analysis import incidence",
    ),
    "Terms, analysis and policies know no Django, database, log, clock or network": (
        "networks/analysis/incidence.py",
        "import sqlite3",
    ),
    "No circles at any depth": (
        "networks/analysis/incidence.py",
        "import zichtlijn.networks.analysis.study\nimport zichtlijn.networks.analysis.circle",
    ),
}

CIRCLE = (
    "networks/analysis/circle.py",
    "import zichtlijn.networks.analysis.incidence",
)
"""Harmless alone: it closes a circle only with the breach of the fourth contract."""

DOORS = """
import sys; sys.path.insert(0, {tests!r})
from pathlib import Path
import doors
graph = doors.build_graph(Path({root!r}))
print(doors.find_closed_doors_used(graph, source=Path({root!r}) / "src" / "zichtlijn"))
print(doors.find_ways_from_publication(graph))
"""


@pytest.fixture
def copy_of_the_house(project: Path, tmp_path: Path) -> Path:
    shutil.copytree(
        project / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "vendor")
    )
    shutil.copy(project / ".importlinter", tmp_path)
    return tmp_path


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=root, env=_sees(root), capture_output=True, text=True)


def _ask_doors(project: Path, root: Path) -> list[str]:
    code = DOORS.format(tests=str(project / "tests" / "house"), root=str(root))
    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=_sees(root), capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
    return asked.stdout.splitlines()


def _sees(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root / "src")}


def _plant(root: Path, place: str, line: str) -> None:
    file = root / "src" / "zichtlijn" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text() if file.exists() else "") + f"\n{line}\n")


def test_the_house_keeps_its_contracts(copy_of_the_house: Path) -> None:
    linted = _lint(copy_of_the_house)
    assert linted.returncode == 0, linted.stdout
    assert "4 kept, 0 broken" in linted.stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_a_contract_is_caught(contract: str, copy_of_the_house: Path) -> None:
    _plant(copy_of_the_house, *BREACHES[contract])
    _plant(copy_of_the_house, *CIRCLE)
    linted = _lint(copy_of_the_house)
    assert linted.returncode == 1
    assert f"{contract} BROKEN" in linted.stdout


def test_a_room_without_a_floor_is_caught(copy_of_the_house: Path) -> None:
    _plant(copy_of_the_house, "attic/__init__.py", '"""A room nobody placed."""')
    linted = _lint(copy_of_the_house)
    assert linted.returncode == 1
    assert "attic" in linted.stdout


def test_rooms_are_entered_by_their_doors(project: Path, copy_of_the_house: Path) -> None:
    assert _ask_doors(project, copy_of_the_house) == ["[]", "[]"]


def test_a_way_in_through_the_wall_is_caught(project: Path, copy_of_the_house: Path) -> None:
    _plant(copy_of_the_house, "networks/models.py", "")
    _plant(copy_of_the_house, "desk/urls.py", "import zichtlijn.networks.models")
    closed, _ = _ask_doors(project, copy_of_the_house)
    assert closed == "['zichtlijn.desk.urls -> zichtlijn.networks.models']"


def test_a_chain_from_publication_to_people_is_caught(
    project: Path, copy_of_the_house: Path
) -> None:
    _plant(copy_of_the_house, "persons/__init__.py", "")
    _plant(copy_of_the_house, "publication/__init__.py", "import zichtlijn.areas")
    _plant(copy_of_the_house, "areas/__init__.py", "import zichtlijn.persons")
    _, ways = _ask_doors(project, copy_of_the_house)
    assert ways == "['persons']"
