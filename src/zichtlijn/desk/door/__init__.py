"""The door: who is here, in which role and for what purpose.

As long as nobody has an account there is one local account, for public and invented data; what it
reads is logged all the same. Whoever signed in has the roles that privacy finds at this very
request. Nothing in a session is a right: it holds which role and purpose were picked.
"""

import secrets
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from zichtlijn.audit.access import Access
from zichtlijn.desk import clock
from zichtlijn.desk.door.words import EXAMPLE_ROLES, ROLE_OF_CODE, Purpose, Role, speak
from zichtlijn.privacy.operations import opening
from zichtlijn.privacy.terms.asking import NO_PURPOSE, OPENING, Asker, Grant

LOCAL_ACCOUNT = "lokale gebruiker"
LOCAL_ACCOUNT_LABEL = gettext_lazy("lokale gebruiker")
_ROLE, _PURPOSE = "role", "purpose"
_READER, _ACCESS = "zichtlijn_reader", "zichtlijn_opened"
_SECURITY_GROUND = "AVG artikel 32"
_VISITOR, _PUBLISHED_GROUND = "voor iedereen", "Wet open overheid"


class Standing(Enum):
    """How somebody stands at the door."""

    EXAMPLE = "example"  # nobody has an account yet
    NOBODY = "nobody"  # accounts exist, and this one has not signed in
    VISITOR = "visitor"  # no account either, on a page of counts for everyone
    SIGNED_IN = "signed in"


class Reader(NamedTuple):
    """Who asks, as the gate found it at this request."""

    standing: Standing
    account: str = ""
    grants: tuple[Grant, ...] = ()


class SpokenRole(NamedTuple):
    """A role as a page says it; `word` names it in a form."""

    kind: Role
    word: str
    label: str


class SpokenPurpose(NamedTuple):
    """A purpose as a page says it; `word` names it in a form."""

    word: str
    label: str
    legal_ground_label: str


class Sitting(NamedTuple):
    """In which role somebody sits here, and for what."""

    role: SpokenRole
    purpose: SpokenPurpose


read_clock = clock.read_clock
"""The moment of this request; below the door it comes in as an argument."""

NOBODY = Reader(Standing.NOBODY)
VISITOR = Reader(Standing.VISITOR)
EXAMPLE = Reader(Standing.EXAMPLE, LOCAL_ACCOUNT)


def let_in(request: HttpRequest, reader: Reader) -> None:
    """Put on the request who asks; the gate does this, once for each request."""
    setattr(request, _READER, reader)


def reader_of(request: HttpRequest) -> Reader:
    """Return who asks; a request that never came to the gate is nobody's."""
    found: Reader = getattr(request, _READER, NOBODY)
    return found


def read_sitting(request: HttpRequest) -> Sitting | None:
    """Return the role and purpose of this request; None for who has neither."""
    reader = reader_of(request)
    if reader.standing is Standing.EXAMPLE:
        return _speak_example(*_read_example(request))
    access: Access | None = getattr(request, _ACCESS, None)
    grant = pick_grant(request)
    if access is None or grant is None:
        return None
    return Sitting(
        speak_grant(grant),
        SpokenPurpose(access.purpose, speak(access.purpose), access.legal_ground),
    )


def keep_sitting(request: HttpRequest) -> None:
    """Take role and purpose from a posted form; what is not on the lists changes nothing."""
    role, purpose = request.POST.get("role", ""), request.POST.get("purpose", "")
    reader = reader_of(request)
    if reader.standing is Standing.SIGNED_IN:
        if role in {_name_grant(grant) for grant in reader.grants}:
            request.session[_ROLE] = role
        return
    if role in list(EXAMPLE_ROLES):
        request.session[_ROLE] = role
    if purpose in list(Purpose):
        request.session[_PURPOSE] = purpose


def list_roles(request: HttpRequest) -> tuple[SpokenRole, ...]:
    """Return the roles among which this reader may pick."""
    reader = reader_of(request)
    if reader.standing is Standing.EXAMPLE:
        return tuple(SpokenRole(role, role.value, role.label) for role in EXAMPLE_ROLES)
    return tuple(speak_grant(grant) for grant in reader.grants)


def speak_grant(grant: Grant) -> SpokenRole:
    """Return a role that somebody holds as a page says it."""
    label = f"{speak(grant.role)} ({speak(grant.organisation)})"
    return SpokenRole(ROLE_OF_CODE[grant.role], _name_grant(grant), label)


def pick_grant(request: HttpRequest) -> Grant | None:
    """Return the role that was picked, where it is still held; else the first that is held."""
    grants = reader_of(request).grants
    picked = request.session.get(_ROLE, "")
    first = grants[0] if grants else None
    return next((one for one in grants if _name_grant(one) == picked), first)


def open_access(request: HttpRequest) -> Access | None:
    """Return the access of one request: one moment and one trace for all it reads.

    None for who has not signed in or holds no role: nothing can be read then. Raises NotAllowed
    where a role was taken back while the request was under way.
    """
    reader = reader_of(request)
    if reader.standing is Standing.EXAMPLE:
        role, purpose = _read_example(request)
        return _make_example_access(role, purpose, scope=request.path)
    if reader.standing is Standing.VISITOR:
        return _make_visitor_access(scope=request.path)
    grant = pick_grant(request)
    if grant is None:
        return None
    access = opening.open_access(
        Asker(reader.account, grant.role, grant.organisation),
        opening=request.session.get(OPENING, ""),
        path=request.path,
        moment=read_clock(),
        trace_id=_make_trace(),
    )
    setattr(request, _ACCESS, access)
    return access


def open_command_access(*, scope: str) -> Access:
    """Return the access of a command that the owner of this machine typed."""
    return _make_example_access(Role.OTHER, Purpose.RESEARCH, scope=scope, origin="command")


def open_session_access(account: str, *, moment: datetime, origin: str = "desk") -> Access:
    """Return the access under which signing in and out is logged; it opens no record."""
    return Access(
        reader=account,
        organisation=settings.ORGANISATION,
        role=NO_PURPOSE,
        purpose=NO_PURPOSE,
        legal_ground=_SECURITY_GROUND,
        scope="session",
        moment=moment,
        trace_id=_make_trace(),
        origin=origin,
    )


def _name_grant(grant: Grant) -> str:
    return f"{grant.role} {grant.organisation}"


def _speak_example(role: Role, purpose: Purpose) -> Sitting:
    return Sitting(
        SpokenRole(role, role.value, role.label),
        SpokenPurpose(purpose.value, purpose.label, purpose.legal_ground_label),
    )


def _read_example(request: HttpRequest) -> tuple[Role, Purpose]:
    role = request.session.get(_ROLE, "")
    purpose = request.session.get(_PURPOSE, "")
    return (
        Role(role) if role in list(EXAMPLE_ROLES) else Role.ANALYST,
        Purpose(purpose) if purpose in list(Purpose) else Purpose.RESEARCH,
    )


def _make_example_access(
    role: Role, purpose: Purpose, *, scope: str, origin: str = "desk"
) -> Access:
    return Access(
        reader=LOCAL_ACCOUNT,
        organisation=settings.ORGANISATION,
        role=role.value,
        purpose=purpose.value,
        legal_ground=purpose.legal_ground,
        scope=scope,
        moment=read_clock(),
        trace_id=_make_trace(),
        origin=origin,
    )


def _make_visitor_access(*, scope: str) -> Access:
    """Return the access of whoever passes by: no account, and nothing that tells who it is."""
    return Access(
        reader=_VISITOR,
        organisation="public",
        role="resident",
        purpose=NO_PURPOSE,
        legal_ground=_PUBLISHED_GROUND,
        scope=scope,
        moment=read_clock(),
        trace_id=_make_trace(),
    )


def _make_trace() -> str:
    return secrets.token_hex(16)
