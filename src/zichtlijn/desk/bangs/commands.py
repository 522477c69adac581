"""`zichtlijn fireworks receivers|live|listen`: receivers, and what they send."""

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.commanding.running import carry_out, follow

_DEEDS = "zichtlijn.desk.bangs.deeds"
_CODE = click.argument("code", metavar="CODE")

_ADD_EXAMPLE = """\b
Voorbeeld:
  zichtlijn fireworks receivers add kade-4 --x 155012 --y 463487 --z 14
"""


@click.group("receivers", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def receivers() -> None:
    """Ontvangers: waar ze hangen, en de sleutel waarmee ze tijden sturen."""


@receivers.command("add", epilog=_ADD_EXAMPLE, options_metavar="[KEUZES]")
@_CODE
@click.option("--x", type=float, required=True, metavar="METER", help="RD, naar het oosten.")
@click.option("--y", type=float, required=True, metavar="METER", help="RD, naar het noorden.")
@click.option("--z", type=float, required=True, metavar="METER", help="Hoogte boven NAP.")
@reads_no_person
def add(code: str, *, x: float, y: float, z: float) -> None:
    """Voeg ontvanger CODE toe en toon zijn sleutel. Die ziet u alleen nu."""
    carry_out(_DEEDS, "add", code, x=x, y=y, z=z)


@receivers.command("list", options_metavar="[KEUZES]")
@reads_no_person
def list_all() -> None:
    """Toon de ontvangers: in gebruik of niet, wanneer het laatst gehoord, en hoe het gaat."""
    carry_out(_DEEDS, "list_all")


@receivers.command("rotate", options_metavar="[KEUZES]")
@_CODE
@reads_no_person
def rotate(code: str) -> None:
    """Geef ontvanger CODE een nieuwe sleutel. De oude werkt meteen niet meer."""
    carry_out(_DEEDS, "rotate", code)


@receivers.command("revoke", options_metavar="[KEUZES]")
@_CODE
@reads_no_person
def revoke(code: str) -> None:
    """Laat ontvanger CODE niets meer sturen. Met rotate kan hij weer meedoen."""
    carry_out(_DEEDS, "revoke", code)


@click.command("live", options_metavar="[KEUZES]")
@click.option(
    "--temperature-c",
    type=click.FloatRange(-40, 50),
    metavar="GRADEN",
    help="Temperatuur; anders uit de knallen afgeleid, te beginnen bij 10 of de laatst bekende.",
)
@click.option(
    "--until-input-ends", is_flag=True, help="Stop als de invoer eindigt; zo start `serve` dit."
)
@reads_no_person
def live(*, temperature_c: float | None, until_input_ends: bool) -> None:
    """Bepaal knallen terwijl de tijden binnenkomen; stoppen met Ctrl-C.

    `zichtlijn serve` doet dit zelf zodra er een ontvanger is.
    """
    follow(_DEEDS, "live", temperature_c=temperature_c, until_input_ends=until_input_ends)


@click.command("listen", options_metavar="[KEUZES]")
@click.option("--broker", required=True, metavar="HOST", help="Waar de broker draait.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="POORT",
    help="Poort van de broker; zonder keuze 8883 met TLS en 1883 zonder.",
)
@click.option("--user", default="", metavar="NAAM", help="Naam bij de broker.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False),
    metavar="BESTAND",
    help="Bestand met het wachtwoord bij de broker.",
)
@click.option("--tls/--no-tls", default=True, help="Versleuteld naar de broker; standaard aan.")
@click.option(
    "--ca",
    type=click.Path(exists=True, dir_okay=False),
    metavar="BESTAND",
    help="Certificaat van wie de broker vertrouwt, als dat niet van het systeem is.",
)
@reads_no_person
def listen(
    *,
    broker: str,
    port: int | None,
    user: str,
    password_file: str | None,
    tls: bool,
    ca: str | None,
) -> None:
    """Ontvang tijden van een MQTT-broker; stoppen met Ctrl-C.

    Een bericht is pas bevestigd als het op schijf staat.
    """
    follow(
        _DEEDS,
        "listen",
        broker=broker,
        port=port,
        user=user,
        password_file=password_file,
        tls=tls,
        ca=ca,
    )
