"""Choices that cannot be are refused; choices at the edge are not."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl

from zichtlijn.networks.analysis.planted import derive_presences, plant_stream


def _town(folder: Path) -> Path:
    town = derive_presences(plant_stream(3, nominal=1_500))
    path = folder / "stad.csv"
    town.select("observation_id", observed_at="observed_on", person="person").write_csv(path)
    return path


def _analyse(file: Path, out: Path, *choices: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "zichtlijn"), "networks", "analyse"]
    return subprocess.run(
        [*command, str(file), "--out", str(out), *choices], capture_output=True, text=True
    )


def test_a_day_that_has_not_come_is_wrong_use(tmp_path: Path) -> None:
    ended = _analyse(_town(tmp_path), tmp_path / "uit", "--as-of", "2999-01-01")
    assert ended.returncode == 2
    assert "ligt in de toekomst" in ended.stderr
    assert not (tmp_path / "uit").exists()


def test_without_bootstraps_nothing_is_said_of_stability(tmp_path: Path) -> None:
    ended = _analyse(_town(tmp_path), tmp_path / "uit", "--bootstraps", "0", "--method", "events")
    assert ended.returncode == 0, ended.stderr
    assert json.loads((tmp_path / "uit" / "summary.json").read_text())["verdict"] == "groups_found"
    windows = pl.read_csv(tmp_path / "uit" / "group_windows.csv")  # noqa: TID251 - read as a user would
    assert windows.height > 50
    assert windows["stability"].null_count() == windows.height


def test_chance_can_be_chosen_and_is_named(tmp_path: Path) -> None:
    town = _town(tmp_path)
    tails = {}
    for model in ["plain", "configuration"]:
        out = tmp_path / model
        ended = _analyse(
            town, out, "--null-model", model, "--method", "contacts", "--bootstraps", "0"
        )
        assert ended.returncode == 0, ended.stderr
        assert json.loads((out / "summary.json").read_text())["null_model"] == model
        tails[model] = pl.read_csv(out / "ties.csv")["p_value"].to_list()  # noqa: TID251 - read as a user would
    assert len(tails["plain"]) == len(tails["configuration"]) > 100
    assert tails["plain"] != tails["configuration"]


def test_a_step_too_small_to_read_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    path.write_text(
        "observation_id,observed_at,person\no1,2015-01-01,a\no1,2015-01-01,b\no2,2025-01-01,a\n"
    )
    ended = _analyse(path, tmp_path / "uit", "--step", "day")
    assert ended.returncode == 2
    assert "1000 vensters" in ended.stderr
    assert not (tmp_path / "uit").exists()
