"""What stands in the repository keeps the rules of the house."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".yml", ".in", ".lock", ".sh", ".txt", ".po"}
# written in pieces, so that this file does not hold what it forbids
REGISTRY = re.compile("|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\."]))
MACHINE = re.compile(r"(?<![\w.])/(" + "|".join(["ro" + "ot", "wo" + "rk"]) + r")/\w")
MUNICIPALITIES = ["amersfoort", "amstelveen", "amsterdam", "utrecht", "rotterdam", "den haag"]


def _tracked(project: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=project, capture_output=True, text=True)
    files = [project / name for name in listed.stdout.splitlines()]
    return [file for file in files if file.is_file()]


def _own_texts(project: Path) -> dict[str, str]:
    return {
        str(file.relative_to(project)): file.read_text(encoding="utf-8")
        for file in _tracked(project)
        if file.suffix in TEXT and "vendor" not in file.parts
    }


def test_lock_files_hold_names_versions_and_hashes_but_no_addresses(project: Path) -> None:
    for lock in ["requirements.lock", "requirements-dev.lock"]:
        text = (project / lock).read_text()
        pins = re.findall(r"^[a-z0-9-]+==\S+ \\$", text, re.MULTILINE)
        assert len(pins) > 10
        assert "://" not in text
        assert not re.search(r"^--", text, re.MULTILINE)


def test_no_registry_and_no_machine_is_named(project: Path) -> None:
    texts = _own_texts(project)
    assert len(texts) > 30
    named = [name for name, text in texts.items() if REGISTRY.search(text) or MACHINE.search(text)]
    assert named == []


def test_every_direct_dependency_says_what_it_replaces(project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[\[<>=]", line)[0] for line in declared}
    page = (project / "docs/reference/dependencies.md").read_text()
    explained = set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    assert names == explained


def test_no_municipality_stands_in_code_or_templates(project: Path) -> None:
    found = [
        f"{name}: {city}"
        for name, text in _own_texts(project).items()
        if name.startswith("src/")
        and "/examples/" not in name
        and "/lexicons/" not in name  # lists of words that say nothing of a person hold places too
        for city in MUNICIPALITIES
        # the time zone and the component library carry a city's name; neither is a customer
        if city
        in re.sub(r"europe/amsterdam|utrecht[-_@]|@utrecht|utrecht component", "", text.lower())
    ]
    assert found == []


def test_every_link_in_the_documents_leads_somewhere(project: Path) -> None:
    pages = [
        file for file in _tracked(project) if file.suffix == ".md" and "vendor" not in file.parts
    ]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
        if "://" not in target and not target.startswith("mailto:")
    ]
    assert len(links) > 5
    assert [
        f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()
    ] == []


def test_public_code_description_is_complete(project: Path) -> None:
    text = (project / "publiccode.yml").read_text()
    for key in ["publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus",
                "softwareType", "description", "legal", "maintenance", "localisation", "dependsOn"]:  # fmt: skip
        assert re.search(rf"^{key}:", text, re.MULTILINE), key
    assert "EUPL-1.2" in text
    version = tomllib.loads((project / "pyproject.toml").read_text())["project"]["version"]
    assert f"softwareVersion: {version}" in text


def test_modules_and_folders_stay_small(project: Path) -> None:
    source = [f for f in _tracked(project) if "src" in f.parts and f.suffix == ".py"]
    own = [f for f in source if "migrations" not in f.parts]
    assert [f"{f.name}: {n}" for f in own if (n := len(f.read_text().splitlines())) > 400] == []
    folders = {f.parent for f in own}
    crowded = [f"{d.name}: {n}" for d in folders if (n := sum(f.parent == d for f in own)) > 13]
    assert crowded == []


PLANTED = {
    "a clock below the doors": (
        "from datetime import date\n\n\ndef guess() -> date:\n    return date.today()\n",
        "TID251",
    ),
    "global random state": ("import numpy as np\n\nnp.random.seed(1)\n", "NPY002"),
    "a file read outside the sources": ("import polars as pl\n\npl.read_csv('x')\n", "TID251"),
    "an import inside a function": ("def f() -> None:\n    import json\n", "PLC0415"),
}


@pytest.mark.parametrize("breach", PLANTED)
def test_a_banned_name_is_caught(breach: str, project: Path, tmp_path: Path) -> None:
    code, rule = PLANTED[breach]
    place = tmp_path / "src" / "zichtlijn" / "areas"
    place.mkdir(parents=True)
    shutil.copy(project / "pyproject.toml", tmp_path)
    (place / "terms.py").write_text(code)
    ruff = str(Path(sys.executable).parent / "ruff")
    checked = subprocess.run(
        [ruff, "check", "--no-cache", "--output-format", "json", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert rule in {finding["code"] for finding in json.loads(checked.stdout)}


def test_an_untyped_function_is_caught(project: Path, tmp_path: Path) -> None:
    shutil.copy(project / "pyproject.toml", tmp_path)
    (tmp_path / "loose.py").write_text("def f(x):\n    return x\n")
    mypy = str(Path(sys.executable).parent / "mypy")
    checked = subprocess.run(
        [mypy, "--strict", "loose.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "Function is missing a type annotation" in checked.stdout
