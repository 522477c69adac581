"""A world that all tests of one module share, and of which nothing stays behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.test import override_settings

SHARED: list[Path] = []
"""The key store of the module that is running, where it has one; tests then keep it."""


def point_keys_at(folder: Path) -> override_settings:
    """Return the settings under which all keys and checkpoints lie in `folder`."""
    return override_settings(
        KEY_STORE=folder / "keys.sqlite3",
        MASTER_KEY=folder / "master_key",
        TOMBSTONES=folder / "destroyed",
        CHECKPOINTS=folder / "checkpoints",
        CHECKPOINT_KEY=folder / "checkpoint_key",
    )


@contextmanager
def module_world(blocker: object, folder: Path) -> Iterator[None]:
    """Let a fixture of module scope write to the database; its lines and keys go with it.

    The log cannot be emptied, so everything is undone as a whole: the transactions of the tests
    lie inside this one.
    """
    with blocker.unblock(), point_keys_at(folder), transaction.atomic():  # type: ignore[attr-defined]
        SHARED.append(folder)
        try:
            yield
        finally:
            SHARED.pop()
            transaction.set_rollback(True)
