"""The numbers by which a map asks what changed."""

from django.db.models import Max

from zichtlijn.fireworks.models import Bang


def take_version() -> int:
    """Return the next number; only inside the transaction that writes it.

    SQLite has one writer at a time, so two changes never take the same number.
    """
    return (Bang.objects.aggregate(last=Max("version"))["last"] or 0) + 1
