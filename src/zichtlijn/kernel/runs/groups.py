"""A group of commands of which only the one that is called is imported."""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click


class Place(NamedTuple):
    """Where a command is found, and what the list of commands says of it."""

    module: str
    name: str
    summary: str


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that it starts at once."""

    def __init__(self, name: str, *, places: Mapping[str, Place], summary: str) -> None:
        super().__init__(
            name,
            help=summary,
            no_args_is_help=True,
            options_metavar="[KEUZES]",
            subcommand_metavar="OPDRACHT ...",
        )
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the list."""
        return [*self._places, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None where there is none of that name."""
        place = self._places.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(place.module), place.name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's
        """List the commands by their summaries, without importing one."""
        rows = [(name, place.summary) for name, place in self._places.items()]
        rows += [
            (name, command.get_short_help_str())
            for name, command in self.commands.items()
            if not command.hidden
        ]
        with formatter.section("Opdrachten"):
            formatter.write_dl(rows)
