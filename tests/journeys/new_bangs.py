"""Put bangs in the tables of a served desk, as the locator would; say when each was kept.

    python new_bangs.py COUNT PER_SECOND      ZICHTLIJN_HOME says which desk

Run as a process of its own: the desk that shows them must hear of them by itself.
"""

# ruff: noqa: TID251 - a process of its own that measures time is a door
import os
import sys
import time
from datetime import UTC, datetime

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zichtlijn.desk.settings"
django.setup()

from django.db import transaction  # noqa: E402 - Django must be ready first

from zichtlijn.fireworks.models import Bang  # noqa: E402
from zichtlijn.fireworks.operations.versions import take_version  # noqa: E402


def put(number: int, *, stage: str) -> None:
    with transaction.atomic():
        bang = Bang(
            moment=datetime.now(UTC), x=31_300.0 + 37 * (number % 30), y=561_300.0 + 23 * (number % 20),
            sd_major_m=3.0, sd_minor_m=2.0, angle_deg=30.0, receivers=7, score=40.0, level_at_10m=131.0,
            stage=stage, version=take_version(),
        )  # fmt: skip
        bang.save()
    print(bang.pk, time.time(), flush=True)


def main() -> None:
    count, per_second = int(sys.argv[1]), float(sys.argv[2])
    begin = time.time()
    for number in range(count):
        time.sleep(max(0.0, begin + number / per_second - time.time()))
        put(number, stage="provisional" if number % 3 == 0 else "final")


if __name__ == "__main__":
    main()
