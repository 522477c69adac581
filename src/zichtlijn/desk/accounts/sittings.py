"""The stamps of a sitting, kept in its session at the server: begun, last used, last factor."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from zichtlijn.desk.accounts.terms import (
    RECENT_FACTOR,
    SEEN_EVERY,
    Judgement,
    Stamps,
    judge_sitting,
)

_BEGUN, _SEEN, _FACTOR = "begun_at", "seen_at", "factor_at"


def begin_sitting(session: SessionBase, *, moment: datetime) -> None:
    """Stamp a sitting that begins with both factors given."""
    for stamp in (_BEGUN, _SEEN, _FACTOR):
        session[stamp] = moment.isoformat()


def judge_session(session: SessionBase, *, moment: datetime) -> Judgement:
    """Return whether the sitting of a session still holds; without stamps it never does."""
    stamps = _read_stamps(session)
    return judge_sitting(stamps, moment=moment) if stamps else Judgement.TOO_OLD


def touch_sitting(session: SessionBase, *, moment: datetime) -> None:
    """Note that the sitting is in use, not more often than needed: each note is a write."""
    stamps = _read_stamps(session)
    if stamps and moment - stamps.seen_at >= SEEN_EVERY:
        session[_SEEN] = moment.isoformat()


def note_factor(session: SessionBase, *, moment: datetime) -> None:
    """Note that a factor was given again just now."""
    session[_FACTOR] = moment.isoformat()


def is_factor_recent(session: SessionBase, *, moment: datetime) -> bool:
    """Return whether a factor was given so shortly ago that it need not be asked again."""
    stamps = _read_stamps(session)
    return stamps is not None and moment - stamps.factor_at <= RECENT_FACTOR


def _read_stamps(session: SessionBase) -> Stamps | None:
    try:
        return Stamps(*(datetime.fromisoformat(session[one]) for one in (_BEGUN, _SEEN, _FACTOR)))
    except (KeyError, TypeError, ValueError):
        return None
