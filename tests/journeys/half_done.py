"""Begin to compute an edition and stay halfway, to be killed; or let an hour pass.

Run as a program: python half_done.py start | hour.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def start() -> None:
    """Queue an edition of Oeverdam and stop in the middle of it, saying so."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from zichtlijn.audit.access import Access
    from zichtlijn.networks.examples.oeverdam import LAST_DAY, make_oeverdam
    from zichtlijn.networks.operations import (
        Arrival,
        Workshop,
        import_delivery,
        request_edition,
    )
    from zichtlijn.networks.terms import AnalysisSettings, DeliveryKind, Method

    access = Access(
        reader="lokale gebruiker",
        organisation="gemeente Oeverdam",
        role="informatieanalist",
        purpose="onderzoek op openbare gegevens",
        legal_ground="openbare gegevens",
        scope="test",
        moment=datetime(2026, 11, 22, 9, tzinfo=UTC),
        trace_id="0" * 32,
    )
    arrival = Arrival(DeliveryKind.INVENTED, "oeverdam", "oeverdam.csv", "0" * 64)
    delivery = import_delivery(make_oeverdam(nominal=300), arrival=arrival, access=access)
    settings = AnalysisSettings(as_of=LAST_DAY, method=Method.CONTACTS, bootstraps=2)
    request_edition(delivery, settings=settings, access=access)

    def stay_halfway(edition_id: int, **words: object) -> None:
        words["progress"]("groepen volgen", 0.5)
        print("halfway", edition_id, flush=True)
        time.sleep(600)

    Workshop(compute=stay_halfway).compute_all()


def hour() -> None:
    """Put the last sign of life of every computation an hour back."""
    from zichtlijn.networks.models import Edition

    for edition in Edition.objects.exclude(beat_at=None):
        edition.beat_at -= timedelta(hours=1)
        edition.save(update_fields=["beat_at"])


if __name__ == "__main__":
    django.setup()
    {"start": start, "hour": hour}[sys.argv[1]]()
