"""Tables of the person's side. Words of people are sealed under a key of each record.

People are known here by a random id; who that is, only the room of persons knows.
"""

from django.db import models


class DataSubjectRequest(models.Model):
    """What somebody asked about himself or his child, until when, and what was answered."""

    code = models.CharField(max_length=32, unique=True)  # random; stands in addresses
    person = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=10)
    age = models.CharField(max_length=10)  # word of the rule table, as the desk saw it
    identity_check = models.CharField(max_length=20)
    received_on = models.DateField()
    due_on = models.DateField()
    registered_by = models.CharField(max_length=200)
    extended_on = models.DateField(null=True)
    decision = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    key_id = models.CharField(max_length=64)
    sealed_addressee = models.BinaryField(default=bytes)
    sealed_question = models.BinaryField(default=bytes)
    sealed_extension_reason = models.BinaryField(default=bytes)
    sealed_reason = models.BinaryField(default=bytes)
    sealed_letter = models.BinaryField(default=bytes)
    retention_rule = models.CharField(max_length=60)
    destroy_on = models.DateField()

    class Meta:
        """Oldest first: who waits longest stands on top."""

        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["destroy_on"], name="privacy_request_end"),)

    def __str__(self) -> str:
        """Return the random code; never who asked."""
        return self.code


class Contest(models.Model):  # its words are sealed under the key of its request
    """One record that the person says is not right, and what was decided on it."""

    code = models.CharField(max_length=32, unique=True)
    request = models.ForeignKey(DataSubjectRequest, on_delete=models.CASCADE, related_name="+")
    room = models.CharField(max_length=40)
    record = models.CharField(max_length=200)
    data_class = models.CharField(max_length=40)
    regime = models.CharField(max_length=40)
    state = models.CharField(max_length=12)
    contested_on = models.DateField()
    contested_by = models.CharField(max_length=200)  # the account that wrote it down
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    proposal = models.CharField(max_length=32, blank=True)  # of destroying it (R17)
    new_record = models.CharField(max_length=200, blank=True)
    sealed_what = models.BinaryField(default=bytes)  # the record as the report said it
    sealed_words = models.BinaryField(default=bytes)  # what the person says of it
    sealed_reason = models.BinaryField(default=bytes)

    class Meta:
        """In the order in which they came, and one at a time for each record."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["room", "record"],
                condition=models.Q(state__in=["running", "to_destroy"]),
                name="privacy_contest_once",
            ),
        )

    def __str__(self) -> str:
        """Return the random code."""
        return self.code


class Weighing(models.Model):
    """Whether two people give or withhold one record that the law lets them weigh (R13)."""

    request = models.ForeignKey(DataSubjectRequest, on_delete=models.CASCADE, related_name="+")
    room = models.CharField(max_length=40)
    record = models.CharField(max_length=200)
    is_given = models.BooleanField()
    ground = models.CharField(max_length=40, blank=True)
    proposal = models.CharField(max_length=32)
    first_by = models.CharField(max_length=200)
    first_on = models.DateField()
    second_by = models.CharField(max_length=200, blank=True)
    second_on = models.DateField(null=True)

    class Meta:
        """One for each record of a request."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["request", "room", "record"], name="privacy_weighing_once"
            ),
        )

    def __str__(self) -> str:
        """Return which record was weighed, by its id."""
        return f"{self.room}:{self.record}"


class Disclosure(models.Model):
    """Who got what about a person outside the room that holds it, and until when."""

    code = models.CharField(max_length=32, unique=True)
    person = models.CharField(max_length=64, blank=True)  # empty where a file held pseudonyms
    room = models.CharField(max_length=40)
    record = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)  # an organisation, never somebody's name
    article = models.CharField(max_length=200)
    what = models.CharField(max_length=200)  # one Dutch sentence without names
    disclosed_on = models.DateField()
    disclosed_by = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, default="desk")  # desk, or how it was done by hand
    written_on = models.DateField(null=True)  # later than disclosed_on where it was done by hand
    trace_id = models.CharField(max_length=32, default="")  # of its line in the log
    receipt_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    recalled_on = models.DateField(null=True)
    retention_rule = models.CharField(max_length=60)
    destroy_on = models.DateField()

    class Meta:
        """Newest first."""

        ordering = ("-disclosed_on", "-pk")
        indexes = (
            models.Index(fields=["room", "record"], name="privacy_disclosed_record"),
            models.Index(fields=["person"], name="privacy_disclosed_person"),
        )

    def __str__(self) -> str:
        """Return the random code."""
        return self.code


class Notice(models.Model):
    """What a recipient is told after a record was contested, bettered or destroyed (AVG 19)."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="+")
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="+", null=True)
    about = models.CharField(max_length=12)  # ContestState, or recalled
    text = models.TextField()  # made from facts; holds no name and nothing anybody typed
    made_on = models.DateField()
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """In the order in which they were made."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return what it is about."""
        return f"{self.disclosure_id}:{self.about}"


class Notification(models.Model):
    """The clock that says whether a person was told that he is in the records (AVG 14)."""

    code = models.CharField(max_length=32, unique=True)
    person = models.CharField(max_length=64)
    scope = models.CharField(max_length=200)  # the group or case, such as "group:3"
    purpose = models.CharField(max_length=40)
    legal_ground = models.CharField(max_length=200)
    source = models.CharField(max_length=200)  # role or function, never a name (R05)
    age = models.CharField(max_length=10)
    first_named_on = models.DateField()
    due_on = models.DateField()
    informed_on = models.DateField(null=True)
    informed_by = models.CharField(max_length=200, blank=True)
    waived_on = models.DateField(null=True)
    waived_by = models.CharField(max_length=200, blank=True)
    key_id = models.CharField(max_length=64)
    sealed_waiver = models.BinaryField(default=bytes)
    sealed_letter = models.BinaryField(default=bytes)
    retention_rule = models.CharField(max_length=60)
    destroy_on = models.DateField()

    class Meta:
        """What must be done first stands on top."""

        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=["person", "scope"], name="privacy_notification_once"),
        )
        indexes = (models.Index(fields=["destroy_on"], name="privacy_notification_end"),)

    def __str__(self) -> str:
        """Return the random code."""
        return self.code


class Postponement(models.Model):
    """Why, until when and by whom telling a person was put off (G17)."""

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="+")
    ground = models.CharField(max_length=30)
    until = models.DateField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    sealed_reason = models.BinaryField(default=bytes)

    class Meta:
        """In the order in which they were decided."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return until when it waits."""
        return f"{self.until:%Y-%m-%d}"
