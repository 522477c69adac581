"""What a first start finds of bangs: an invented New Year's night, and the one before it."""

from collections.abc import Iterator

from zichtlijn.areas.operations import import_invented_outlines
from zichtlijn.areas.queries import fetch_outlines
from zichtlijn.areas.terms import AreaKind
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.examples.nuisance import invent_reports
from zichtlijn.fireworks.operations.examples import import_finds, import_night, import_receivers
from zichtlijn.fireworks.operations.nuisance import import_nuisance_reports
from zichtlijn.fireworks.queries import fetch_newest_moment
from zichtlijn.fireworks.sources.examples import read_example
from zichtlijn.fireworks.terms import ASSIGNMENTS, Finding

TITLE = "voorbeeld: jaarwisseling in Oeverdam (verzonnen gemeente)"
FINDS = [
    (3, Finding.REMAINS), (17, Finding.NOTHING), (40, Finding.NOTHING), (58, Finding.REMAINS),
    (90, Finding.NOTHING), (131, Finding.STORE), (188, Finding.NOTHING), (240, Finding.DAMAGE),
    (301, Finding.NOTHING), (350, Finding.OTHER_SOUND), (402, Finding.REMAINS),
    (455, Finding.NOTHING),
]  # fmt: skip


def prepare_night(*, access: Access) -> Iterator[str]:
    """Put the invented nights in their place where no bang is there yet, and say so."""
    if not fetch_outlines(AreaKind.NEIGHBOURHOOD):
        import_invented_outlines()
    if fetch_newest_moment():
        yield f"Er al: {TITLE}"
        return
    example = read_example()
    import_receivers(example.receivers, access=access)
    import_night(example.earlier, ASSIGNMENTS.empty(), hours=example.earlier_hours, access=access)
    import_night(example.events, example.assignments, hours=example.hours, access=access)
    import_finds(FINDS, access=access)
    import_nuisance_reports(invent_reports(example.events), access=access, invented=True)
    yield f"Klaargezet: {TITLE}"
