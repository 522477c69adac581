"""Make a backup while the desk goes on: two sealed files, opened again before they count."""

import secrets
import sqlite3
from contextlib import closing as closed_after
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from zichtlijn import __version__
from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.desk.backup.contents import (
    DATABASE,
    KEYS,
    MASTER,
    TOMBSTONES,
    check_database,
    hash_file,
    make_workplace,
    pack,
    unpack,
)
from zichtlijn.desk.backup.locks import Closing, Opening, PublicKey
from zichtlijn.desk.backup.sealing import read_heading
from zichtlijn.desk.backup.terms import (
    KEYS_ENDING,
    LONGEST_KEY_LIFE,
    Heading,
    Made,
    What,
    WrongBackup,
)
from zichtlijn.privacy.operations.destruction import finish_destruction

_UNFINISHED = ".half"


def make_backup(file: Path, *, home: Path, closing: Closing, today: date, access: Access) -> Made:
    """Write `file` and `file`.keys, both or neither.

    What stands in them was read back before they got their names: with a passphrase by opening
    them, with a public key only by what was put in, since this machine cannot open them.
    Raises WrongBackup, LogUnavailable, KeysUnavailable.
    """
    keys_file = file.with_name(file.name + KEYS_ENDING)
    _check_place(file, keys_file)
    finish_destruction()
    log.record("desk.backup.make", scope="backup", access=access)
    pair = secrets.token_hex(16)
    ends = today + LONGEST_KEY_LIFE
    with make_workplace(home) as folder:
        _copy_everything(folder)
        pairs = (
            (file, Heading(What.DATABASE, pair, today, None, __version__)),
            (keys_file, Heading(What.KEYS, pair, today, ends, __version__)),
        )
        for target, heading in pairs:
            _write_whole(target, heading, folder=folder, closing=closing)
        for target, _ in reversed(pairs):  # the database last: with it the backup is there
            target.with_name(target.name + _UNFINISHED).replace(target)
        lines = _count_lines(folder / DATABASE)
    return Made(
        file,
        keys_file,
        file.stat().st_size + keys_file.stat().st_size,
        lines,
        destroy_expired_keys(file.parent, today=today),
    )


def destroy_expired_keys(folder: Path, *, today: date) -> int:
    """Remove the key files in a folder that are past their day; return how many."""
    gone = 0
    for one in sorted(folder.glob(f"*{KEYS_ENDING}")):
        try:
            heading = read_heading(one)
        except WrongBackup:
            continue  # not ours to remove
        if heading.expires_on is not None and heading.expires_on < today:
            one.unlink()
            gone += 1
    return gone


def _check_place(file: Path, keys_file: Path) -> None:
    if connection.vendor != "sqlite":
        raise WrongBackup("Deze opdracht is voor SQLite. Gebruik bij PostgreSQL pg_dump.")
    if not file.parent.is_dir():
        raise WrongBackup("De map voor de reservekopie bestaat niet.")
    if file.exists() or keys_file.exists():
        raise WrongBackup("Dit bestand bestaat al. Kies een andere naam, bijvoorbeeld met de dag.")


def _copy_everything(folder: Path) -> None:
    # the database before the keys: a row's key is made before the row, so that none is missing
    with (
        closed_after(
            sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), timeout=20)
        ) as source,
        closed_after(sqlite3.connect(folder / DATABASE)) as target,
    ):
        source.backup(target)
    check_database(folder / DATABASE)
    keys.copy_store(folder / KEYS, folder / MASTER)
    stones = Path(settings.TOMBSTONES)
    (folder / TOMBSTONES).write_bytes(stones.read_bytes() if stones.exists() else b"")


def _write_whole(target: Path, heading: Heading, *, folder: Path, closing: Closing) -> None:
    unfinished = target.with_name(target.name + _UNFINISHED)
    unfinished.unlink(missing_ok=True)  # of a backup that was broken off
    try:
        pack(folder, unfinished, heading, closing=closing)
        if not isinstance(closing, PublicKey):
            _open_again(unfinished, heading, folder=folder, opening=closing)
    except OSError as problem:
        unfinished.unlink(missing_ok=True)
        raise WrongBackup(
            f"De reservekopie kan niet worden geschreven ({problem.strerror})."
        ) from problem


def _open_again(file: Path, heading: Heading, *, folder: Path, opening: Opening) -> None:
    again = folder / f"again-{heading.what}"
    again.mkdir(mode=0o700)
    unpack(file, again, what=heading.what, opening=opening)
    for one in sorted(again.iterdir()):
        if hash_file(one) != hash_file(folder / one.name):
            raise WrongBackup("De reservekopie kwam anders terug dan zij erin ging.")
        if one.suffix == ".sqlite3":
            check_database(one)
        one.unlink()


def _count_lines(database: Path) -> int:
    with closed_after(sqlite3.connect(database)) as opened:
        (lines,) = opened.execute("SELECT count(*) FROM audit_logline").fetchone()
    return int(lines)
