"""What the tests under the rule table may ask for."""

from collections.abc import Iterator

import pytest
from tests.module_world import module_world
from tests.networks.rules.round_table import Seats, sit_down


@pytest.fixture(scope="module")
def round_table(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seats]:
    """One table for all tests of a file."""
    with module_world(django_db_blocker, tmp_path_factory.mktemp("keys")):
        yield sit_down()


@pytest.fixture
def seats(round_table: Seats, db: None) -> Seats:
    """The table; what a test changes is undone."""
    return round_table
