"""A folder or file of results is there whole, or not at all."""

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from zichtlijn.kernel.files.refusals import UnusableFolder

LAST = "summary.json"
"""Moved in last: a folder that holds it is complete."""

_MARK = ".zichtlijn-"


def check_can_write_folder(folder: Path, *, force: bool) -> None:
    """Raise UnusableFolder unless `folder` is absent or empty, or `force` says to go on.

    What a run that was killed left behind is cleared away first.
    """
    if folder.exists() and not folder.is_dir():
        raise UnusableFolder("De plaats achter --out is een bestand, geen map.")
    _clear_leftovers(folder)
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise UnusableFolder(
            "De map achter --out is niet leeg. Kies een andere map, of ga door met --force."
        )


@contextmanager
def write_whole_folder(folder: Path, *, replaced: Collection[str] = ()) -> Iterator[Path]:
    """Give a place to write; when all went well its files appear in `folder`, else nothing does.

    An absent folder appears in one move. In a folder that is there already each file is moved
    in whole, the summary last; those of `replaced` that were not written anew are removed
    first, so that no file of an earlier run stays beside them. Other files are left alone.
    """
    is_new = not folder.exists()
    place = _name_place(folder, is_new=is_new)
    try:
        place.mkdir(parents=True)
        yield place
        _settle(place)
        if is_new:
            place.rename(folder)
        else:
            _move_in(place, folder, replaced=replaced)
    except OSError as problem:
        raise UnusableFolder(_say(problem)) from problem
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def write_whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to, with the same ending; when all went well it becomes `path`."""
    place = path.with_name(f"{_MARK}{os.getpid()}-{path.name}")
    try:
        yield place
        place.replace(path)
    except OSError as problem:
        raise UnusableFolder(_say(problem)) from problem
    finally:
        place.unlink(missing_ok=True)


def _name_place(folder: Path, *, is_new: bool) -> Path:
    """Return a place on the same disk: beside a new folder, inside one that may be a mount."""
    name = f"{_MARK}{os.getpid()}"
    return folder.with_name(f".{folder.name}{name}") if is_new else folder / name


def _move_in(place: Path, folder: Path, *, replaced: Collection[str]) -> None:
    written = sorted(place.iterdir(), key=lambda file: (file.name == LAST, file.name))
    (folder / LAST).unlink(missing_ok=True)
    for name in replaced:
        (folder / name).unlink(missing_ok=True)
    for file in written:
        file.replace(folder / file.name)


def _settle(place: Path) -> None:
    """Wait until the disk has what was written, so that a power cut leaves no empty file."""
    for file in place.iterdir():
        with file.open("rb") as written:
            os.fsync(written.fileno())


def _clear_leftovers(folder: Path) -> None:
    for place in (_name_place(folder, is_new=True), _name_place(folder, is_new=False)):
        start = place.name.removesuffix(str(os.getpid()))
        for entry in place.parent.iterdir() if place.parent.is_dir() else ():
            number = entry.name.removeprefix(start)
            if entry.name.startswith(start) and number.isdigit() and not _is_running(int(number)):
                shutil.rmtree(entry, ignore_errors=True)


def _is_running(number: int) -> bool:
    if os.name == "nt":
        return True  # there the call below would stop it
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _say(problem: OSError) -> str:
    """Return what the user can do; no path, it may hold a name."""
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        return "U mag op deze plaats niet schrijven. Kies een andere map."
    if problem.errno in (errno.ENOTEMPTY, errno.EEXIST):
        return "Intussen schreef iets anders in deze map. Kies een andere map, of probeer opnieuw."
    return (
        f"Schrijven lukte niet ({problem.strerror or 'onbekende fout'}). Kijk of de schijf vol is."
    )
