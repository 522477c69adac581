"""Who may sit at which table for what: the tables that every request asks."""

from django.db import models


def _word() -> "models.CharField[str, str]":
    """Hold a word of a closed list of the rule table; a strange word refuses when it is asked."""
    return models.CharField(max_length=40)


class Scope(models.Model):
    """A group, case or signal: the table at which people are spoken of."""

    code = models.CharField(max_length=32, unique=True)  # random; it stands in addresses
    kind = models.CharField(max_length=10)  # group, case or signal
    title = models.CharField(max_length=120)  # a place or a number, never somebody's name
    regime = _word()
    purpose = _word()
    gate = _word()
    ends_on = models.DateField()  # last day on which it may be opened for work
    covenant = models.CharField(max_length=200)
    made_by = models.CharField(max_length=200, default="")
    made_on = models.DateField(null=True)  # not known of tables from before

    class Meta:
        """By code, which says nothing."""

        ordering = ("code",)

    def __str__(self) -> str:
        """Return how the log names it."""
        return f"{self.kind}:{self.code}"


class Membership(models.Model):
    """Somebody's seat at a table, in one role."""

    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    account = models.CharField(max_length=200, db_index=True)
    role = _word()
    organisation = _word()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """In order of arrival."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return whose seat."""
        return f"{self.account} {self.role}"


class RoleGrant(models.Model):
    """A role given to an account, for at most twelve months."""

    account = models.CharField(max_length=200, db_index=True)
    role = _word()
    organisation = _word()
    granted_on = models.DateField()
    granted_by = models.CharField(max_length=200)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """In order of granting."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return whose role."""
        return f"{self.account} {self.role}"


class Opening(models.Model):
    """A purpose that somebody chose, until a moment of the same day."""

    code = models.CharField(max_length=32, unique=True)
    account = models.CharField(max_length=200)
    role = _word()
    organisation = _word()
    purpose = _word()
    scope = models.ForeignKey(Scope, null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40, blank=True)  # a picked word, so that it names nobody
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_emergency = models.BooleanField(default=False)
    destroy_on = models.DateField()

    class Meta:
        """In order of opening."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return for what."""
        return f"{self.account} {self.purpose}"


class BreakGlass(models.Model):
    """An emergency opening, as the data protection officer finds it on his desk."""

    opening = models.OneToOneField(Opening, on_delete=models.CASCADE, related_name="+")
    account = models.CharField(max_length=200, db_index=True)
    opened_at = models.DateTimeField()
    reason_key = models.CharField(max_length=64)
    reason_sealed = models.BinaryField()
    review_by = models.DateField()  # the fifth working day after it
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=20, blank=True)  # justified, or not_justified

    class Meta:
        """Oldest first: it waits longest."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return whose."""
        return f"{self.account} {self.opened_at:%Y-%m-%d %H:%M}"


class Proposal(models.Model):
    """A deed of two people, waiting for the second."""

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=40)
    payload = models.CharField(max_length=200)  # a reference that its room reads; never contents
    account = models.CharField(max_length=200)
    role = _word()
    organisation = _word()
    needs_other_organisation = models.BooleanField()
    reason_key = models.CharField(max_length=64)
    reason_sealed = models.BinaryField()
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_role = models.CharField(max_length=40, blank=True)
    decided_organisation = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True)
    destroy_on = models.DateField()

    class Meta:
        """In order of proposing."""

        ordering = ("pk",)
        indexes = (models.Index(fields=["state", "kind"], name="privacy_waiting"),)

    def __str__(self) -> str:
        """Return what is proposed."""
        return f"{self.kind} {self.code}"


class Transfer(models.Model):
    """A crossing of the wall between two regimes: what left one, for what table (G10)."""

    code = models.CharField(max_length=32, unique=True)
    scope = models.ForeignKey(Scope, null=True, on_delete=models.CASCADE, related_name="+")
    from_regime = _word()
    to_regime = _word()
    article = models.CharField(max_length=200)
    decision = models.CharField(max_length=200)
    receiver = models.CharField(max_length=200)  # an organisation, never a person
    receipt = models.CharField(max_length=200)
    logged_at = models.DateTimeField()
    logged_by = models.CharField(max_length=200)

    class Meta:
        """In order of logging."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return the wall it crossed."""
        return f"{self.from_regime} -> {self.to_regime}"


class RuleVersion(models.Model):
    """A changed rule table; without one the table that ships rules as version 1."""

    number = models.PositiveIntegerField(unique=True, null=True)  # null while it is a proposal
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="+")
    rules_csv = models.BinaryField()
    sentences_csv = models.BinaryField()  # what is said to the user in Dutch
    sha256 = models.CharField(max_length=64)  # of the table
    based_on = models.PositiveIntegerField()  # the version that ruled when this was proposed
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return which version."""
        return f"version {self.number}"


class ShownSubjects(models.Model):
    """How many people an account was shown at a moment; kept for an hour, for the budget."""

    account = models.CharField(max_length=200)
    role = _word()
    shown_at = models.DateTimeField()
    number = models.PositiveIntegerField()

    class Meta:
        """In order of time."""

        ordering = ("pk",)
        indexes = (models.Index(fields=["account", "shown_at"], name="privacy_shown"),)

    def __str__(self) -> str:
        """Return how many."""
        return f"{self.account} {self.number}"
