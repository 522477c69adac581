"""Tables of this room; no behaviour.

What tells who somebody is stands sealed, under a key of the version or observation itself. There
is no field for an identity number, and none for what guard rail G2 forbids; a test walks them.
"""

from django.db import models

from zichtlijn.persons.terms import AgeBand, Kind, Part, RecordState, Step

ID_LENGTH = 32  # random, hexadecimal


def _choices(
    words: type[AgeBand | Kind | Part | RecordState | Step],
) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class IdentityRecord(models.Model):
    """Somebody as one professional wrote him down, in one group or case; never overwritten."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    scope = models.CharField(max_length=100, db_index=True)  # as the log names it: group:<code>
    organisation = models.CharField(max_length=200)
    written_by_role = models.CharField(max_length=100)
    written_by = models.CharField(max_length=200)  # the account
    written_at = models.DateTimeField()
    regime = models.CharField(max_length=30)
    purpose = models.CharField(max_length=200)
    legal_ground = models.CharField(max_length=500)
    age_band = models.CharField(max_length=10, choices=_choices(AgeBand))
    contested = models.BooleanField(default=False)
    pseudonym = models.CharField(max_length=200, blank=True, db_index=True)  # in deliveries
    state = models.CharField(max_length=10, choices=_choices(RecordState))
    approved_by = models.CharField(max_length=200, blank=True)
    approved_by_role = models.CharField(max_length=100, blank=True)
    approved_by_organisation = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)  # the one that counts
    marked = models.BooleanField(default=False, db_index=True)  # hashed for oversight
    remove_on = models.DateField(null=True)  # from this day out of sight for work
    destroy_on = models.DateField(db_index=True)
    retention_rule = models.CharField(max_length=100)

    class Meta:
        """By id, which says nothing."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the id; who it is about is not for a log or an error page."""
        return str(self.pk)


class IdentityVersion(models.Model):
    """What a record said until it was corrected; of an older version only the date is left."""

    record = models.ForeignKey(IdentityRecord, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    key_id = models.CharField(max_length=64)
    sealed_name = models.BinaryField()
    sealed_birth_date = models.BinaryField()
    sealed_address = models.BinaryField()
    written_by = models.CharField(max_length=200)
    written_by_role = models.CharField(max_length=100)
    organisation = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("record", "number")
        constraints = (
            models.UniqueConstraint(fields=["record", "number"], name="one_version_a_number"),
        )

    def __str__(self) -> str:
        """Return which version of which record."""
        return f"{self.record_id} {self.number}"


class SearchKey(models.Model):
    """Two identifying fields of a record, as a keyed hash that holds within its scope alone."""

    version = models.ForeignKey(IdentityVersion, on_delete=models.CASCADE, related_name="+")
    value = models.CharField(max_length=64, db_index=True)

    class Meta:
        """Each key once."""

        constraints = (
            models.UniqueConstraint(fields=["version", "value"], name="one_search_key_a_value"),
        )

    def __str__(self) -> str:
        """Return nothing of the key."""
        return str(self.pk)


class Person(models.Model):
    """A random id under which records hang that people said are of one person."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    scope = models.CharField(max_length=100, db_index=True)
    key_id = models.CharField(max_length=64)  # of the card: seals the reasons of its joinings
    made_at = models.DateTimeField()

    class Meta:
        """By id, which says nothing."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the id."""
        return str(self.pk)


class Joining(models.Model):
    """One saying that records are of one person; what became of it stands in its steps."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=100, db_index=True)
    made_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        """Return the id."""
        return str(self.pk)


class JoinedRecord(models.Model):
    """A record in a joining."""

    joining = models.ForeignKey(Joining, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(IdentityRecord, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """By record."""

        ordering = ("joining", "record")
        constraints = (
            models.UniqueConstraint(fields=["joining", "record"], name="one_record_a_joining"),
        )

    def __str__(self) -> str:
        """Return which record hangs on which joining."""
        return f"{self.joining_id} {self.record_id}"


class JoiningStep(models.Model):
    """Proposed, confirmed, declined or undone: by whom, when and why. Never changed."""

    joining = models.ForeignKey(Joining, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=10, choices=_choices(Step))
    taken_at = models.DateTimeField()
    account = models.CharField(max_length=200)
    role = models.CharField(max_length=100)
    organisation = models.CharField(max_length=200)
    sealed_reason = models.BinaryField()  # emptied when one of its records is destroyed

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the step."""
        return self.step


class NamedObservation(models.Model):
    """What one professional saw of somebody himself, with the part he took."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    record = models.ForeignKey(IdentityRecord, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=100, db_index=True)
    observed_at = models.DateTimeField()
    part = models.CharField(max_length=10, choices=_choices(Part))
    kind = models.CharField(max_length=20, choices=_choices(Kind))
    key_id = models.CharField(max_length=64)
    sealed_place = models.BinaryField()
    sealed_text = models.BinaryField()
    organisation = models.CharField(max_length=200)
    written_by_role = models.CharField(max_length=100)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    regime = models.CharField(max_length=30)
    purpose = models.CharField(max_length=200)
    legal_ground = models.CharField(max_length=500)
    contested = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=_choices(RecordState))
    approved_by = models.CharField(max_length=200, blank=True)
    approved_by_role = models.CharField(max_length=100, blank=True)
    approved_by_organisation = models.CharField(max_length=200, blank=True)
    remove_on = models.DateField(null=True)  # from this day out of sight for work
    destroy_on = models.DateField(db_index=True)
    retention_rule = models.CharField(max_length=100)

    class Meta:
        """Newest last, as a life goes."""

        ordering = ("observed_at", "pk")

    def __str__(self) -> str:
        """Return the id; what was seen is not for a log or an error page."""
        return str(self.pk)
