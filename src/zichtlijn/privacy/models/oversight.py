"""Marks of who should not be looked at out of curiosity: keyed hashes, and no name."""

from django.db import models


class WatchedMark(models.Model):
    """A name or street that is watched, as a keyed hash with a category; put there by two."""

    code = models.CharField(max_length=32, unique=True)
    category = models.CharField(max_length=20)  # own_name, own_street, colleague or celebrity
    account = models.CharField(max_length=200, blank=True)  # whose own; empty: for every reader
    indexes = models.JSONField()  # keyed hashes: one name is read in more than one way
    added_by = models.CharField(max_length=200)
    second = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    retention_rule = models.CharField(max_length=60)
    destroy_on = models.DateField()

    class Meta:
        """In order of adding."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the random code."""
        return self.code


class PersonMark(models.Model):
    """By which keyed hashes a person of the log may meet a watched mark; goes with his record."""

    code = models.CharField(max_length=32, unique=True)
    person = models.CharField(max_length=64, db_index=True)  # the keyed hash that the log has
    indexes = models.JSONField()  # of surname and of street, each hashed for oversight alone
    retention_rule = models.CharField(max_length=100)
    destroy_on = models.DateField()

    class Meta:
        """In order of writing."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the random code."""
        return self.code
