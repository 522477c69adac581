"""`zichtlijn`: the door on the command line. Each command is imported when it is called."""

import gettext
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import click
from click.shell_completion import get_completion_class

from zichtlijn import __version__
from zichtlijn.kernel.runs.groups import LazyGroup, Place
from zichtlijn.kernel.runs.reporting import run_reporting

_SERVER = "zichtlijn.desk.server_commands"


class Door(LazyGroup):
    """The root of all commands; called as a program, it always leaves with an exit code."""

    def __call__(self) -> NoReturn:
        """Carry out the command line; whatever goes wrong becomes a sentence."""
        _speak_dutch()
        signal.signal(signal.SIGTERM, _stop)
        sys.exit(run_reporting(lambda: self.main(standalone_mode=False, prog_name="zichtlijn")))


main = Door(
    "zichtlijn",
    summary="Zichtlijn: de informatiegestuurde veiligheidswerkplaats van een gemeente.",
    # a room adds one line
    places={
        "networks": Place("zichtlijn.networks.commands", "networks", "Fluïde netwerken."),
        "fireworks": Place("zichtlijn.fireworks.commands", "fireworks", "Knallen plaatsen."),
        "persons": Place("zichtlijn.persons.commands", "persons", "Voorstellen wie wie is."),
        "privacy": Place("zichtlijn.desk.ruling.commands", "privacy", "Regels en teksten toetsen."),
        "log": Place("zichtlijn.desk.log_commands", "log", "Het logboek tekenen en nakijken."),
        "accounts": Place("zichtlijn.desk.administering.commands", "accounts", "Wie mag inloggen."),
        "retention": Place(
            "zichtlijn.desk.retaining.commands", "retention", "Bewaartermijnen en vernietiging."
        ),
        "backup": Place("zichtlijn.desk.backup.commands", "backup", "Maak een reservekopie."),
        "restore": Place(
            "zichtlijn.desk.backup.commands", "restore", "Zet een reservekopie terug."
        ),
        "algorithms": Place(
            "zichtlijn.desk.algorithms.commands", "algorithms", "Kaarten van de algoritmes."
        ),
        "serve": Place(_SERVER, "serve", "Start Zichtlijn in de browser."),
        "demo": Place(_SERVER, "demo", "Vul de database met openbare voorbeeldgegevens."),
        "doctor": Place(_SERVER, "doctor", "Kijk na of alles in orde is."),
    },
)

click.version_option(
    __version__, prog_name="zichtlijn", message="%(prog)s %(version)s", help="Toon de versie."
)(main)


_COMPLETION_EXAMPLES = """\b
Voorbeelden:
  bash:  echo 'eval "$(zichtlijn completion bash)"' >> ~/.bashrc
  zsh:   echo 'eval "$(zichtlijn completion zsh)"' >> ~/.zshrc
  fish:  zichtlijn completion fish > ~/.config/fish/completions/zichtlijn.fish
"""


@main.command(
    "completion",
    short_help="Vul opdrachten aan met de Tab-toets.",
    epilog=_COMPLETION_EXAMPLES,
    options_metavar="[KEUZES]",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def print_completion(shell: str) -> None:
    """Schrijf het script waarmee SHELL opdrachten van zichtlijn aanvult."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError("Deze shell kent geen aanvulling.")
    completion = found(main, {}, "zichtlijn", "_ZICHTLIJN_COMPLETE")
    click.echo(completion.source_template % completion.source_vars())


def _speak_dutch() -> None:
    """Let click find its own words in Dutch."""
    folder = Path(__file__).parent / "locale"
    gettext.bindtextdomain("messages", str(folder))
    os.environ["LANGUAGE"] = "nl"


def _stop(*_: object) -> None:
    """End as by Ctrl-C, so that what was begun is cleared away."""
    raise KeyboardInterrupt
