"""What was located, what people said of it, and what stays of it as a count."""

from django.db import models

from zichtlijn.fireworks.models.receivers import Receiver
from zichtlijn.fireworks.terms import FalseReason, Finding, Stage


class Bang(models.Model):
    """One bang or string of bangers. Its exact point lives 24 hours, the row 24 months."""

    moment = models.DateTimeField(db_index=True)
    x = models.FloatField()  # metres RD; the middle of a cell of 50 m once rounded
    y = models.FloatField()
    sd_major_m = models.FloatField()
    sd_minor_m = models.FloatField()
    angle_deg = models.FloatField()  # of the long axis, anticlockwise from x
    receivers = models.PositiveSmallIntegerField()
    score = models.FloatField()
    level_at_10m = models.FloatField(null=True)  # dB
    bangs = models.PositiveSmallIntegerField(default=1)  # of a string
    ghost = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    bearing_deg = models.FloatField(null=True)
    bearing_sd_deg = models.FloatField(null=True)
    stage = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Stage])
    marked_false = models.BooleanField(default=False)
    rounded_at = models.DateTimeField(null=True)
    invented = models.BooleanField(default=False)  # lies nowhere, so its point may stay
    version = models.BigIntegerField(db_index=True)  # number of the last change, over all bangs

    class Meta:
        """In order of time."""

        ordering = ("moment", "pk")

    def __str__(self) -> str:
        """Return the number and stage."""
        return f"{self.pk} {self.stage}"


class BangPick(models.Model):
    """An arrival on which a bang rests; it goes when the point is rounded, for it would tell it."""

    bang = models.ForeignKey(Bang, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Receiver, on_delete=models.CASCADE, related_name="+")
    at_us = models.BigIntegerField()
    residual_ms = models.FloatField()  # late is positive
    level_db = models.FloatField(null=True)
    snr_db = models.FloatField(null=True)

    class Meta:
        """Each arrival once in a bang."""

        constraints = (
            models.UniqueConstraint(fields=["bang", "receiver", "at_us"], name="one_arrival_once"),
        )

    def __str__(self) -> str:
        """Return the moment."""
        return str(self.at_us)


class FalseMark(models.Model):
    """Somebody said that a bang was none; undone or not, both stay to be seen."""

    bang = models.ForeignKey(Bang, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=[(r.value, r.value) for r in FalseReason])
    marked_by = models.CharField(max_length=200)
    marked_at = models.DateTimeField()
    undone_by = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


class Yield(models.Model):
    """What was found on the spot, nothing included; never who was there."""

    bang = models.ForeignKey(Bang, on_delete=models.CASCADE, related_name="+")
    finding = models.CharField(max_length=12, choices=[(f.value, f.value) for f in Finding])
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the finding."""
        return self.finding


class NightCount(models.Model):
    """What stays after 24 months: how many bangs in a square of 500 m in an hour."""

    square = models.CharField(max_length=20)
    hour = models.DateTimeField()
    bangs = models.PositiveIntegerField(default=0)
    marked_false = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)  # how often somebody went to look
    finds = models.PositiveIntegerField(default=0)  # and found something

    class Meta:
        """By hour, then square."""

        ordering = ("hour", "square")
        constraints = (
            models.UniqueConstraint(fields=["square", "hour"], name="one_count_a_square_an_hour"),
        )

    def __str__(self) -> str:
        """Return square and hour."""
        return f"{self.square} {self.hour:%Y-%m-%d %H}"
