"""What every command lets its user choose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

HOME_TIMEZONE = "Europe/Amsterdam"
"""Whose midnight begins today, where the user names no other."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class RunChoices:
    """Where the results go and how much is said."""

    out: Path | None
    force: bool
    quiet: bool
    as_json: bool
    seed: int = 1


INPUT_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])

out_option = click.option(
    "--out",
    required=True,
    metavar="MAP",
    type=click.Path(file_okay=True, path_type=Path, resolve_path=True),
    help="Map voor de uitkomst; wordt gemaakt.",
)
force_option = click.option(
    "--force", is_flag=True, help="Schrijf ook waar al iets staat, over oude uitkomsten heen."
)
seed_option = click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(min=0, max=2**32 - 1),
    metavar="GETAL",
    help="Getal waarmee het toeval begint; hetzelfde getal geeft dezelfde uitkomst.",
)
quiet_option = click.option("--quiet", is_flag=True, help="Meld niets onderweg.")
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Schrijf de samenvatting naar de standaarduitvoer."
)
skip_option = click.option(
    "--skip-bad-rows", is_flag=True, help="Ga door zonder de rijen die niet kloppen."
)


class _TimezoneType(click.ParamType[str]):
    name = "tijdzone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail("deze tijdzone bestaat niet; voorbeeld: Europe/Amsterdam", param, ctx)
        return str(value)


timezone_option = click.option(
    "--timezone",
    type=_TimezoneType(),
    metavar="ZONE",
    help="Tijdzone van tijden zonder zone, bijvoorbeeld Europe/Amsterdam.",
)


def takes_run_choices(command: Callable[..., Result]) -> Callable[..., Result]:
    """Add --out, --force, --seed, --quiet and --json, given to the command as `choices`."""
    return out_option(takes_choices_without_folder(command))


def takes_choices_without_folder(command: Callable[..., Result]) -> Callable[..., Result]:
    """Add the same, for a command whose results go to a file that it names itself."""

    @force_option
    @seed_option
    @quiet_option
    @json_option
    @wraps(command)
    def with_choices(
        *args: Any,
        force: bool,
        seed: int,
        quiet: bool,
        as_json: bool,
        out: Path | None = None,
        **more: Any,
    ) -> Result:
        return command(*args, choices=RunChoices(out, force, quiet, as_json, seed), **more)

    return with_choices


def read_today(timezone: str | None) -> date:
    """Return the day it is for the user; commands are doors, and only doors read the clock."""
    return datetime.now(ZoneInfo(timezone or HOME_TIMEZONE)).date()  # noqa: TID251  # see above
