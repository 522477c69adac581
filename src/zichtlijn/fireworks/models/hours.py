"""In which hours each receiver listened: without it a count of bangs means nothing."""

from django.db import models

from zichtlijn.fireworks.models.receivers import Receiver


class ReceiverHour(models.Model):
    """One hour in which a receiver gave a sign of life."""

    receiver = models.ForeignKey(Receiver, on_delete=models.CASCADE, related_name="+")
    hour = models.DateTimeField(db_index=True)

    class Meta:
        """Each hour once."""

        ordering = ("hour", "receiver")
        constraints = (
            models.UniqueConstraint(fields=["receiver", "hour"], name="one_row_an_hour_listened"),
        )

    def __str__(self) -> str:
        """Return the hour."""
        return f"{self.hour:%Y-%m-%d %H}"
