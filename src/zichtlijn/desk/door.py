"""The door: who is here, in which role and for what purpose.

Until accounts exist there is one local account. What it reads is logged all the same,
under a role and a purpose from closed lists.
"""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zichtlijn.audit.access import Access

LOCAL_ACCOUNT = "lokale gebruiker"
LOCAL_ACCOUNT_LABEL = gettext_lazy("lokale gebruiker")
_ROLE = "role"
_PURPOSE = "purpose"


class Role(StrEnum):
    """In which work someone sits at the desk; it decides what the start page offers first."""

    ANALYST = "informatieanalist"
    YOUTH_WORKER = "jongerenwerker"
    NEIGHBOURHOOD_OFFICER = "wijkagent"
    ENFORCEMENT = "handhaver"
    SAFETY_ADVISER = "adviseur veiligheid"
    PRIVACY_OFFICER = "functionaris gegevensbescherming"
    OTHER = "andere rol"

    @property
    def label(self) -> str:
        """Return the role in the reader's language; the log keeps the Dutch word."""
        return str(_ROLE_LABELS[self])


class Purpose(StrEnum):
    """For what records may be read: a closed list (guard rail G4)."""

    RESEARCH = "onderzoek op openbare gegevens"
    EARLY_SIGNALLING = "vroegsignalering"
    PREVENTION = "preventie"
    OVERSIGHT = "toezicht op het gebruik"

    @property
    def label(self) -> str:
        """Return the purpose in the reader's language; the log keeps the Dutch words."""
        return str(_PURPOSE_LABELS[self])

    @property
    def legal_ground(self) -> str:
        """Return the ground as the log keeps it."""
        return _LEGAL_GROUND[self]

    @property
    def legal_ground_label(self) -> str:
        """Return the ground in the reader's language."""
        return str(_GROUND_LABELS[self.legal_ground])


_ROLE_LABELS = {
    Role.ANALYST: gettext_lazy("informatieanalist"),
    Role.YOUTH_WORKER: gettext_lazy("jongerenwerker"),
    Role.NEIGHBOURHOOD_OFFICER: gettext_lazy("wijkagent"),
    Role.ENFORCEMENT: gettext_lazy("handhaver"),
    Role.SAFETY_ADVISER: gettext_lazy("adviseur veiligheid"),
    Role.PRIVACY_OFFICER: gettext_lazy("functionaris gegevensbescherming"),
    Role.OTHER: gettext_lazy("andere rol"),
}
_PURPOSE_LABELS = {
    Purpose.RESEARCH: gettext_lazy("onderzoek op openbare gegevens"),
    Purpose.EARLY_SIGNALLING: gettext_lazy("vroegsignalering"),
    Purpose.PREVENTION: gettext_lazy("preventie"),
    Purpose.OVERSIGHT: gettext_lazy("toezicht op het gebruik"),
}
_OPEN_LICENCE = "openbare gegevens onder hun eigen licentie"
_PUBLIC_TASK = "AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172"
_ACCOUNTABILITY = "AVG artikel 5 lid 2"
_LEGAL_GROUND = {
    Purpose.RESEARCH: _OPEN_LICENCE,
    Purpose.EARLY_SIGNALLING: _PUBLIC_TASK,
    Purpose.PREVENTION: _PUBLIC_TASK,
    Purpose.OVERSIGHT: _ACCOUNTABILITY,
}
_GROUND_LABELS = {
    _OPEN_LICENCE: gettext_lazy("openbare gegevens onder hun eigen licentie"),
    _PUBLIC_TASK: gettext_lazy("AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172"),
    _ACCOUNTABILITY: gettext_lazy("AVG artikel 5 lid 2"),
}


class Sitting(NamedTuple):
    """What the reader said about this sitting."""

    role: Role
    purpose: Purpose


def read_sitting(request: HttpRequest) -> Sitting:
    """Return the chosen role and purpose; at first start an analyst with the public example."""
    role = request.session.get(_ROLE, "")
    purpose = request.session.get(_PURPOSE, "")
    return Sitting(
        Role(role) if role in list(Role) else Role.ANALYST,
        Purpose(purpose) if purpose in list(Purpose) else Purpose.RESEARCH,
    )


def keep_sitting(request: HttpRequest) -> None:
    """Take role and purpose from a posted form; what is not on the lists changes nothing."""
    if request.POST.get("role") in list(Role):
        request.session[_ROLE] = request.POST["role"]
    if request.POST.get("purpose") in list(Purpose):
        request.session[_PURPOSE] = request.POST["purpose"]


def open_access(request: HttpRequest) -> Access:
    """Return the access of one request: one moment and one trace for all it reads."""
    return _make_access(read_sitting(request), scope=request.path)


def open_command_access(*, scope: str) -> Access:
    """Return the access of a command that the owner of this machine typed."""
    return _make_access(Sitting(Role.OTHER, Purpose.RESEARCH), scope=scope)


def read_clock() -> datetime:
    """Return the moment of this request; below the door it comes in as an argument."""
    return timezone.now()  # noqa: TID251 - the door is the one place where the clock is read


def _make_access(sitting: Sitting, *, scope: str) -> Access:
    return Access(
        reader=LOCAL_ACCOUNT,
        organisation=settings.ORGANISATION,
        role=sitting.role.value,
        purpose=sitting.purpose.value,
        legal_ground=sitting.purpose.legal_ground,
        scope=scope,
        moment=read_clock(),
        trace_id=secrets.token_hex(16),
    )
