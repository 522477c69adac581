"""`zichtlijn serve`, `demo` and `doctor`: start the desk, fill it, look it over."""

import socket
from importlib import import_module

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk import environment
from zichtlijn.desk.bangs.companion import keep_locating
from zichtlijn.desk.clock import read_clock
from zichtlijn.desk.retaining.timer import keep_terms
from zichtlijn.desk.starting import serving


@click.command()
@reads_no_person
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", default=8000, show_default=True, help="Poort; 0 kiest een vrije poort.")
def serve(host: str, port: int) -> None:
    """Start Zichtlijn in de browser; stoppen met Ctrl-C."""
    try:
        serving.make_django_ready()
        serving.prepare_database()
        # models can be imported only once Django is ready
        import_module("zichtlijn.desk.starting.conditions").check_may_serve(host)
        listening = serving.open_socket(host, port)
    except serving.NotReady as problem:
        raise click.ClickException(str(problem)) from problem
    with keep_terms(read_clock=read_clock), keep_locating():
        serving.serve_until_stopped(listening, announce=lambda: _announce(host, listening))
    click.echo("Gestopt.")


@click.command()
@reads_no_person
@click.option(
    "--compute",
    type=click.IntRange(min=0),
    default=0,
    metavar="AANTAL",
    help="Bereken zoveel edities nu al; anders gebeurt dat bij het eerste bezoek.",
)
@click.option("--accounts", is_flag=True, help="Maak ook verzonnen accounts, een voor elke rol.")
def demo(*, compute: int, accounts: bool) -> None:
    """Maak de database met openbare voorbeeldgegevens; opnieuw uitvoeren kan altijd."""
    try:
        serving.make_django_ready()
        serving.prepare_database()
    except serving.NotReady as problem:
        raise click.ClickException(str(problem)) from problem
    # models can be imported only once Django is ready
    example = import_module("zichtlijn.desk.starting.example")
    for line in example.prepare_example():
        click.echo(line)
    if compute:
        click.echo(f"Berekend: {example.compute_waiting(most=compute)} editie(s)")
    if accounts:
        lines = import_module("zichtlijn.desk.administering.lines")
        for line in lines.add_invented():
            click.echo(line)
        people = import_module("zichtlijn.desk.starting.example_people")
        click.echo(people.prepare_people())
    click.echo(f"Klaar. De gegevens staan in {environment.locate_home()}")


@click.command()
@reads_no_person
@click.option("--json", "as_json", is_flag=True, help="Bevindingen als JSON.")
def doctor(*, as_json: bool) -> None:
    """Kijk na of deze installatie gezond is; eindigt met 1 als er iets fout is."""
    serving.make_django_ready()
    examination = import_module("zichtlijn.desk.doctor.examination")
    findings = list(examination.examine(environment.locate_home(), now=read_clock()))
    if as_json:
        click.echo(examination.write_json(findings))
    else:
        click.echo("\n".join(examination.write_lines(findings)))
    raise SystemExit(0 if examination.is_sound(findings) else 1)


def _announce(host: str, listening: socket.socket) -> None:
    address = serving.name_address(host, listening.getsockname()[1])
    click.echo(f"Zichtlijn staat klaar op {address}")
    click.echo("Stoppen: Ctrl-C")
