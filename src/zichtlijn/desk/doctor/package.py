"""Checks of what is installed: Python, the packages, the browser files."""

import hashlib
import json
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from zichtlijn.desk.doctor.terms import Finding, good, wrong

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
_OLDEST_PYTHON = (3, 11)


def check_python(running: tuple[int, ...]) -> Finding:
    """Look whether this Python is new enough."""
    said = "Python " + ".".join(str(part) for part in running[:3])
    if running[:2] < _OLDEST_PYTHON:
        return wrong("python", f"{said} is te oud.", "Installeer Python 3.11 of nieuwer.")
    return good("python", said)


def check_packages(wanted: Iterable[str] | None = None) -> Finding:
    """Look whether every package that Zichtlijn rests on is there in a version it knows."""
    lines = (requires("zichtlijn") or []) if wanted is None else list(wanted)
    needed = [line for line in lines if "extra ==" not in line]
    missing = [line for line in needed if not _is_met(line)]
    if missing:
        return wrong(
            "pakketten",
            f"Ontbreekt of heeft de verkeerde versie: {', '.join(missing)}.",
            "Voer ./run setup opnieuw uit, of installeer Zichtlijn opnieuw.",
        )
    named = [re.split(r"[\[<>=!~; ]", line)[0] for line in needed]
    return good("pakketten", ", ".join(f"{name} {version(name)}" for name in named))


def check_browser_files(vendor: Path = VENDOR) -> Finding:
    """Look whether the browser files are as they were published."""
    subject = "browserbestanden"
    to_do = "Installeer Zichtlijn opnieuw; meld het als het blijft, want iemand wijzigde bestanden."
    try:
        listed: dict[str, str] = json.loads((vendor / "MANIFEST.json").read_text(encoding="utf-8"))
        changed = [path for path, digest in listed.items() if _digest(vendor / path) != digest]
    except (OSError, ValueError) as problem:
        return wrong(subject, f"De bestanden zijn niet te lezen ({problem}).", to_do)
    if changed or not listed:
        return wrong(subject, f"Gewijzigd: {', '.join(changed) or 'de lijst is leeg'}.", to_do)
    return good(subject, f"{len(listed)} bestanden, alle zoals gepubliceerd.")


def _is_met(line: str) -> bool:
    name, *bounds = re.findall(r"^[\w.-]+|[<>]=?[\d.]+", line)
    try:
        found = _numbers(version(name))
    except PackageNotFoundError:
        return False
    return all(_holds(found, bound) for bound in bounds)


def _holds(found: tuple[int, ...], bound: str) -> bool:
    sign, limit = re.fullmatch(r"([<>]=?)([\d.]+)", bound).groups()  # type: ignore[union-attr]  # _is_met found it by the same pattern
    wanted = _numbers(limit)
    return found >= wanted if sign == ">=" else found[: len(wanted)] < wanted


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
