"""The receivers, what they report, and what the locator remembers of it."""

from django.db import models

from zichtlijn.fireworks.terms import State


class Receiver(models.Model):
    """One microphone on a roof. Where it hangs is for no public page (guard rail G22)."""

    code = models.CharField(max_length=40, unique=True)
    x = models.FloatField()  # metres RD
    y = models.FloatField()
    z = models.FloatField()
    key_hash = models.CharField(max_length=64, blank=True)  # SHA-256; empty: may send nothing
    key_since = models.DateTimeField(null=True)
    active = models.BooleanField(default=True)
    heard_at = models.DateTimeField(null=True)
    clock_ms = models.FloatField(null=True)  # how sure it last was of its own clock
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State])
    state_since = models.DateTimeField(null=True)
    mean_residual_ms = models.FloatField(null=True)  # late is positive
    expected = models.PositiveIntegerField(default=0)  # bangs of the last minutes near it
    matched = models.PositiveIntegerField(default=0)  # of which it reported so many

    class Meta:
        """By code."""

        ordering = ("code",)

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class Pick(models.Model):
    """A time and a level that one receiver reported. Never sound. Destroyed within hours."""

    receiver = models.ForeignKey(Receiver, on_delete=models.CASCADE, related_name="+")
    at_us = models.BigIntegerField(db_index=True)  # microseconds since 1970, UTC
    level_db = models.FloatField(null=True)
    snr_db = models.FloatField(null=True)
    clock_ms = models.FloatField(null=True)
    shape = models.JSONField(null=True)  # at most twenty numbers

    class Meta:
        """A pick that comes twice is one pick."""

        constraints = (
            models.UniqueConstraint(fields=["receiver", "at_us"], name="one_pick_a_moment"),
        )

    def __str__(self) -> str:
        """Return the moment."""
        return str(self.at_us)


class Calibration(models.Model):
    """The air in which bangs were located from a moment on."""

    since = models.DateTimeField()
    sound_speed = models.FloatField()  # m/s in still air
    wind_x = models.FloatField()  # m/s, towards positive x
    wind_y = models.FloatField()
    bangs = models.PositiveIntegerField()  # how many it was estimated from

    class Meta:
        """Oldest first."""

        ordering = ("since", "pk")
        constraints = (models.UniqueConstraint(fields=["since"], name="one_air_a_moment"),)

    def __str__(self) -> str:
        """Return the moment."""
        return f"{self.since:%Y-%m-%d %H:%M}"


class Snapshot(models.Model):
    """What the locator knew at a fixed moment, to go on from after a stop or a late pick."""

    settled_us = models.BigIntegerField(unique=True)  # every bang before it is known
    receivers_hash = models.CharField(max_length=64)  # of the receivers it was made with
    content = models.BinaryField()  # arrays of numbers; no picks older than two hours

    class Meta:
        """Oldest first."""

        ordering = ("settled_us",)

    def __str__(self) -> str:
        """Return the moment."""
        return str(self.settled_us)


class Locator(models.Model):
    """The one row that says whether bangs are being located at this moment."""

    beat_at = models.DateTimeField()
    started_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # every bang before it is final
    too_late = models.PositiveBigIntegerField(default=0)  # picks older than may still count
    seen = models.BigIntegerField(default=0)  # number of the last pick that was taken in
    late_us = models.BigIntegerField(null=True)  # the earliest pick that waits to be weighed

    def __str__(self) -> str:
        """Return the last sign of life."""
        return f"{self.beat_at:%Y-%m-%d %H:%M:%S}"
