"""Where an installation keeps its files, and how it makes its key."""

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from zichtlijn.desk import environment
from zichtlijn.desk.environment import (
    ALL_SETTINGS,
    DEBUG,
    HOSTS,
    locate_home,
    read_names,
    read_or_make_secret_key,
    read_switch,
)


def test_a_chosen_home_is_where_the_files_go(tmp_path: Path) -> None:
    assert locate_home({"ZICHTLIJN_HOME": str(tmp_path)}) == tmp_path


def test_a_checkout_keeps_its_files_in_var(project: Path) -> None:
    assert locate_home({}) == project / "var"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [({"XDG_DATA_HOME": "/data"}, Path("/data/zichtlijn")),
     ({}, Path.home() / ".local" / "share" / "zichtlijn")],
)  # fmt: skip
def test_an_installed_package_keeps_its_files_with_the_users_data(
    chosen: dict[str, str], expected: Path, tmp_path: Path
) -> None:
    package = tmp_path / "lib" / "site-packages" / "zichtlijn"
    assert locate_home(chosen, package=package) == expected


@pytest.mark.parametrize(
    ("said", "heard"),
    [("ja", True), ("JA", True), ("true", True), ("1", True), ("aan", True),
     ("nee", False), ("", False), ("0", False), ("misschien", False)],
)  # fmt: skip
def test_a_switch_is_on_only_when_it_says_so(said: str, heard: bool) -> None:
    assert read_switch(DEBUG, {"ZICHTLIJN_DEBUG": said}) is heard


def test_hosts_are_the_names_between_the_commas() -> None:
    assert read_names(HOSTS, {"ZICHTLIJN_HOSTS": " a.example , b.example,"}) == [
        "a.example",
        "b.example",
    ]
    assert "localhost" in read_names(HOSTS, {})


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    key = read_or_make_secret_key(home)
    assert len(key) > 50
    assert read_or_make_secret_key(home) == key
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == ["secret_key"]


def test_many_first_starts_at_once_end_with_one_key(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from zichtlijn.desk.environment import read_or_make_secret_key;"
        f"print(read_or_make_secret_key(Path({str(tmp_path)!r})))"
    )
    starts = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    keys = {start.communicate()[0].strip() for start in starts}
    assert len(keys) == 1
    assert keys == {(tmp_path / "secret_key").read_text()}


def test_where_no_key_can_be_kept_it_lives_in_memory(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    first, second = (read_or_make_secret_key(in_the_way / "home") for _ in range(2))
    assert len(first) > 50
    assert first != second


def test_the_settings_page_names_each_setting_with_its_default(project: Path) -> None:
    page = (project / "docs/reference/settings.md").read_text()
    assert len(ALL_SETTINGS) >= 5
    rows = {
        line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| `Z")
    }
    assert set(rows) == {f"`{setting.name}`" for setting in ALL_SETTINGS}
    assert all(setting.default in rows[f"`{setting.name}`"] for setting in ALL_SETTINGS)


def test_no_setting_is_read_outside_the_list(project: Path) -> None:
    own = Path(environment.__file__)
    others = [path for path in (project / "src" / "zichtlijn").rglob("*.py") if path != own]
    assert len(others) > 50
    lines = {f"{path.name}: {line}" for path in others for line in path.read_text().splitlines()}
    assert [line for line in lines if re.search("environ.*ZICHTLIJN_[A-Z]", line)] == []
