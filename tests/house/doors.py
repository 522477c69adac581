"""The rules that import-linter has no word for, as questions to the import graph."""

import ast
from pathlib import Path

import grimp

ENTRANCES = {"queries", "reports", "operations", "terms"}
ENTRANCES_FOR_DESK = ENTRANCES | {"urls", "commands", "holdings"}
OFFERING = {"kernel", "audit", "privacy"}  # what they offer is named by their __init__


def build_graph(root: Path) -> grimp.ImportGraph:
    """Read the imports of the package below `root`/src."""
    return grimp.build_graph("zichtlijn", cache_dir=None)


def find_closed_doors_used(graph: grimp.ImportGraph, *, source: Path) -> list[str]:
    """Return every import that enters another room by something that is no door."""
    offered = {room: _names_in_all(source / room / "__init__.py") for room in OFFERING}
    return [
        f"{importer} -> {imported}"
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if not _may_enter(importer, imported, offered)
    ]


def find_ways_from_publication(graph: grimp.ImportGraph) -> list[str]:
    """Return the rooms with people in them that publication can reach by any chain."""
    walls = ["persons", "incidents", "routes", "networks", "signals", "burglary", "fireworks",
             "inspections", "operations", "cases", "indicators", "programmes", "area_scans", "desk"]  # fmt: skip
    if "zichtlijn.publication" not in graph.modules:
        return []
    return [
        wall
        for wall in walls
        if f"zichtlijn.{wall}" in graph.modules
        and graph.chain_exists("zichtlijn.publication", f"zichtlijn.{wall}", as_packages=True)
    ]


def _may_enter(importer: str, imported: str, offered: dict[str, set[str]]) -> bool:
    here, there = importer.split("."), imported.split(".")
    if len(here) < 2 or len(there) < 2 or here[1] == there[1]:
        return True
    room = there[1]
    if room in OFFERING:
        return len(there) == 2 or there[2] in offered[room]
    doors = ENTRANCES_FOR_DESK if here[1] == "desk" else ENTRANCES
    return len(there) > 2 and there[2] in doors


def _names_in_all(init: Path) -> set[str]:
    if not init.exists():
        return set()
    for node in ast.parse(init.read_text()).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()
