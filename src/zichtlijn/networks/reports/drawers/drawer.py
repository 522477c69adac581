"""The list behind one statement: what is said, the rule that made it, each observation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.audit.access import Access
from zichtlijn.networks.reports.marks import Mark, choose_mark
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.words import capitalise, say_moment, say_number, say_short_day
from zichtlijn.networks.terms import DeliveryKind

MOST_BESIDE = 12  # observations in the drawer beside the work; the page of its own has all


class RailItem(NamedTuple):
    """One observation."""

    mark: Mark
    when: str
    gone: str
    what: str
    by: str
    outside: bool  # not in the window the reader looks through
    withdraw_url: str | None


@dataclass(frozen=True)
class Drawer:
    """The drawer, or the page of its own, ready to draw."""

    say: str
    rule: str
    sample_words: str
    items: tuple[RailItem, ...]
    more: str
    more_url: str | None
    changes: tuple[str, ...]
    ground: str
    back_url: str
    title: str


def list_rail(
    scene: Scene, codes: pl.Series, *, most: int | None
) -> tuple[tuple[RailItem, ...], int]:
    """Return the observations with these codes, newest first, and how many were left out."""
    chosen = scene.observations.join(
        pl.DataFrame({"observation_id": codes}).unique(), on="observation_id"
    )
    newest = chosen.sort(["observed_at", "observation_id"], descending=[True, False])
    shown = newest.head(most) if most else newest
    rows = tuple(_draw_item(row, scene=scene) for row in shown.iter_rows(named=True))
    return rows, newest.height - shown.height


def say_ground(access: Access) -> str:
    """Say on what ground and for what purpose this is read now."""
    return _("Grondslag: %(ground)s. Doel: %(purpose)s.") % {
        "ground": access.legal_ground,
        "purpose": access.purpose,
    }


def say_more(left: int) -> str:
    """Say how many observations are not in this list."""
    if not left:
        return ""
    return ngettext(
        "Toon ook %(n)s eerdere waarneming", "Toon ook %(n)s eerdere waarnemingen", left
    ) % {"n": say_number(left)}


def _draw_item(row: Mapping[str, Any], *, scene: Scene) -> RailItem:
    moment: datetime = row["observed_at"].replace(tzinfo=UTC)
    bare_day = moment.time().isoformat() == "00:00:00"
    when = say_short_day(row["observed_on"]) if bare_day else say_moment(moment)
    expires_on = scene.delivery.expires_on
    return RailItem(
        choose_mark(row["source"]),
        when,
        _("weg na %(day)s") % {"day": say_short_day(expires_on)} if expires_on else "",
        _say_what(row),
        _("%(source)s. %(certainty)s.")
        % {"source": capitalise(row["source"]), "certainty": _say_certainty(row["reliability"])},
        not scene.window.start <= row["observed_on"] <= scene.window.end,
        _withdraw_url(scene, row["observation_id"]),
    )


def _say_what(row: Mapping[str, Any]) -> str:
    people = ngettext("%(n)s mens", "%(n)s mensen", row["people"]) % {
        "n": say_number(row["people"])
    }
    parts = [people]
    if row["kind"]:
        parts.append(row["kind"])
    if row["place"]:
        parts.append(row["place"])
    sentences = [f"{', '.join(parts)}."]
    if row["calming"]:
        sentences.append(
            ngettext("%(n)s van hen suste.", "%(n)s van hen susten.", row["calming"])
            % {"n": say_number(row["calming"])}
        )
    if row["others"]:
        sentences.append(
            ngettext(
                "Daarnaast %(n)s slachtoffer of getuige, die niet meetelt.",
                "Daarnaast %(n)s slachtoffers of getuigen, die niet meetellen.",
                row["others"],
            )
            % {"n": say_number(row["others"])}
        )
    return " ".join(sentences)


def _say_certainty(reliability: float) -> str:
    words = {
        1.0: _("Zeker"),
        0.75: _("Redelijk zeker"),
        0.5: _("Enigszins zeker"),
        0.25: _("Onzeker"),
    }
    return words.get(reliability) or _("Betrouwbaarheid %(share)s van 1") % {
        "share": say_number(reliability, decimals=2)
    }


def _withdraw_url(scene: Scene, code: str) -> str | None:
    if scene.delivery.kind is not DeliveryKind.UPLOAD:
        return None
    path = reverse("networks:withdraw_observation", kwargs={"delivery_id": scene.delivery.id})
    return f"{path}?{urlencode({'waarneming': code})}"
