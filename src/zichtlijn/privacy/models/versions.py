"""Versions of the retention table, as two people made them."""

from django.db import models

from zichtlijn.privacy.models.purposes import Proposal


class RetentionVersion(models.Model):
    """A changed retention table; without one the table that ships sets the clocks as version 1."""

    number = models.PositiveIntegerField(unique=True, null=True)  # null while it is a proposal
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="+")
    rules_csv = models.BinaryField()
    sha256 = models.CharField(max_length=64)  # of the file
    based_on = models.PositiveIntegerField()  # the version that set clocks when it was proposed
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return which version."""
        return f"version {self.number}"
