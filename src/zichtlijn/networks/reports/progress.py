"""How far the computing of an edition is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.networks.queries import fetch_progress
from zichtlijn.networks.terms import EditionState


@dataclass(frozen=True)
class ProgressPage:
    """The progress of one edition, ready to draw."""

    edition_id: int
    delivery_id: int
    is_done: bool
    is_under_way: bool
    headline: str
    what: str
    share: int  # whole percents


def progress_page(edition_id: int, *, access: Access) -> ProgressPage:
    """Return how far an edition is. Raises NotFound, NotAllowed."""
    edition = fetch_progress(edition_id, access=access)
    percent = round(100 * edition.progress_share)
    headline, what = {
        EditionState.QUEUED: (
            _("Wacht op zijn beurt"),
            _("Een andere editie wordt eerst berekend."),
        ),
        EditionState.RUNNING: (
            _("Wordt berekend, %(share)s%%") % {"share": percent},
            edition.progress_words,
        ),
        EditionState.DONE: (_("Klaar"), ""),
        EditionState.FAILED: (_("De berekening is niet gelukt"), edition.failure),
        EditionState.INTERRUPTED: (
            _("De berekening is afgebroken"),
            _("De server is gestopt terwijl er gerekend werd. Er is niets half bewaard."),
        ),
        EditionState.CANCELLED: (_("De berekening is gestopt"), _("Er is niets bewaard.")),
    }[edition.state]
    return ProgressPage(
        edition_id=edition_id,
        delivery_id=edition.delivery_id,
        is_done=edition.state is EditionState.DONE,
        is_under_way=edition.state in (EditionState.QUEUED, EditionState.RUNNING),
        headline=headline,
        what=what,
        share=percent,
    )
