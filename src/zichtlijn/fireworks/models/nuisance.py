"""What residents reported, as it is kept: to the minute and in a cell of 50 m from the start."""

from django.db import models

from zichtlijn.fireworks.terms.nuisance import NuisanceKind


class NuisanceReport(models.Model):
    """One report: when, where and what. No reporter, no words, no source's number."""

    moment = models.DateTimeField(db_index=True)  # whole minutes
    within_min = models.PositiveSmallIntegerField()
    x = models.FloatField()  # metres RD, the middle of a cell of 50 m
    y = models.FloatField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in NuisanceKind])
    invented = models.BooleanField(default=False)
    destroy_on = models.DateField(db_index=True)
    retention_rule = models.CharField(max_length=40)

    class Meta:
        """In order of time."""

        ordering = ("moment", "pk")

    def __str__(self) -> str:
        """Return the number and kind."""
        return f"{self.pk} {self.kind}"


class NuisanceCount(models.Model):
    """What stays after 24 months: how many reports of a square of 500 m in an hour."""

    square = models.CharField(max_length=20)
    hour = models.DateTimeField()
    reports = models.PositiveIntegerField(default=0)

    class Meta:
        """By hour, then square."""

        ordering = ("hour", "square")
        constraints = (
            models.UniqueConstraint(fields=["square", "hour"], name="one_nuisance_count"),
        )

    def __str__(self) -> str:
        """Return square and hour."""
        return f"{self.square} {self.hour:%Y-%m-%d %H}"
