"""The one place where the clock is read; below the doors the moment comes in as an argument."""

from datetime import datetime

from django.utils import timezone


def read_clock() -> datetime:
    """Return the moment of now."""
    return timezone.now()  # noqa: TID251 - this is that place
