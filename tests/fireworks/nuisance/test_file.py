"""The file of reports: a minute, a cell and a kind come in; who reported stays out."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.journeys.server import command_line, own_environment

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.commands.reporting import import_reports_file
from zichtlijn.fireworks.models import NuisanceReport
from zichtlijn.fireworks.sources.nuisance import NuisanceList, read_nuisance_reports
from zichtlijn.fireworks.terms import NotAllowed
from zichtlijn.kernel.files.refusals import UnreadableFile

HEAD = "t,x,y,kind,within_min\n"
TWO = (
    HEAD
    + "2026-12-31T23:58,155012,463487,knal,\n"
    + "2026-12-31T22:10:31Z,155300.5,463900,reeks,20\n"
)


def read(text: str, folder: Path) -> NuisanceList:
    path = folder / "meldingen.csv"
    path.write_text(text)
    return read_nuisance_reports(path, timezone="Europe/Amsterdam")


def test_a_time_without_a_zone_is_the_time_on_the_clock_of_that_day(tmp_path: Path) -> None:
    found = read(TWO, tmp_path)
    assert found.rejected.is_empty()
    assert found.reports.drop("report").rows() == [
        (datetime(2026, 12, 31, 22, 10, 31, tzinfo=UTC), 20, 155_300.5, 463_900.0, "string"),
        (datetime(2026, 12, 31, 22, 58, tzinfo=UTC), 10, 155_012.0, 463_487.0, "bang"),
    ]


@pytest.mark.parametrize(
    "column", ["naam", "melder", "adres", "omschrijving", "zaaknummer", "telefoon", "x2", "id"]
)
def test_a_file_that_holds_anything_else_is_refused_unread(column: str, tmp_path: Path) -> None:
    text = f"t,x,y,kind,{column}\n2026-12-31T23:58,155012,463487,knal,Sem Vermeer-Oost\n"
    with pytest.raises(UnreadableFile, match="Kolom 5 mag hier niet staan") as refusal:
        read(text, tmp_path)
    assert "Vermeer" not in str(refusal.value)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("gisteren,1,2,knal,", "t"),
        ("2026-02-30T10:00,1,2,knal,", "t"),
        ("2026-12-31T23:58,hier,2,knal,", "x"),
        ("2026-12-31T23:58,1,,knal,", "y"),
        ("2026-12-31T23:58,1,2,ruzie met Sem,", "kind"),
        ("2026-12-31T23:58,1,2,knal,45", "within_min"),
        ("2026-12-31T23:58,1,2,knal,tien", "within_min"),
    ],
)
def test_a_row_that_is_wrong_is_named_by_its_line_and_never_repeated(
    row: str, column: str, tmp_path: Path
) -> None:
    (refused,) = read(HEAD + row + "\n", tmp_path).rejected.rows(named=True)
    assert (refused["line"], refused["column"], refused["value"]) == (2, column, None)
    assert "Sem" not in refused["reason"]


def test_a_file_is_read_in_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "meldingen.csv"
    path.write_text(TWO.replace("2026", "2025"))
    said = subprocess.run(
        command_line("fireworks", "reports", os.fspath(path)),
        env=own_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[-1] == "2 meldingen vastgelegd; 0 stonden er al."


@pytest.mark.django_db
def test_a_file_with_one_wrong_row_or_place_brings_nothing(tmp_path: Path, access: Access) -> None:
    path = tmp_path / "meldingen.csv"
    for row, words in (("2026-12-31T23:58,1,2,knal,", "Nederland"), ("x,1,2,knal,", "regel 4, t")):
        path.write_text(TWO + row + "\n")
        with pytest.raises(NotAllowed, match=words):
            import_reports_file(path, timezone="Europe/Amsterdam", access=access)
    assert not NuisanceReport.objects.exists()
    path.write_text(TWO)
    told = [import_reports_file(path, timezone="Europe/Amsterdam", access=access) for _ in range(2)]
    assert told == [(2, 0), (0, 2)]
