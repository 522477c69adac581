"""Turn records into sentences that the person reads: who, when, why, until when."""

from collections.abc import Mapping
from datetime import date

from zichtlijn.privacy.analysis.letters.days import say_day, say_weekday
from zichtlijn.privacy.analysis.letters.words import (
    ORGANISATIONS,
    ROLES,
    begin_sentence,
    say_purpose,
    say_who,
)
from zichtlijn.privacy.reports.inspection.terms import Fact
from zichtlijn.privacy.terms.holdings import Held
from zichtlijn.privacy.terms.rights import STILL_CONTESTED, ContestState
from zichtlijn.privacy.terms.rights.records import ContestRecord

NO_TERM = "geen dag afgesproken"
_OUTCOMES = {
    ContestState.SETTLED: "Wij zochten het uit. Het klopt volgens ons en telt weer mee.",
    ContestState.RECTIFIED: "U had gelijk. Dit is de verbeterde versie.",
}


def describe_facts(
    held: tuple[Held, ...], contests: tuple[ContestRecord, ...], *, due_on: date, today: date
) -> tuple[Fact, ...]:
    """Return the records as sentences, newest first; what has no day comes last."""
    newest = {(one.room, one.record): one for one in contests}
    in_order = sorted(held, key=lambda one: (one.room, one.data_class, one.record))
    in_order.sort(key=lambda one: one.happened_on or date.min, reverse=True)
    return tuple(_describe(one, newest, due_on=due_on, today=today) for one in in_order)


def _describe(
    one: Held, contests: Mapping[tuple[str, str], ContestRecord], *, due_on: date, today: date
) -> Fact:
    contest = contests.get((one.room, one.record))
    return Fact(
        room=one.room,
        record=one.record,
        say=one.what,
        written_by=_say_writer(one),
        when=_say_when(one),
        why=_say_why(one),
        until=say_day(one.destroy_on) if one.destroy_on else NO_TERM,
        share_left=_share_left(one, today=today),
        is_contested=one.contested,
        contest=_say_contest(contest, due_on=due_on) if contest else "",
        contest_code=contest.code if contest and contest.state in STILL_CONTESTED else "",
    )


def _say_writer(one: Held) -> str:
    if one.written_by in ROLES:
        return f"{begin_sentence(say_who(one.written_by, one.organisation))}."
    of = ORGANISATIONS.get(one.organisation, one.organisation)
    parts = [part for part in (one.written_by, of) if part]
    return f"{begin_sentence(', '.join(parts))}." if parts else "Dat is niet opgeschreven."


def _say_when(one: Held) -> str:
    day = say_weekday(one.happened_on) if one.happened_on else "dag niet opgeschreven"
    return begin_sentence(", ".join(part for part in (day, one.place) if part))


def _say_why(one: Held) -> str:
    return f"{begin_sentence(say_purpose(one.purpose))}. Grond: {one.legal_ground}."


def _share_left(one: Held, *, today: date) -> float:
    if one.destroy_on is None or one.happened_on is None or one.destroy_on <= one.happened_on:
        return 1.0
    whole = (one.destroy_on - one.happened_on).days
    return min(1.0, max(0.0, (one.destroy_on - today).days / whole))


def _say_contest(contest: ContestRecord, *, due_on: date) -> str:
    said = f"U zei op {say_day(contest.contested_on)}: dit klopt niet."
    if contest.state in STILL_CONTESTED:
        return f"{said} Sindsdien telt het niet mee. U krijgt uiterlijk {say_day(due_on)} antwoord."
    return f"{said} {_OUTCOMES.get(contest.state, '')}".strip()
