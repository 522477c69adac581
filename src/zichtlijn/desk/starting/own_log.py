"""What `zichtlijn log` does with the log of this installation."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from zichtlijn.audit import exports, log, operations, verify_log
from zichtlijn.audit.access import Access
from zichtlijn.desk import door
from zichtlijn.desk.accounts.keeping import has_accounts
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.door.seats import agree, seat_two
from zichtlijn.desk.door.words import Purpose
from zichtlijn.desk.starting.serving import NotReady
from zichtlijn.privacy.queries.auditing import LOG_EXPORT, admit_export
from zichtlijn.privacy.terms.asking import NotAllowed


class Verdict(NamedTuple):
    """Whether a log holds, in a sentence."""

    sentence: str
    holds: bool
    lines: int


@contextmanager
def speak_in_sentences() -> Iterator[None]:
    """Turn what may stand in the way of the log into NotReady, with what to do about it."""
    try:
        yield
    except (operations.CheckpointsUnavailable, log.LogUnavailable) as problem:
        raise NotReady(str(problem)) from problem
    except DatabaseError as problem:
        raise NotReady(
            "Het logboek is niet te lezen. Voer `zichtlijn doctor` uit om te zien waarom."
        ) from problem


def sign_own_log() -> str:
    """Sign the newest line and say so. Raises CheckpointsUnavailable."""
    made = operations.sign_newest(moment=door.read_clock())
    if made is None:
        return "Er is sinds het vorige controlepunt niets bijgekomen."
    return f"Ondertekend tot en met regel {made.seq}, in {settings.CHECKPOINTS}"


def verify_file(file: Path, *, checkpoints: Path | None, public_key: Path | None) -> Verdict:
    """Verify a database or a CSV file that somebody brought."""
    read = verify_log.read_csv if file.suffix == ".csv" else verify_log.read_table
    try:
        points: list[verify_log.Point] = []
        if checkpoints is not None:
            beside = public_key or checkpoints.with_name("public_key.pem")
            points = verify_log.read_points(checkpoints, beside)
        start, last, signed = verify_log.verify(
            partial(read, file, verify_log.LINES), partial(read, file, verify_log.NAMED), points
        )
    except (verify_log.Bad, OSError, ValueError) as problem:
        return Verdict(f"Het logboek klopt niet. {problem}", holds=False, lines=0)
    return Verdict(_say_holds(start, last, signed), holds=True, lines=last - start)


def verify_own_log() -> Verdict:
    """Verify the log of this installation with its own checkpoints; the outcome is a line in it."""
    folder = Path(settings.CHECKPOINTS)
    points = folder / "checkpoints.jsonl"
    given = {"checkpoints": points if points.exists() else None, "public_key": None}
    if connection.vendor == "sqlite":
        verdict = verify_file(Path(connection.settings_dict["NAME"]), **given)
    else:
        with tempfile.TemporaryDirectory() as place:
            exports.write_export(Path(place), access=_open_access())
            verdict = verify_file(Path(place) / exports.LINES, **given)
    said = "log:holds" if verdict.holds else "log:broken"
    log.record("audit.log.verify", scope=said, count=verdict.lines, access=_open_access())
    return verdict


def export_own_log(folder: Path, asked: tuple[str, str, str]) -> str:
    """Write the log for an auditor and say how much it is; `asked` is who, with whom, and why.

    Where there are accounts two of them let it leave (R16). Raises LogUnavailable, NotAllowed.
    """
    with transaction.atomic():  # one moment for all files, and the line of this export in them
        access = _admit_export(*asked) if _has_accounts() else _open_access()
        done = exports.write_export(folder, access=access)
    return (
        f"Geschreven: {done.lines} regels, {done.subjects} betrokkenen, "
        f"{done.spans} regels voor het Logboek Dataverwerkingen."
    )


def _admit_export(by: str, second: str, reason: str) -> Access:
    if not (by and second and reason):
        raise NotAllowed(
            "Het logboek gaat mee met twee mensen en een reden: geef --by, --second en --reason.",
            rule="R16",
        )
    seats = seat_two(by, second, reason=reason)
    code = agree(LOG_EXPORT, "log", reason=reason, seats=seats)
    admit_export(code, action=LOG_EXPORT, scope="log", access=seats.officer)
    return seats.officer


def _has_accounts() -> bool:
    """Return whether somebody has an account; a database of a log alone has no table of them."""
    tables = connection.introspection.table_names()
    return Account._meta.db_table in tables and has_accounts()  # noqa: SLF001 - Django documents it


def _open_access() -> Access:
    return replace(
        door.open_command_access(scope="log"),
        purpose=Purpose.OVERSIGHT.value,
        legal_ground=Purpose.OVERSIGHT.legal_ground,
    )


def _say_holds(start: int, last: int, signed: int) -> str:
    if last == start:
        return "Het logboek is leeg."
    if signed <= start:
        return f"Het logboek klopt: regel {start + 1} tot en met {last}. Er is geen controlepunt."
    return (
        f"Het logboek klopt: regel {start + 1} tot en met {last}. "
        f"Tot en met regel {signed} staat een controlepunt ervoor in."
    )
