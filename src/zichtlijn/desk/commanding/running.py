"""Do what a command asks, and say it. Imported before Django is ready."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import click

from zichtlijn.desk.starting import serving

_REFUSING = "zichtlijn.desk.commanding.refusing"


def carry_out(module: str, deed: str, *words: object, **chosen: object) -> None:
    """Do a deed in one transaction, and say its lines once it stands.

    Raises BrokenInput where the rules refuse it: then nothing of it stands but a line in the log.
    """
    with _at_the_door():
        lines = import_module(_REFUSING).do_whole(module, deed, *words, **chosen)
    for line in lines:
        click.echo(line, nl=not line.endswith("\n"))


def follow(module: str, deed: str, *words: object, **chosen: object) -> None:
    """Do a deed that has transactions of its own, and say its lines as they come.

    Raises as `carry_out`; what stood already stays.
    """
    with _at_the_door():
        for line in getattr(import_module(module), deed)(*words, **chosen):
            click.echo(line, nl=not line.endswith("\n"))


def make_ready() -> None:
    """Load Django and bring the tables up to date. Raises ClickException with what to do."""
    try:
        serving.make_django_ready()
        serving.prepare_database()
    except serving.NotReady as problem:
        raise click.ClickException(str(problem)) from problem


@contextmanager
def _at_the_door() -> Iterator[None]:
    make_ready()
    # models can be imported only once Django is ready
    with import_module(_REFUSING).at_the_door():
        yield
