"""Make an installation ready and serve it. The commands print; this does."""

import errno
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

import django
import uvicorn
from django.core.management import call_command
from django.db import DatabaseError

from zichtlijn.desk import environment
from zichtlijn.desk.starting.faults import tell_faults_of_threads
from zichtlijn.desk.starting.one_home import InUse, share_home

LOOPBACK = ("127.0.0.1", "::1", "localhost")
_THIS_MACHINE = "localhost"


class NotReady(Exception):
    """Something on this machine keeps the desk from starting; the sentence says what to do."""


def make_django_ready() -> None:
    """Load settings and models; needed once before anything that touches the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zichtlijn.desk.settings")
    django.setup()


def prepare_database() -> None:
    """Make or update the tables; safe to repeat and safe to break off.

    Raises NotReady when the home folder or the database cannot be written.
    """
    os.umask(0o077)  # what we make is for this account only
    try:
        share_home(environment.locate_home())
        call_command("migrate", verbosity=0, interactive=False)
        _bring_up_to_date()
    except InUse as problem:
        raise NotReady(
            "Er wordt nu een reservekopie teruggezet. Probeer het over een paar minuten opnieuw."
        ) from problem
    except (DatabaseError, OSError) as problem:
        raise NotReady(
            "De database kan niet worden gemaakt of bijgewerkt. "
            f"Voer `zichtlijn doctor` uit om te zien waarom. ({problem})"
        ) from problem


def _bring_up_to_date() -> None:
    # rooms can be imported only once Django is ready
    import_module("zichtlijn.desk.starting.upkeep").bring_up_to_date()


def open_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket, so that the address works from the moment it is printed.

    Port 0 takes a free one. Raises NotReady when the port is taken or not ours to use.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(128)
    except OSError as problem:
        opened.close()
        raise NotReady(_explain_no_socket(problem, host, port)) from problem
    return opened


def name_address(host: str, port: int) -> str:
    """Return the address that somebody types to reach `host`.

    This machine is called localhost: a browser makes a passkey for a name, never for a number.

    >>> name_address("127.0.0.1", 8000), name_address("::", 8001)
    ('http://localhost:8000/', 'http://[::]:8001/')
    """
    shown = _THIS_MACHINE if host in LOOPBACK else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def serve_until_stopped(listening: socket.socket, *, announce: Callable[[], None]) -> None:
    """Call `announce` once the desk answers, then serve until Ctrl-C or a stop signal.

    Requests under way are finished first, for at most five seconds.
    """
    config = uvicorn.Config(
        "zichtlijn.desk.asgi:application",
        log_level="warning",
        log_config=None,  # its faults are written as ours are, without what they say
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    tell_faults_of_threads()
    with suppress(KeyboardInterrupt):  # uvicorn raises it again after it has stopped in peace
        _AnnouncingServer(config, announce).run(sockets=[listening])


class _AnnouncingServer(uvicorn.Server):
    # before its loop runs, a Ctrl-C would end it with a warning: the address is printed after that

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()


def _explain_no_socket(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Poort {port} is al in gebruik. Misschien draait Zichtlijn al: "
            f"open {name_address(host, port)}. Of kies een andere: "
            f"zichtlijn serve --port {port + 1}"
        )
    if problem.errno == errno.EACCES:
        return f"Poort {port} mag u niet gebruiken. Kies een poort boven 1024."
    return f"Het adres {host} kan hier niet worden gebruikt: {problem.strerror or problem}."
