"""Loaded by the server under test: it may talk to this machine and to nobody else."""

import os
import sys
from ipaddress import ip_address
from pathlib import Path


def _is_here(host: object) -> bool:
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse_to_leave(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket stays here
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not _is_here(host):
        with Path(os.environ["ATTEMPTS_TO_LEAVE"]).open("a") as written:
            written.write(f"{event} {host}\n")
        raise OSError(f"the test refuses {event} to {host}")


sys.addaudithook(_refuse_to_leave)
