"""The tables of the log. The database refuses to change what stands in them (migration 0002)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

ALWAYS_FILLED = (
    "time", "trace_id", "operation_id", "action", "status", "activity", "reader", "organisation",
    "role", "origin", "purpose", "legal_ground", "scope", "decision", "prev", "hash",
)  # fmt: skip
"""Asked by BIO2 8.15.01, Wpg 32a, NEN 7513 or the chain: the database takes no line without."""


class LogSegment(models.Model):
    """One month of the log, with the key under which its data subjects are sealed.

    It stays when its lines are dropped after their term, and says from where to where they were.
    """

    name = models.CharField(max_length=7, primary_key=True)  # "2026-11"
    key_id = models.CharField(max_length=64)
    first_seq = models.PositiveBigIntegerField(unique=True)
    last_seq = models.PositiveBigIntegerField(null=True)  # known once the month is dropped
    signed_seq = models.PositiveBigIntegerField(default=0)  # line of the newest checkpoint
    signed_at = models.CharField(max_length=27)  # its time; that of opening before the first
    dropped_at = models.CharField(max_length=27, default="")

    class Meta:
        """In the order of their months."""

        ordering = ("name",)


class LogLine(models.Model):
    """One deed, chained to the deed before it."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    segment = models.CharField(max_length=7)
    time = models.CharField(max_length=27)  # UTC; text, so that every reader hashes the same bytes
    trace_id = models.CharField(max_length=32)
    operation_id = models.CharField(max_length=16)
    action = models.CharField(max_length=100)
    status = models.CharField(max_length=10)
    activity = models.CharField(max_length=200)  # versioned URI in the register of processing
    reader = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    role = models.CharField(max_length=100)
    origin = models.CharField(max_length=20)
    purpose = models.CharField(max_length=200)
    legal_ground = models.CharField(max_length=500)
    scope = models.CharField(max_length=200)
    reason = models.CharField(max_length=1000, blank=True)
    recipient = models.CharField(max_length=200, blank=True)
    count = models.PositiveBigIntegerField(null=True)
    decision = models.CharField(max_length=30)
    rule = models.CharField(max_length=30, blank=True)
    emergency = models.PositiveSmallIntegerField(default=0)  # 1: opened by break-glass
    subjects = models.CharField(max_length=64, blank=True)  # digest of the subject lines
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """Newest last, as it was written."""

        ordering = ("seq",)
        indexes = (models.Index(fields=["reader", "time"], name="audit_line_by_reader"),)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(**{name: ""}), name=f"audit_line_says_{name}")
            for name in ALWAYS_FILLED
        ]

    @property
    def moment(self) -> datetime:
        """Return when it was done."""
        return datetime.fromisoformat(self.time)


class LogSubject(models.Model):
    """One person whose data one line is about; sealed, findable by a keyed hash only."""

    line = models.ForeignKey(LogLine, on_delete=models.DO_NOTHING, related_name="named")
    place = models.PositiveIntegerField()  # in the order of the digest
    index = models.CharField(max_length=64)
    times = models.PositiveIntegerField()  # how many records of this person the deed touched
    sealed = models.BinaryField()

    class Meta:
        """As the digest of the line takes them."""

        ordering = ("line", "place")
        indexes = (models.Index(fields=["index", "line"], name="audit_subject_by_index"),)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "place"], name="audit_subject_once")
        ]
