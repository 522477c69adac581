"""What every test may ask for."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.module_world import SHARED, point_keys_at

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of this checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published research sets beside the checkout; some may never be shipped."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the research sets lie beside the project and may not be shipped with it")
    return folder


_OWN_KEYS = count()


@pytest.fixture(autouse=True)
def own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A key store of its own for every test, made when it is first used."""
    if SHARED:
        yield SHARED[-1]
        return
    folder = tmp_path_factory.getbasetemp() / "keys" / str(next(_OWN_KEYS))
    with point_keys_at(folder):
        yield folder


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the night's work to the night, unless it is asked for by its mark."""
    if "night" in (config.option.markexpr or ""):
        return
    late = [item for item in items if item.get_closest_marker("night")]
    config.hook.pytest_deselected(items=late)
    items[:] = [item for item in items if item not in set(late)]
