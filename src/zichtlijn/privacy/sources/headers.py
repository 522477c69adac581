"""What the header of a file must hold before one of its rows is looked at."""

from collections.abc import Callable, Sequence

from zichtlijn.kernel.files.refusals import UnreadableFile


def require_columns(required: Sequence[str]) -> Callable[[tuple[str, ...]], None]:
    """Return a check that raises UnreadableFile where a column is missing or stands twice."""

    def check(columns: tuple[str, ...]) -> None:
        for column in required:
            if column not in columns:
                raise UnreadableFile(
                    f"De kolom {column} ontbreekt. Nodig zijn: {', '.join(required)}.",
                    line=1,
                    column=column,
                )
            if columns.count(column) > 1:
                raise UnreadableFile(
                    f"De kolom {column} staat twee keer in de kop.", line=1, column=column
                )

    return check
