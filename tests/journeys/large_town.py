"""Fill a home with an edition of many people, its groups taken from the planted truth.

Run as a program: python large_town.py NOMINAL; people are about a fifth of NOMINAL. The drawing is
what is tried here, so the groups need no fitting.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main(nominal: int) -> None:
    """Make the tables, bring a planted town in, and compute its edition."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from tests.networks.planted_edition import bring_in_planted_town

    from zichtlijn.audit.access import Access

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
    print(bring_in_planted_town(nominal, access=access))


if __name__ == "__main__":
    main(int(sys.argv[1]))
