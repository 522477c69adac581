"""What `zichtlijn privacy watch` and `audit-package` do, as lines to print; Django is ready."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from zichtlijn.desk import door
from zichtlijn.desk.door.seats import agree, seat_two
from zichtlijn.desk.ruling.watch_list import read_watch_list
from zichtlijn.kernel.files.folders import write_whole_file
from zichtlijn.privacy.operations.oversight.watching import add_marks, remove_mark
from zichtlijn.privacy.policies.auditing import check_period
from zichtlijn.privacy.queries.auditing import PACKAGE
from zichtlijn.privacy.queries.marks import list_marks
from zichtlijn.privacy.reports.audit_package import name_package, write_audit_package
from zichtlijn.privacy.terms.asking import Reason
from zichtlijn.privacy.terms.oversight import Period

_REASON = Reason.OVERSEE


def add(file: Path, reason: str, by: str, second: str) -> Iterator[str]:
    """Keep the marks of a file."""
    marks = read_watch_list(file)
    seats = seat_two(by, second, reason=_REASON)
    number = add_marks(marks, reason=reason, second=seats.second, access=seats.officer)
    yield f"Toegevoegd: {number} kenmerken. De namen zijn niet bewaard; vernietig {file.name}."


def remove(code: str, reason: str, by: str, second: str) -> Iterator[str]:
    """Remove one mark."""
    seats = seat_two(by, second, reason=_REASON)
    remove_mark(code, reason=reason, second=seats.second, access=seats.officer)
    yield "Verwijderd."


def list_all() -> Iterator[str]:
    """Tell what is watched, without names."""
    marks = list_marks(access=door.open_command_access(scope="watch"))
    for mark in marks:
        whose = f" van {mark.account}" if mark.account else ""
        yield (
            f"{mark.code}  {mark.category}{whose}, van {mark.added_at:%d-%m-%Y} tot"
            f" {mark.destroy_on:%d-%m-%Y}, door {mark.added_by} en {mark.second}"
        )
    yield f"{len(marks)} kenmerken."


def write_package(period: Period, out: Path, reason: str, by: str, second: str) -> Iterator[str]:
    """Write the audit package of a period, for two people."""
    with transaction.atomic():  # the line stands before the file does
        seats = seat_two(by, second, reason=reason)
        check_period(period, today=seats.officer.moment.date())
        code = agree(PACKAGE, str(period), reason=reason, seats=seats)
        package = write_audit_package(period, code=code, access=seats.officer)
    file = out / name_package(period) if out.suffix != ".zip" else out
    file.parent.mkdir(parents=True, exist_ok=True)
    with write_whole_file(file) as place:
        place.write_bytes(package)
    yield f"Geschreven: {file.name}, {len(package)} bytes. Begin bij index.html."
