"""Read a table, whatever its ending says it is."""

from collections.abc import Collection
from pathlib import Path

from zichtlijn.kernel.files.opening import Packing
from zichtlijn.kernel.files.parquet import read_parquet, read_parquet_columns
from zichtlijn.kernel.files.tables import CheckHeader, read_delimited, read_delimited_columns
from zichtlijn.kernel.files.terms import Progress, TextTable


def read_table(
    path: Path,
    *,
    wanted: Collection[str],
    check_header: CheckHeader,
    name: str | None = None,
    verbatim: Collection[str] = (),
    progress: Progress | None = None,
) -> TextTable:
    """Read a .parquet, a .gz or, for any other ending, plain CSV as a table of texts.

    Spaces around a cell are dropped, but for the columns of `verbatim`. `name`
    stands for a temporary path: its ending counts and it is what is written down.
    Raises UnreadableFile, from `check_header` or because the file as a whole is no table.
    """
    name = name or path.name
    if name.lower().endswith(".parquet"):
        return read_parquet(
            path, name=name, wanted=wanted, check_header=check_header, verbatim=verbatim
        )
    return read_delimited(
        path,
        packing=tell_packing(name),
        name=name,
        wanted=wanted,
        check_header=check_header,
        verbatim=verbatim,
        progress=progress,
    )


def read_columns(path: Path, *, name: str | None = None) -> tuple[str, ...]:
    """Read only what the columns of a table are called, lower case."""
    name = name or path.name
    if name.lower().endswith(".parquet"):
        return read_parquet_columns(path)
    return read_delimited_columns(path, packing=tell_packing(name))


def tell_packing(name: str) -> Packing:
    """Return how a file of this name is packed."""
    if name.lower().endswith(".gz"):
        return Packing.GZIP
    return Packing.ZIP if name.lower().endswith(".zip") else Packing.PLAIN
