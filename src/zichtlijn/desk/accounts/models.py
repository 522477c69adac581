"""Tables: accounts and the invitations with which they are first used."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from zichtlijn.desk.accounts.terms import LONGEST_NAME


class Account(AbstractBaseUser):
    """Somebody who may sign in. The log says its name; it holds no other name or address."""

    name = models.CharField(max_length=LONGEST_NAME, unique=True)
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(default=False)  # made for a try-out on this machine
    made_at = models.DateTimeField()
    generation = models.PositiveIntegerField(default=0)  # one more, and every sitting has ended
    issuer = models.CharField(max_length=255, blank=True)  # whose sign-in it is, where not ours
    subject = models.CharField(max_length=255, blank=True)  # who it is there

    objects: ClassVar[BaseUserManager["Account"]] = BaseUserManager()  # type: ignore[assignment]  # Django's own stub says object

    USERNAME_FIELD = "name"

    class Meta:
        """By name."""

        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=~models.Q(subject=""),
                name="accounts_one_for_each_subject",
            ),
        )

    def get_session_auth_hash(self) -> str:
        """Return what a sitting must still carry: a new password or generation ends them all."""
        proof = f"{self.password}:{self.generation}"
        return salted_hmac("zichtlijn.desk.accounts", proof, algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """A code that is used once, to say how an account signs in. Only its hash is kept."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    code_sha256 = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return for whom."""
        return f"invitation for {self.account}"
