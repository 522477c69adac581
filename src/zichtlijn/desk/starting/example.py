"""What a first start finds: published research data and an invented town, never people of ours."""

from collections.abc import Iterator

from zichtlijn.desk.door import open_command_access
from zichtlijn.fireworks.commands.preparing import prepare_night
from zichtlijn.networks.commands.preparing import prepare_examples
from zichtlijn.networks.operations import Workshop


def prepare_example() -> Iterator[str]:
    """Load the examples that are not there yet, telling what was done."""
    yield from prepare_examples(access=open_command_access(scope="deliveries"))
    yield from prepare_night(access=open_command_access(scope="bangs"))


def compute_waiting(*, most: int) -> int:
    """Compute the editions that wait longest, here and now; return how many."""
    return Workshop().compute_all(most=most)
