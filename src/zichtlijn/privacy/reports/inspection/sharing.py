"""With whom it was shared, and what the recipients were told since."""

from collections.abc import Mapping

from zichtlijn.privacy.analysis.letters.days import say_day
from zichtlijn.privacy.analysis.letters.notices import RECALLED
from zichtlijn.privacy.terms.rights import ContestState
from zichtlijn.privacy.terms.rights.records import DisclosureRecord, NoticeRecord

_ABOUT: Mapping[str, str] = {
    ContestState.RUNNING: "u dit betwist",
    ContestState.SETTLED: "dit volgens ons klopt",
    ContestState.RECTIFIED: "dit is verbeterd",
    ContestState.DESTROYED: "dit is vernietigd",
    RECALLED: "dit moet worden vernietigd",
}


def describe_sharing(
    disclosures: tuple[DisclosureRecord, ...], notices: tuple[NoticeRecord, ...]
) -> tuple[str, ...]:
    """Return one line for each time something left, newest first."""
    told: dict[str, list[NoticeRecord]] = {}
    for notice in notices:
        told.setdefault(notice.disclosure, []).append(notice)
    return tuple(_say(one, told.get(one.code, [])) for one in disclosures)


def _say(one: DisclosureRecord, told: list[NoticeRecord]) -> str:
    parts = [
        f"Op {say_day(one.disclosed_on)} kreeg {one.recipient}: {one.what}.",
        f"Dat mag volgens {one.article}.",
    ]
    if one.expires_on:
        parts.append(f"Daar moet het uiterlijk {say_day(one.expires_on)} weg zijn.")
    parts += [_say_notice(notice) for notice in told]
    return " ".join(parts)


def _say_notice(notice: NoticeRecord) -> str:
    what = _ABOUT.get(notice.about, "er iets is veranderd")
    if notice.sent_on is None:
        return f"Wij laten nog weten dat {what}."
    return f"Op {say_day(notice.sent_on)} lieten wij weten dat {what}."
