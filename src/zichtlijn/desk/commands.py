"""`zichtlijn`: the door on the command line. Each command is imported when it is called."""

import gettext
import os
import signal
import sys
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from zichtlijn import __version__
from zichtlijn.kernel.runs.groups import LazyGroup, Place
from zichtlijn.kernel.runs.reporting import run_reporting

_SERVER = "zichtlijn.desk.server_commands"

zichtlijn = LazyGroup(
    "zichtlijn",
    summary="Zichtlijn: de informatiegestuurde veiligheidswerkplaats van een gemeente.",
    places={
        "networks": Place("zichtlijn.networks.commands", "networks", "Fluïde netwerken."),
        "serve": Place(_SERVER, "serve", "Start Zichtlijn in de browser."),
        "demo": Place(_SERVER, "demo", "Vul de database met openbare voorbeeldgegevens."),
        "doctor": Place(_SERVER, "doctor", "Kijk na of alles in orde is."),
    },
)
"""The root of all commands; a room adds one line."""

click.version_option(
    __version__, prog_name="zichtlijn", message="%(prog)s %(version)s", help="Toon de versie."
)(zichtlijn)


_COMPLETION_EXAMPLES = """\b
Voorbeelden:
  bash:  echo 'eval "$(zichtlijn completion bash)"' >> ~/.bashrc
  zsh:   echo 'eval "$(zichtlijn completion zsh)"' >> ~/.zshrc
  fish:  zichtlijn completion fish > ~/.config/fish/completions/zichtlijn.fish
"""


@zichtlijn.command(
    "completion", short_help="Vul opdrachten aan met de Tab-toets.", epilog=_COMPLETION_EXAMPLES
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def print_completion(shell: str) -> None:
    """Schrijf het script waarmee SHELL opdrachten van zichtlijn aanvult."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError("deze shell kent geen aanvulling")
    completion = found(zichtlijn, {}, "zichtlijn", "_ZICHTLIJN_COMPLETE")
    click.echo(completion.source_template % completion.source_vars())


def main() -> None:
    """Carry out the command line, and leave with its exit code."""
    _speak_dutch()
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(run_reporting(lambda: zichtlijn.main(standalone_mode=False, prog_name="zichtlijn")))


def _speak_dutch() -> None:
    """Let click find its own words in Dutch."""
    folder = Path(__file__).parent / "locale"
    gettext.bindtextdomain("messages", str(folder))
    os.environ["LANGUAGE"] = "nl"


def _stop(*_: object) -> None:
    """End as by Ctrl-C, so that what was begun is cleared away."""
    raise KeyboardInterrupt
