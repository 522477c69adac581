"""What holds or shows people is written down where a reader will look for it."""

import re
from pathlib import Path

import click
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from zichtlijn.desk.commands import main

OUR_OWN = "zichtlijn."


def _page(project: Path, name: str) -> str:
    return (project / "docs" / name).read_text()


def test_every_table_says_what_it_holds_on_people(project: Path) -> None:
    tables = [
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith(OUR_OWN)
    ]
    assert len(tables) > 5
    page = _page(project, "explanation/where-peoples-data-lives.md")
    assert [table for table in tables if f"`{table}`" not in page] == []


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += _names(pattern.url_patterns, below)
        elif pattern.name:
            found.append(space + pattern.name)
    return found


def test_every_page_says_what_it_shows(project: Path) -> None:
    names = _names(get_resolver().url_patterns)
    assert len(names) > 5
    page = _page(project, "reference/pages.md")
    assert [name for name in names if f"`{name}`" not in page] == []


def _commands(group: click.Command, path: str) -> list[str]:
    if not isinstance(group, click.Group):
        return [path]
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found += _commands(command, f"{path} {name}")
    return found


def test_every_command_and_option_is_described(project: Path) -> None:
    page = _page(project, "reference/commands.md")
    commands = _commands(main, "zichtlijn")
    assert len(commands) >= 5
    assert [command for command in commands if command not in page] == []


def test_every_setting_is_described(project: Path) -> None:
    source = "".join(file.read_text() for file in (project / "src/zichtlijn/desk").rglob("*.py"))
    settings = set(re.findall(r"ZICHTLIJN_[A-Z_]+", source))
    assert len(settings) > 3
    page = _page(project, "reference/settings.md")
    assert [name for name in sorted(settings) if f"`{name}`" not in page] == []


def test_figures_about_one_person_reach_no_report_command_or_page(project: Path) -> None:
    """Burt's constraint, betweenness and key players are for checks beside published figures only."""
    forbidden = re.compile(r"graphs[. ]*(?:import )?positions|betweenness|burt|key_player")
    room = project / "src" / "zichtlijn"
    outside = [
        file
        for file in room.rglob("*.py")
        if "graphs" not in file.parts and "migrations" not in file.parts
    ]
    assert len(outside) > 50
    assert [str(f.relative_to(room)) for f in outside if forbidden.search(f.read_text())] == []
