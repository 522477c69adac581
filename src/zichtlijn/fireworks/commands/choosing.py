"""Choices of the firework commands that may be left to the program."""

from typing import Any

import click


class AutoNumber(click.ParamType[float | None]):
    """A number, or `auto` for None."""

    name = "getal"

    def __init__(self, kind: click.ParamType[Any]) -> None:
        self._kind = kind

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | None:
        """Return the number, None for auto."""
        if value is None or str(value).strip().lower() == "auto":
            return None
        number: float = self._kind.convert(value, param, ctx)
        return number
