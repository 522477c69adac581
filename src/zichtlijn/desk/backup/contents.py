"""What goes into a backup and comes out of it: whole files under fixed names."""

import hashlib
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from zichtlijn.desk.backup.locks import Closing, Opening
from zichtlijn.desk.backup.sealing import read_sealed, write_sealed
from zichtlijn.desk.backup.terms import Heading, What, WrongBackup

DATABASE, KEYS, MASTER, TOMBSTONES = "database.sqlite3", "keys.sqlite3", "master_key", "destroyed"

MEMBERS: Mapping[What, frozenset[str]] = {
    What.DATABASE: frozenset({DATABASE, TOMBSTONES}),
    What.KEYS: frozenset({KEYS, MASTER, TOMBSTONES}),
}
"""The files of each kind of backup; anything else in it is refused."""


@contextmanager
def make_workplace(home: Path) -> Iterator[Path]:
    """Give a folder for half-made files, for this account only, and clear it away after use.

    What a killed run left behind goes first.
    """
    for left in home.glob(".backup-*"):
        shutil.rmtree(left, ignore_errors=True)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=home, prefix=".backup-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pack(folder: Path, file: Path, heading: Heading, *, closing: Closing) -> None:
    """Seal the files of `folder` that belong in such a backup into one file."""
    with (
        write_sealed(file, heading, closing=closing) as target,
        tarfile.open(fileobj=target, mode="w|") as bundle,
    ):
        for name in sorted(MEMBERS[heading.what]):
            bundle.add(folder / name, arcname=name, recursive=False)


def unpack(file: Path, folder: Path, *, what: What, opening: Opening) -> None:
    """Write the files of a backup into `folder`. Raises WrongBackup; then nothing is of use."""
    with read_sealed(file, opening=opening) as source:
        try:
            with tarfile.open(fileobj=source, mode="r|") as bundle:
                names = {_take(member, bundle, folder, what=what) for member in bundle}
        except tarfile.TarError as problem:
            raise WrongBackup("De inhoud van deze reservekopie klopt niet.") from problem
        while source.read(1 << 20):
            pass  # to the very end: only then it is known to be whole
    if names != MEMBERS[what]:
        raise WrongBackup("In deze reservekopie ontbreekt een bestand.")


def check_database(file: Path) -> None:
    """Raise WrongBackup unless this is a whole SQLite database."""
    try:
        with closing(sqlite3.connect(file)) as opened:
            (said,) = opened.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as problem:
        raise WrongBackup("De database in deze reservekopie is niet te openen.") from problem
    if said != "ok":
        raise WrongBackup("De database in deze reservekopie is beschadigd.")


def hash_file(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _take(member: tarfile.TarInfo, bundle: tarfile.TarFile, folder: Path, *, what: What) -> str:
    inside: IO[bytes] | None = bundle.extractfile(member) if member.isreg() else None
    if inside is None or member.name not in MEMBERS[what]:
        raise WrongBackup("In deze reservekopie zit iets dat er niet hoort.")
    place = folder / member.name
    place.touch(mode=0o600)
    with place.open("wb") as target:
        shutil.copyfileobj(inside, target, 1 << 20)
    return member.name
