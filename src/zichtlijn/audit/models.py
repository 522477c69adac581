"""The table of the log."""

from django.db import models


class LogLine(models.Model):
    """One deed. The database refuses to change or delete it (migration 0001)."""

    moment = models.DateTimeField()
    trace_id = models.CharField(max_length=32)
    action = models.CharField(max_length=100)
    scope = models.CharField(max_length=200)
    count = models.PositiveBigIntegerField(null=True)
    reader = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    role = models.CharField(max_length=100)
    purpose = models.CharField(max_length=200)
    legal_ground = models.CharField(max_length=500)

    class Meta:
        """Newest last, as it was written."""

        ordering = ("pk",)
        indexes = (models.Index(fields=["reader", "moment"], name="audit_by_reader"),)

    def __str__(self) -> str:
        """Return what was done, as the log names it."""
        return f"{self.moment:%Y-%m-%d %H:%M} {self.action} {self.scope}"
