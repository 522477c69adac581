"""Copy the browser files we use into the package, each with its licence and its SHA-256.

    python tools/vendor.py            fetch what is listed below with `npm pack`, and copy it
    python tools/vendor.py --check    only compare the files with MANIFEST.json

Nothing is fetched when Zichtlijn is installed or runs; this is run by a maker who changes a
version. The files are kept as published.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
VENDOR = PROJECT / "src" / "zichtlijn" / "desk" / "static" / "vendor"
MANIFEST = VENDOR / "MANIFEST.json"
THIRD_PARTY = PROJECT / "THIRD_PARTY.md"


class Package(NamedTuple):
    """One published package and what we take from it."""

    name: str  # as npm knows it
    version: str
    licence: str  # SPDX
    folder: str  # below static/vendor
    files: dict[str, str]  # path in the package -> file name here
    why: str


LISTED = (
    Package(
        "@utrecht/component-library-css",
        "9.0.4",
        "EUPL-1.2",
        "utrecht-component-library-css",
        {"dist/index.css": "index.css", "LICENSE.md": "LICENSE.md"},
        "gives forms, buttons, tables and the skip link the shapes of NL Design System",
    ),
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "OFL-1.1",
        "source-sans-3",
        {
            "files/source-sans-3-latin-wght-normal.woff2": "source-sans-3-latin-wght-normal.woff2",
            "files/source-sans-3-latin-ext-wght-normal.woff2": (
                "source-sans-3-latin-ext-wght-normal.woff2"
            ),
            "LICENSE": "LICENSE",
        },
        "is the letter of every page",
    ),
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        "htmx",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
        "changes parts of a page without loading all of it",
    ),
    Package(
        "sigma",
        "3.0.3",
        "MIT",
        "sigma",
        {"dist/sigma.min.js": "sigma.min.js", "LICENSE.txt": "LICENSE.txt"},
        "draws large networks",
    ),
    Package(
        "graphology",
        "0.26.0",
        "MIT",
        "graphology",
        {"dist/graphology.umd.min.js": "graphology.umd.min.js", "LICENSE.txt": "LICENSE.txt"},
        "holds the network that sigma draws",
    ),
)

DATA_OF_OTHERS = """
## Data of others in the package

- `networks/examples/workplace_2013.dat.zip` and `workplace_2015.dat.gz`: SocioPatterns. Génois and
  others, Network Science 3:326 (2015); Génois and Barrat, EPJ Data Science 7:11 (2018). CC0 1.0.
- `privacy/sources/lexicons/good_words.txt`, chosen from the Dutch word list of OpenTaal
  (opentaal.org). Revised BSD licence or CC BY 3.0.
"""


def main() -> int:
    """Fetch and copy, or only check."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="only compare with MANIFEST.json")
    if options.parse_args().check:
        wrong = find_changed_files()
        print("\n".join(wrong) or "Every vendored file is as it was published.")
        return 1 if wrong else 0
    for package in LISTED:
        copy_from_npm(package)
    MANIFEST.write_text(json.dumps(describe_files(), indent=2) + "\n", encoding="utf-8")
    THIRD_PARTY.write_text(write_third_party(), encoding="utf-8")
    return 0


def copy_from_npm(package: Package) -> None:
    """Replace the folder of one package by the files listed for it."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        packed = subprocess.run(  # noqa: S603 - the names stand in this file
            ["npm", "pack", "--silent", f"{package.name}@{package.version}"],  # noqa: S607 - the maker's npm
            cwd=room,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()[-1]
        with tarfile.open(room / packed) as archive:
            archive.extractall(room, filter="data")
        target = VENDOR / package.folder
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for inside, here in package.files.items():
            shutil.copyfile(room / "package" / inside, target / here)
    print(f"{package.name} {package.version}: {len(package.files)} files")


def describe_files() -> dict[str, str]:
    """Return the SHA-256 of every vendored file, by its path below static/vendor."""
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path != MANIFEST)
    return {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def find_changed_files() -> list[str]:
    """Return a line for each file that is missing, new or not as the manifest says."""
    listed = json.loads(MANIFEST.read_text(encoding="utf-8"))
    found = describe_files()
    gone = [f"{path}: missing" for path in sorted(listed.keys() - found.keys())]
    new = [f"{path}: not in the manifest" for path in sorted(found.keys() - listed.keys())]
    both = sorted(listed.keys() & found.keys())
    return gone + new + [f"{path}: changed" for path in both if listed[path] != found[path]]


def write_third_party() -> str:
    """Return the text of THIRD_PARTY.md."""
    hashes = describe_files()
    lines = [
        "# Made by others",
        "",
        "These browser files are part of the package, unchanged, each beside its licence in",
        "`src/zichtlijn/desk/static/vendor/`. Written by `tools/vendor.py`; a test and",
        "`zichtlijn doctor` compare the hashes.",
        "",
    ]
    for package in LISTED:
        lines += [
            f"## {package.name} {package.version}",
            "",
            f"Licence: {package.licence}. What it does here: {package.why}.",
            "",
            "| file | SHA-256 |",
            "|---|---|",
            *(
                f"| `{package.folder}/{here}` | `{hashes[f'{package.folder}/{here}']}` |"
                for here in package.files.values()
            ),
            "",
        ]
    return "\n".join(lines) + DATA_OF_OTHERS


if __name__ == "__main__":
    sys.exit(main())
