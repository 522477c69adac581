"""What `zichtlijn backup` and `restore` do, as lines to print. Imported once Django is ready."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zichtlijn.audit.keys import KeysUnavailable, SealBroken
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.desk import environment
from zichtlijn.desk.backup.locks import make_passphrase, read_private_key, read_public_key
from zichtlijn.desk.backup.making import make_backup
from zichtlijn.desk.backup.restoring import restore_backup
from zichtlijn.desk.backup.terms import WrongBackup
from zichtlijn.desk.door.timers import open_timer_access
from zichtlijn.desk.retaining.deeds import tell_today


def make(file: Path, words: str, public_key: Path | None) -> Iterator[str]:
    """Make a backup and tell where it is and what to do with the keys."""
    os.umask(0o077)
    access = open_timer_access()
    with _refusals():
        made = make_backup(
            file.absolute(),
            home=environment.locate_home(),
            closing=read_public_key(public_key) if public_key else make_passphrase(words),
            today=tell_today(access),
            access=access,
        )
    yield f"Reservekopie: {made.database}"
    yield f"Sleutels: {made.keys}. Bewaar dit bestand ergens anders en hooguit 35 dagen."
    yield f"{made.bytes_written / 1e6:.1f} MB, {made.lines} regels logboek.".replace(".", ",", 1)
    if public_key:
        yield "Deze machine kan de kopie niet openen. Probeer af en toe of uw privésleutel dat kan."
    if made.expired:
        yield f"Vernietigd: {made.expired} verlopen bestand(en) met sleutels."


def restore(
    file: Path, keys_file: Path | None, words: str, private_key: Path | None
) -> Iterator[str]:
    """Put a backup back and tell what was destroyed again."""
    os.umask(0o077)
    access = open_timer_access()
    with _refusals():
        done = restore_backup(
            file,
            keys_file,
            home=environment.locate_home(),
            opening=read_private_key(private_key) if private_key else make_passphrase(words),
            today=tell_today(access),
            access=access,
        )
    yield f"Teruggezet: de kopie van {done.made_on:%d-%m-%Y}."
    yield f"Opnieuw vernietigd: {done.replayed}. Termijn intussen voorbij: {done.past_term}."
    yield f"Logboek: {done.lines_kept} regels van na de kopie zijn behouden; de keten loopt door."
    yield f"Opnieuw ingetrokken of stilgezet: {done.taken_again}. Zittingen: alle beëindigd."
    if done.lost:
        yield f"Niet te herhalen: {done.lost}. Op de pagina Toezicht staat wat u zelf moet doen."
    yield "Controleer nu: zichtlijn doctor, zichtlijn log verify, zichtlijn accounts list"


@contextmanager
def _refusals() -> Iterator[None]:
    """Say what is refused as a sentence, with the exit code of wrong input."""
    try:
        yield
    except (KeysUnavailable, SealBroken, LogUnavailable) as problem:
        raise WrongBackup(str(problem)) from problem
