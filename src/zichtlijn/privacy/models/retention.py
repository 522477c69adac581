"""What stays longer and why, what was destroyed, and what is still to be cleared away after it."""

from django.db import models

from zichtlijn.privacy.terms.retention import StayKind, StayState


class RetentionStay(models.Model):
    """Why one record outlives its clock: an extension by two people, or a legal hold."""

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=10, choices=[(word, word) for word in StayKind])
    state = models.CharField(max_length=10, choices=[(word, word) for word in StayState])
    room = models.CharField(max_length=40)
    record = models.CharField(max_length=200)  # the id inside its room
    rule = models.CharField(max_length=20)  # of the retention table
    until = models.DateField()  # the day on which it is destroyed after all
    asked_by = models.CharField(max_length=200)
    asked_role = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, blank=True)
    decided_role = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    key_id = models.CharField(max_length=64)
    sealed_reason = models.BinaryField()  # somebody's words; they may name people
    retention_rule = models.CharField(max_length=60)
    destroy_on = models.DateField()

    class Meta:
        """In order of asking."""

        ordering = ("pk",)
        indexes = (models.Index(fields=["room", "record"], name="privacy_stay_record"),)

    def __str__(self) -> str:
        """Return the random code; never why."""
        return self.code


class DestructionRecord(models.Model):
    """What one room destroyed in one go: how many, on what ground, when. No content, no ids.

    Each is chained to the one before, so that none can be left out or changed unseen.
    """

    number = models.PositiveBigIntegerField(unique=True)
    room = models.CharField(max_length=40)
    data_class = models.CharField(max_length=40)
    records = models.PositiveBigIntegerField()
    ground = models.CharField(max_length=200)
    destroyed_on = models.DateField()
    destroyed_at = models.DateTimeField()
    trace_id = models.CharField(max_length=32)  # of the lines in the log
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """As they were written."""

        ordering = ("number",)

    def __str__(self) -> str:
        """Return what was destroyed, in numbers."""
        return f"{self.number}: {self.room} {self.data_class} {self.records}"


class Remains(models.Model):
    """What a destruction that held must still clear away outside this database.

    Written in the transaction that deletes the rows, cleared once the key is shredded or the id
    stands on the list of what is destroyed: broken off in between, the next run goes on with it.
    """

    room = models.CharField(max_length=40)  # or "key", or "taken:" and what was taken away
    record = models.TextField()  # id of the record or key; of what was taken away, a line of ids

    class Meta:
        """As they were written."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return what waits."""
        return f"{self.room} {self.record}"


class Restoration(models.Model):
    """A backup that was put back: what was taken away once more, and what could not be."""

    restored_at = models.DateTimeField()
    made_on = models.DateField()  # of the backup
    told = models.JSONField()  # rows of a kind, what became of it, and how many

    class Meta:
        """As they were done."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return when."""
        return f"{self.restored_at:%Y-%m-%d %H:%M}"


class StoppedModule(models.Model):
    """A room that two people shut and emptied; its pages answer nobody (guard rail G29)."""

    room = models.CharField(max_length=40, unique=True)
    stopped_at = models.DateTimeField()
    stopped_by = models.CharField(max_length=200)
    second = models.CharField(max_length=200)

    class Meta:
        """By name."""

        ordering = ("room",)

    def __str__(self) -> str:
        """Return which room."""
        return self.room
