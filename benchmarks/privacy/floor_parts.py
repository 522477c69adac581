"""What the floor takes of one request: its parts are timed, or left out, while the page is made.

A part is a function of the floor where its caller finds it, and the commit that makes the line
durable. A part within a part counts once. To leave it out, it answers what it answered before.
"""

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from django.db import connection

PARTS = {
    "open access": ("zichtlijn.privacy.operations.opening", "open_access"),
    "ask what is declared": ("zichtlijn.desk.ruling.refusals", "check_declared"),
    "roles at the gate": ("zichtlijn.desk.accounts.gate", "fetch_grants"),
    "roles at the room": ("zichtlijn.persons.views.refusals", "holds_a_role"),
    "table that is open": ("zichtlijn.persons.views.refusals", "find_seat"),
    "facts of the forty": ("zichtlijn.persons.queries.choosing", "fetch_notifications"),
    "filter of the rules": ("zichtlijn.persons.queries.choosing", "keep_admitted"),
    "facts of the record": ("zichtlijn.persons.queries.deciding", "describe_record"),
    "admit, count and log": ("zichtlijn.persons.queries.deciding", "admit"),
    "unseal": ("zichtlijn.audit.keys", "unseal_many"),
    "banner": ("zichtlijn.desk.frame.purpose", "banner"),
    "refusals": ("zichtlijn.desk.ruling.refusals", "log_refusals"),
}
_COMMIT = "commit"
_EVERYBODY = {"filter of the rules": "1 = 1"}
"""What is answered instead of what was answered before: no rule is asked of any record."""


class Doing(Enum):
    """What is done with the floor."""

    TIMED = "timed"
    LEFT_OUT = "left out"


class Floor:
    """The parts, around requests."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((*PARTS, _COMMIT), 0.0)
        self._doing = Doing.TIMED
        self._answers: dict[str, list[Any]] = {}
        self._waiting: dict[str, Iterator[Any]] = {}
        self._depth = 0

    def begin(self, doing: Doing) -> None:
        """Begin a request."""
        self._doing = doing
        self.seconds = dict.fromkeys((*PARTS, _COMMIT), 0.0)
        if doing is Doing.TIMED:
            self._answers = {part: [] for part in PARTS}
        self._waiting = {part: iter(self._answers[part]) for part in PARTS}

    @contextmanager
    def laid(self) -> Iterator[None]:
        """Stand around every part, and step back afterwards."""
        connection.ensure_connection()
        commit = connection._commit  # noqa: SLF001  # where the line becomes durable
        places = {
            part: (importlib.import_module(room), name) for part, (room, name) in PARTS.items()
        }
        former = {part: getattr(room, name) for part, (room, name) in places.items()}
        for part, (room, name) in places.items():
            setattr(room, name, self._stand_around(part, former[part]))
        connection._commit = lambda: self._time(_COMMIT, commit)  # noqa: SLF001
        try:
            yield
        finally:
            connection._commit = commit  # noqa: SLF001
            for part, (room, name) in places.items():
                setattr(room, name, former[part])

    def _stand_around(self, part: str, doing: Callable[..., Any]) -> Callable[..., Any]:
        def stand(*args: Any, **words: Any) -> Any:
            if self._doing is Doing.LEFT_OUT:
                before = next(self._waiting[part])
                return _EVERYBODY.get(part, before)
            answer = self._time(part, doing, *args, **words)
            self._answers[part].append(answer)
            return answer

        return stand

    def _time(self, part: str, doing: Callable[..., Any], *args: Any, **words: Any) -> Any:
        started, self._depth = time.perf_counter(), self._depth + 1
        try:
            return doing(*args, **words)
        finally:
            self._depth -= 1
            if not self._depth:
                self.seconds[part] += time.perf_counter() - started
