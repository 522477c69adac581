"""Every address and every command says whether it reads people; nobody reads them past the door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import click
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from zichtlijn.audit.declaring import Read, find_declared, reads, reads_no_person
from zichtlijn.desk.commands import main
from zichtlijn.privacy.terms.access import CLOSED

TIMELESS = {"completion"}
"""Commands of the command line itself; they do nothing."""


def _walk(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, below)
        else:
            yield f"{space}{pattern.name}", pattern.callback


def _commands(group: click.Command, path: str = "zichtlijn") -> Iterator[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        yield path, group
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if name not in TIMELESS:
            yield from _commands(command, f"{path} {name}")


def _declared() -> dict[str, tuple[Read, ...] | None]:
    found = {name: find_declared(view) for name, view in _walk(get_resolver().url_patterns)}
    return found | {name: _read_command(command) for name, command in _commands(main)}


def _read_command(command: click.Command) -> tuple[Read, ...] | None:
    """The declaration stands on the command or on its function."""
    on_command = find_declared(command)
    return find_declared(command.callback) if on_command is None else on_command


def test_every_address_and_command_declares_what_it_reads() -> None:
    declared = _declared()
    silent = sorted(name for name, read in declared.items() if read is None)
    people = sum(bool(read) for read in declared.values())
    print(f"{len(declared) - len(silent)} of {len(declared)} declared, {people} read people")
    assert len(declared) > 40
    assert silent == [], (
        "put @reads(<class>, <verb>) or @reads_no_person of zichtlijn.audit.declaring directly above "
        f"the function of: {', '.join(silent)}"
    )


def test_what_is_declared_is_said_in_words_of_the_rule_table() -> None:
    strange = [
        f"{name}: {read}"
        for name, said in _declared().items()
        for read in said or ()
        if read.data_class not in CLOSED["data_class"] or read.verb not in CLOSED["verb"]
    ]
    assert strange == []


def test_a_view_that_says_nothing_is_found_and_two_classes_are_both_said() -> None:
    @reads("identity", "show")
    @reads("group_picture", "find")
    def show() -> None: ...

    @reads_no_person
    def help_() -> None: ...

    def silent() -> None: ...

    assert find_declared(show) == (Read("identity", "show"), Read("group_picture", "find"))
    assert find_declared(help_) == ()
    assert find_declared(silent) is None


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def _reach_past_the_door(room: Path) -> Iterator[str]:
    for file in sorted(room.rglob("*.py")):
        own = file.relative_to(room).parts[0]
        for imported in _imports(file):
            parts = imported.split(".")
            if parts[0] == "zichtlijn" and "models" in parts and parts[1] != own:
                yield f"{file.relative_to(room)} -> {imported}"
            if "get_model" in parts[-1:] and parts[0] == "django":
                yield f"{file.relative_to(room)} -> {imported}"


def test_no_model_on_people_is_imported_outside_its_room(project: Path, tmp_path: Path) -> None:
    room = project / "src" / "zichtlijn"
    tables = [model for model in apps.get_models() if model.__module__.startswith("zichtlijn.")]
    files = list(room.rglob("*.py"))
    found = list(_reach_past_the_door(room))
    print(f"{len(found)} imports past the door in {len(files)} files, {len(tables)} tables")
    assert len(files) > 200
    assert len(tables) > 20
    assert found == []
    planted = tmp_path / "desk"
    planted.mkdir()
    (planted / "views.py").write_text("from zichtlijn.privacy.models import Scope\n")
    assert list(_reach_past_the_door(tmp_path)) == [
        "desk/views.py -> zichtlijn.privacy.models.Scope"
    ]


def test_no_table_on_people_stands_in_djangos_admin(project: Path) -> None:
    source = project / "src" / "zichtlijn"
    using = [str(f) for f in source.rglob("*.py") if "django.contrib.admin" in f.read_text()]
    assert using == []
    assert "django.contrib.admin" not in {config.name for config in apps.get_app_configs()}
