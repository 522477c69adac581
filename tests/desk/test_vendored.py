"""The browser files made by others are as they were published, and say so."""

import shutil
from pathlib import Path

import pytest
from tools import vendor

from zichtlijn.desk.doctor.package import VENDOR, check_browser_files
from zichtlijn.desk.doctor.terms import State


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VENDOR, tmp_path / "vendor"))


def test_every_file_has_the_hash_it_was_published_with() -> None:
    assert len(vendor.describe_files()) >= 11
    assert vendor.find_changed_files() == []


def test_every_listed_file_is_there_with_its_licence() -> None:
    expected = {
        f"{package.folder}/{here}" for package in vendor.LISTED for here in package.files.values()
    }
    assert expected == set(vendor.describe_files())
    for package in vendor.LISTED:
        licences = [name for name in package.files.values() if name.startswith("LICENSE")]
        assert len(licences) == 1
        assert (VENDOR / package.folder / licences[0]).stat().st_size > 500


def test_third_party_is_what_the_tool_writes(project: Path) -> None:
    assert (project / "THIRD_PARTY.md").read_text() == vendor.write_third_party()


def test_a_changed_file_is_found(copy: Path) -> None:
    assert check_browser_files(copy).state is State.GOOD
    (copy / "sigma" / "sigma.min.js").write_text("alert(1)")
    found = check_browser_files(copy)
    assert found.state is State.WRONG
    assert "sigma/sigma.min.js" in found.said


def test_a_lost_file_or_list_is_found(copy: Path) -> None:
    (copy / "htmx" / "htmx.min.js").unlink()
    assert check_browser_files(copy).state is State.WRONG
    (copy / "MANIFEST.json").write_text("{}")
    assert check_browser_files(copy).state is State.WRONG
    (copy / "MANIFEST.json").unlink()
    assert check_browser_files(copy).state is State.WRONG


def test_no_style_sheet_or_script_of_ours_names_another_host(project: Path) -> None:
    static = [
        path
        for path in (project / "src").rglob("static/**/*")
        if path.is_file() and "vendor" not in path.parts and path.suffix in {".css", ".js", ".svg"}
    ]
    assert len(static) >= 4
    namespace = "http://www.w3.org/"  # a name, not an address: nothing is fetched
    named = [
        p.name
        for p in static
        if "//" in p.read_text().replace(namespace, "")
        and "://" in p.read_text().replace(namespace, "")
    ]
    assert named == []
