"""What the command of residents' reports does, as lines to print. Imported once Django is ready."""

from collections.abc import Iterator
from pathlib import Path

from zichtlijn.desk import door
from zichtlijn.fireworks.commands.reporting import import_reports_file


def import_file(file: Path, *, timezone: str) -> Iterator[str]:
    """Keep the reports of a file, all or nothing."""
    access = door.open_command_access(scope="bangs")
    brought = import_reports_file(file, timezone=timezone, access=access)
    yield f"{brought.kept} meldingen vastgelegd; {brought.known} stonden er al."
