"""What the tests of retention may ask for: somebody who asks, and a room of invented records."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from zichtlijn.audit.access import Access


@pytest.fixture
def access() -> Access:
    return Access(
        reader="m.visser",
        organisation="gemeente Oeverdam",
        role="process_director",
        purpose="oversight",
        legal_ground="AVG artikel 5 lid 1 onder e",
        scope="retention",
        moment=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        trace_id="0123456789abcdef" * 2,
    )


@pytest.fixture
def colleague(access: Access) -> Access:
    return replace(access, reader="r.bakker", role="data_protection_officer")


Commits = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def committed(
    db: None, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> Commits:
    """Do at the end of the block what a commit would: the log lets no test empty its tables."""
    return partial(django_capture_on_commit_callbacks, execute=True)
