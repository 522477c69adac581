"""Why a bang stands where it stands: its receivers, arrival times and residuals."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.queries import (
    AirRecord,
    BangRecord,
    FalseMarkRecord,
    PickRecord,
    fetch_bang,
    fetch_calibrations,
    fetch_false_marks,
    fetch_newest_moment,
    fetch_picks_of,
    fetch_yields,
)
from zichtlijn.fireworks.reports.looking import Looking, View, read_looking
from zichtlijn.fireworks.reports.map.marks import COVERS_95
from zichtlijn.fireworks.reports.nuisance.linking import Near, list_near
from zichtlijn.fireworks.reports.words import (
    FINDING_WORDS,
    REASON_WORDS,
    say_bearing,
    say_level,
    say_metres,
    say_moment,
    say_number,
    say_second,
    say_thousandth,
)
from zichtlijn.fireworks.terms import CELL_M, POINT_KEPT, FalseReason, Finding, Stage
from zichtlijn.fireworks.terms.nuisance import NEAR_M

CLOSE_M = 300.0  # how wide the map is round one bang
AIR_BEFORE = timedelta(days=1)


class Arrival(NamedTuple):
    """One arrival at one receiver."""

    receiver: str
    at: str
    after: str  # after the bang itself
    residual: str
    level: str


class Said(NamedTuple):
    """What somebody said of a bang, and when."""

    words: str
    moment: str


@dataclass(frozen=True)
class BangPage:
    """One bang, ready to draw."""

    id: int
    title: str
    say: str
    rule: str
    facts: tuple[tuple[str, str], ...]
    arrivals: tuple[Arrival, ...]
    no_arrivals: str
    changes: tuple[str, ...]
    marked_false: bool
    can_be_marked: bool
    is_withdrawn: bool
    said: tuple[Said, ...]
    finds: tuple[Said, ...]
    near: tuple[Near, ...]  # reports of residents
    near_m: str
    reasons: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    back_url: str
    map_url: str
    query: str


def bang_page(bang_id: int, *, asked: Mapping[str, str], access: Access) -> BangPage:
    """Return one bang with all it rests on. Raises NotFound, LogUnavailable."""
    bang = fetch_bang(bang_id, access=access)
    picks = fetch_picks_of(bang_id, access=access)
    looking = read_looking(asked, newest=fetch_newest_moment() or bang.moment)
    air = fetch_calibrations(
        since=bang.moment - AIR_BEFORE, until=bang.moment + timedelta(seconds=1), access=access
    )
    return BangPage(
        id=bang.id,
        title=_("Knal van %(at)s") % {"at": say_moment(bang.moment)},
        say=_say_bang(bang),
        rule=_say_rule(bang),
        facts=_list_facts(bang, picks, air[-1] if air else None),
        arrivals=tuple(_list_arrival(bang, pick) for pick in picks),
        no_arrivals=_say_no_arrivals(bang),
        changes=_say_changes(bang),
        marked_false=bang.marked_false,
        can_be_marked=bang.stage is Stage.FINAL and not bang.marked_false,
        is_withdrawn=bang.stage is Stage.WITHDRAWN,
        said=tuple(
            said for mark in fetch_false_marks(bang_id, access=access) for said in _say_mark(mark)
        ),
        finds=_list_finds(bang, access=access),
        near=list_near(bang, access=access),
        near_m=say_number(NEAR_M),
        reasons=tuple((one.value, str(REASON_WORDS[one])) for one in FalseReason),
        findings=tuple((one.value, str(FINDING_WORDS[one])) for one in Finding),
        back_url=looking.address("index"),
        map_url=_look_close(looking, bang).address("index"),
        query=looking.query,
    )


def _say_bang(bang: BangRecord) -> str:
    if bang.rounded_at:
        return _("Een knal om %(at)s, in een vak van %(n)s meter.") % {
            "at": say_second(bang.moment),
            "n": int(CELL_M),
        }
    if bang.outside and bang.bearing_deg is not None:
        return _("Een knal om %(at)s, buiten de ontvangers: naar %(side)s.") % {
            "at": say_second(bang.moment),
            "side": say_bearing(bang.bearing_deg),
        }
    return _("Een knal om %(at)s, met 95%% zekerheid binnen %(m)s.") % {
        "at": say_second(bang.moment),
        "m": say_metres(COVERS_95 * bang.sd_major_m),
    }


def _say_rule(bang: BangRecord) -> str:
    if bang.stage is Stage.WITHDRAWN:
        return _("Deze stip is vervallen: er kwamen te weinig tijden bij. Hij telt nergens mee.")
    if bang.outside:
        return _("Buiten de kring van ontvangers is de richting goed te zeggen, de afstand niet.")
    if bang.ghost:
        return _(
            "Dit kan een echo van een hardere knal zijn: bijna al zijn tijden komen vlak "
            "na die van een andere knal."
        )
    return _("De plek volgt alleen uit aankomsttijden. De ellips is het gebied van 95% zekerheid.")


def _list_facts(
    bang: BangRecord, picks: tuple[PickRecord, ...], air: AirRecord | None
) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("Gehoord door"), _say_heard_by(bang.receivers)),
        (_("Hoe hard, op 10 meter"), say_level(bang.level_at_10m)),
    ]
    if picks:
        rms = math.sqrt(sum(pick.residual_ms**2 for pick in picks) / len(picks))
        facts.append((_("Restfout"), f"{say_number(rms, decimals=1)} ms"))
    if not bang.rounded_at and not bang.outside:
        major, minor = (say_metres(COVERS_95 * sd) for sd in (bang.sd_major_m, bang.sd_minor_m))
        facts.append((_("Ellips van 95%"), _("%(a)s bij %(b)s") % {"a": major, "b": minor}))
    if bang.bangs > 1:
        facts.append((_("Reeks"), _("%(n)s knallen vlak na elkaar") % {"n": bang.bangs}))
    if air is not None:
        wind = say_number(math.hypot(air.wind_x, air.wind_y), decimals=1)
        facts.append((_("Wind bij het rekenen"), f"{wind} m/s"))
    stage = _("voorlopig, kan nog schuiven") if bang.stage is Stage.PROVISIONAL else _("vast")
    facts.append((_("Stand"), stage))
    return tuple(facts)


def _say_heard_by(number: int) -> str:
    return ngettext("%(n)s ontvanger", "%(n)s ontvangers", number) % {"n": say_number(number)}


def _list_arrival(bang: BangRecord, pick: PickRecord) -> Arrival:
    after = (pick.moment - bang.moment).total_seconds()
    return Arrival(
        receiver=pick.receiver,
        at=say_thousandth(pick.moment),
        after=f"{say_number(after, decimals=3)} s",
        residual=f"{say_number(pick.residual_ms, decimals=1)} ms",
        level=say_level(pick.level_db),
    )


def _say_no_arrivals(bang: BangRecord) -> str:
    if bang.rounded_at:
        return _(
            "De aankomsttijden zijn na 24 uur vernietigd, want daaruit volgt de plek. "
            "Wat overblijft: een vak van 50 meter, de tijd en hoe hard."
        )
    return _("Er zijn geen aankomsttijden bewaard.")


def _say_changes(bang: BangRecord) -> tuple[str, ...]:
    """Say what would change this and when it goes."""
    if bang.rounded_at:
        return (_("Na 24 maanden blijven alleen aantallen over."),)
    until = say_moment(bang.moment + POINT_KEPT)
    if bang.stage is Stage.PROVISIONAL:
        return (_("Elke volgende ontvanger kan de plek verschuiven. Na 3 seconden ligt zij vast."),)
    return (
        _("Echte knallen worden na 24 uur een vak van 50 meter, deze op %(moment)s.")
        % {"moment": until},
    )


def _say_mark(mark: FalseMarkRecord) -> tuple[Said, ...]:
    said = [
        Said(
            _("Gemarkeerd als geen knal: %(reason)s. Door %(by)s.")
            % {"reason": REASON_WORDS[mark.reason], "by": mark.marked_by},
            say_moment(mark.marked_at),
        )
    ]
    if mark.undone_at:
        said.append(
            Said(
                _("Markering teruggedraaid. Door %(by)s.") % {"by": mark.undone_by},
                say_moment(mark.undone_at),
            )
        )
    return tuple(said)


def _list_finds(bang: BangRecord, *, access: Access) -> tuple[Said, ...]:
    found = fetch_yields(
        since=bang.moment, until=bang.moment + timedelta(microseconds=1), access=access
    )
    return tuple(
        Said(str(FINDING_WORDS[one.finding]), say_moment(one.recorded_at))
        for one in found
        if one.bang == bang.id
    )


def _look_close(looking: Looking, bang: BangRecord) -> Looking:
    return looking.to(view=View(bang.x, bang.y, CLOSE_M))
