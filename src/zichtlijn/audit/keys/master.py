"""The master key: a file of its own, for its owner's eyes only, with its versions."""

import base64
import json
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from zichtlijn.audit.keys.ciphers import KEY_BYTES, make_secret
from zichtlijn.audit.keys.terms import KeysUnavailable

_FIRST = 1


class Master(NamedTuple):
    """The master key in each version that still wraps something; the highest wraps what is new."""

    versions: dict[int, bytes]

    @property
    def newest(self) -> int:
        """Return the version that wraps what is new."""
        return max(self.versions)


def read_master(file: Path) -> Master:
    """Return the master key in `file`; read again as soon as the file is another one.

    Raises KeysUnavailable.
    """
    try:
        stands = file.stat()
    except OSError as problem:
        raise KeysUnavailable("De hoofdsleutel ontbreekt.") from problem
    return _read_file(file, stands.st_ino, stands.st_mtime_ns)


@lru_cache(maxsize=1)
def _read_file(file: Path, number: int, changed_ns: int) -> Master:
    del number, changed_ns  # by these one file is told from the next
    try:
        written = json.loads(file.read_text(encoding="ascii"))
        versions = {int(number): base64.b64decode(key) for number, key in written.items()}
    except OSError as problem:
        raise KeysUnavailable("De hoofdsleutel kan niet worden gelezen.") from problem
    except (ValueError, AttributeError, TypeError) as problem:
        raise KeysUnavailable("Het bestand met de hoofdsleutel is beschadigd.") from problem
    if not versions or any(len(key) != KEY_BYTES for key in versions.values()):
        raise KeysUnavailable("Het bestand met de hoofdsleutel is beschadigd.")
    return Master(versions)


def make_first_master(file: Path) -> Master:
    """Make a master key where there is none, whole or not at all. Raises KeysUnavailable."""
    with _written_aside(file, Master({_FIRST: make_secret()})) as made, suppress(FileExistsError):
        file.hardlink_to(made)  # two first uses at once end with one key
    return read_master(file)


def write_master(file: Path, master: Master) -> None:
    """Replace the master key file in one step. Raises KeysUnavailable."""
    with _written_aside(file, master) as made:
        made.replace(file)


def with_new_version(master: Master) -> Master:
    """Return the master key with one version more."""
    return Master({**master.versions, master.newest + 1: make_secret()})


def only(master: Master, used: Collection[int]) -> Master:
    """Return the master key without the versions that wrap nothing any more."""
    kept = {master.newest, *used}
    return Master({number: key for number, key in master.versions.items() if number in kept})


@contextmanager
def _written_aside(file: Path, master: Master) -> Iterator[Path]:
    text = {n: base64.b64encode(key).decode("ascii") for n, key in master.versions.items()}
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".master-")  # mode 0600
        with os.fdopen(descriptor, "w", encoding="ascii") as aside:
            json.dump(text, aside)
            aside.flush()
            os.fsync(aside.fileno())
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)
        _sync_folder(file.parent)
    except OSError as problem:
        raise KeysUnavailable("De hoofdsleutel kan niet worden geschreven.") from problem


def _sync_folder(folder: Path) -> None:
    # a name is durable only once its folder is
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
