"""Tables of this room; no behaviour.

The durable record is an observation. An edition is derived from the observations of one
delivery; deleting the delivery deletes both, and withdrawing an observation deletes the
editions that rested on it (operations, guard rail G3).
"""

from django.db import models

from zichtlijn.networks.terms import DeliveryKind, EditionState, Method, Part, Step


def _choices(
    words: type[DeliveryKind | EditionState | Method | Part | Step],
) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Delivery(models.Model):
    """One file of observations as it was brought in."""

    kind = models.CharField(max_length=10, choices=_choices(DeliveryKind))
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveBigIntegerField()
    rejected_rows = models.PositiveBigIntegerField(default=0)
    rejected_csv = models.BinaryField(null=True)  # as offered for download; dies with the delivery
    source_note = models.TextField(blank=True)
    purpose = models.CharField(max_length=200)  # for which it may be read (guard rail G4)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)
    expires_on = models.DateField(null=True)  # last day on which it may be read; null: public data
    destroy_on = models.DateField(null=True)  # the day after, on which the timer comes
    retention_rule = models.CharField(max_length=40, blank=True)  # row of the retention table
    scope = models.CharField(max_length=200, blank=True)  # its table, "group:<code>"; else empty
    organisation = models.CharField(max_length=200, blank=True)  # of who brought it in
    proposal = models.CharField(max_length=32, blank=True)  # waits for a second person; else empty

    class Meta:
        """Newest last; the screens order by title or day."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(kind=DeliveryKind.UPLOAD)
                | models.Q(expires_on__isnull=False, destroy_on__isnull=False)
                & ~models.Q(retention_rule=""),
                name="an_upload_has_its_term",
            ),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Observation(models.Model):
    """What one professional or sensor saw at one moment."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=200)  # observation_id in the file
    observed_at = models.DateTimeField()
    observed_on = models.DateField()
    source = models.CharField(max_length=200)
    place = models.CharField(max_length=200, null=True)
    kind = models.CharField(max_length=200, null=True)
    reliability = models.FloatField()
    expires_on = models.DateField(null=True)

    class Meta:
        """In the order of the analysis."""

        ordering = ("observed_at", "code")
        constraints = (
            models.UniqueConstraint(fields=["delivery", "code"], name="one_code_a_delivery"),
        )

    def __str__(self) -> str:
        """Return the code; what was seen is not for a log or an error page."""
        return self.code


class Presence(models.Model):
    """One person in one observation, by pseudonym.

    Victims and witnesses are told from members by their part; the analysis never makes them
    anyone's companions (guard rail G7).
    """

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=200, db_index=True)
    part = models.CharField(max_length=10, choices=_choices(Part))
    contested = models.BooleanField(db_default=False)  # then it counts nowhere (guard rail G9)
    expires_on = models.DateField(null=True)

    class Meta:
        """Each person once in an observation."""

        constraints = (
            models.UniqueConstraint(fields=["observation", "person"], name="one_row_a_person"),
        )

    def __str__(self) -> str:
        """Return the part only."""
        return self.part


class Edition(models.Model):
    """One analysis of one delivery: the choices made, and what came out."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()
    half_life_days = models.FloatField()
    step = models.CharField(max_length=10, choices=_choices(Step))
    method = models.CharField(max_length=10, choices=_choices(Method))
    gathering_size = models.PositiveIntegerField()
    fdr = models.FloatField()
    bootstraps = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    code_version = models.CharField(max_length=50)
    input_hash = models.CharField(max_length=64, blank=True)
    dot_seed = models.BigIntegerField()  # the neutral numbers of the dots in this edition only
    state = models.CharField(max_length=12, choices=_choices(EditionState))
    progress_words = models.CharField(max_length=200, blank=True)
    progress_share = models.FloatField(default=0)
    stop_asked = models.BooleanField(default=False)
    failure = models.CharField(max_length=500, blank=True)
    requested_at = models.DateTimeField()
    requested_with = models.JSONField()  # the access under which it is computed
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)  # last sign of life of the computation
    finished_at = models.DateTimeField(null=True)
    figures = models.JSONField(null=True)

    class Meta:
        """Oldest first: the queue."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the number and state."""
        return f"{self.pk} {self.state}"


class EditionFrame(models.Model):
    """One table of an edition, as Parquet."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=30)
    rows = models.PositiveBigIntegerField()
    parquet = models.BinaryField()

    class Meta:
        """Each table once."""

        constraints = (
            models.UniqueConstraint(fields=["edition", "name"], name="one_frame_a_name"),
        )

    def __str__(self) -> str:
        """Return the name of the table."""
        return self.name


class Look(models.Model):
    """Who opened an edition in the past hour: the same people are counted once in a budget."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    reader = models.CharField(max_length=200)
    looked_at = models.DateTimeField()

    class Meta:
        """One for each reader of an edition."""

        constraints = (
            models.UniqueConstraint(fields=["edition", "reader"], name="one_look_a_reader"),
        )

    def __str__(self) -> str:
        """Return which edition."""
        return f"{self.edition_id}"


class Agreement(models.Model):
    """What two people let one of them do with a delivery, once: take a file out, or destroy."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="+")
    proposal = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=40)
    payload = models.CharField(max_length=200)  # what exactly; a reference, never contents
    reader = models.CharField(max_length=200)  # who asked, and alone may do it
    agreed_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return what was agreed, by its reference."""
        return self.payload


class Export(models.Model):
    """A file that left: who has it, for what, until when (guard rail G18)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=30)
    recipient = models.CharField(max_length=200, blank=True)  # an organisation, never a name
    made_at = models.DateTimeField()
    reader = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    expires_on = models.DateField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the form of the file."""
        return self.form
