"""A small invented town with an edition, for tests of screens."""

from typing import NamedTuple

from tests.networks.stand_in import analyse_as_stand_in

from zichtlijn.audit.access import Access
from zichtlijn.networks.examples.oeverdam import LAST_DAY, make_oeverdam
from zichtlijn.networks.operations import (
    Arrival,
    Workshop,
    compute_edition,
    import_delivery,
    request_edition,
)
from zichtlijn.networks.terms import AnalysisSettings, DeliveryKind


class Town(NamedTuple):
    """A delivery and its edition."""

    delivery_id: int
    edition_id: int
    url: str


def build_town(access: Access, *, nominal: int = 300) -> Town:
    """Bring in a part of Oeverdam and compute its edition by the stand-in."""
    arrival = Arrival(DeliveryKind.INVENTED, "oeverdam", "oeverdam.csv", "0" * 64)
    presences = make_oeverdam(nominal=nominal)
    delivery_id = import_delivery(presences, arrival=arrival, access=access)
    settings = AnalysisSettings(as_of=LAST_DAY)
    edition_id = request_edition(delivery_id, settings=settings, access=access)
    assert Workshop(compute=_compute).compute_all() == 1
    return Town(delivery_id, edition_id, f"/netwerken/edities/{edition_id}/")


def _compute(edition_id: int, *, access: Access, progress: object) -> None:
    compute_edition(edition_id, access=access, progress=progress, analyse=analyse_as_stand_in)
