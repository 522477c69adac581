"""What stands on everything that leaves: made on, data until, version, choices, fingerprint."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.networks.queries import DeliveryRecord, EditionRecord
from zichtlijn.networks.reports.words import say_day, say_moment, say_number
from zichtlijn.networks.terms import AnalysisSettings, Method, Step

EXPORT_LIVES = timedelta(days=30)  # long enough for one round of meetings; our choice


class Line(NamedTuple):
    """One line of the stamp."""

    what: str
    value: str


@dataclass(frozen=True)
class Stamp:
    """The stamp, ready to write down: `lines` for people, the rest for machines."""

    lines: tuple[Line, ...]
    watermark: str
    made_at: str
    data_until: str
    version: str
    parameters: str
    input_hash: str
    file_hash: str
    reader: str
    purpose: str
    expires_on: date


def describe_stamp(delivery: DeliveryRecord, edition: EditionRecord, *, access: Access) -> Stamp:
    """Return the stamp for what this reader takes out of this edition now."""
    expires_on = _end_of_export(delivery, access)
    watermark = _(
        "Voor %(reader)s (%(organisation)s), doel: %(purpose)s. Vernietigen na %(day)s."
    ) % {
        "reader": access.reader,
        "organisation": access.organisation,
        "purpose": access.purpose,
        "day": say_day(expires_on),
    }
    lines = (
        Line(_("Gemaakt op"), say_moment(access.moment)),
        Line(_("Berekend op"), say_moment(edition.finished_at) if edition.finished_at else ""),
        Line(_("Gegevens tot en met"), say_day(edition.settings.as_of)),
        Line(_("Versie"), f"Zichtlijn {edition.code_version}"),
        Line(_("Instellingen"), say_settings(edition.settings)),
        Line(_("Bestand"), delivery.file_name),
        Line(_("Vingerafdruk"), edition.input_hash[:16]),
        Line(_("Herkomst"), delivery.source_note),
    )
    return Stamp(
        lines=tuple(line for line in lines if line.value),
        watermark=watermark,
        made_at=access.moment.isoformat(timespec="seconds"),
        data_until=edition.settings.as_of.isoformat(),
        version=edition.code_version,
        parameters=_write_settings(edition.settings),
        input_hash=edition.input_hash,
        file_hash=delivery.sha256,
        reader=access.reader,
        purpose=access.purpose,
        expires_on=expires_on,
    )


def say_settings(settings: AnalysisSettings) -> str:
    """Say the choices of an edition in one line."""
    step = {
        Step.DAY: _("per dag"),
        Step.WEEK: _("per week"),
        Step.MONTH: _("per maand"),
        Step.ALL: _("één venster"),
    }[settings.step]
    method = {
        Method.AUTO: _("methode vanzelf gekozen"),
        Method.EVENTS: _("methode waarnemingen"),
        Method.CONTACTS: _("methode contacten"),
    }[settings.method]
    return _(
        "%(step)s, %(method)s, halfwaardetijd %(days)s dagen, groot vanaf %(size)s mensen, "
        "valse vondsten %(fdr)s%%, %(n)s herhalingen, begingetal %(seed)s"
    ) % {
        "step": step,
        "method": method,
        "days": say_number(settings.half_life_days),
        "size": settings.gathering_size + 1,
        "fdr": say_number(100 * settings.fdr),
        "n": settings.bootstraps,
        "seed": settings.seed,
    }


def _write_settings(settings: AnalysisSettings) -> str:
    """The choices as options of the command, so that anyone can repeat the analysis."""
    return (
        f"--as-of {settings.as_of} --half-life-days {settings.half_life_days:g} "
        f"--step {settings.step} --method {settings.method} "
        f"--gathering-size {settings.gathering_size} --fdr {settings.fdr:g} "
        f"--bootstraps {settings.bootstraps} --seed {settings.seed}"
    )


def _end_of_export(delivery: DeliveryRecord, access: Access) -> date:
    """An export ends after a month, and never outlives its delivery."""
    month = access.moment.date() + EXPORT_LIVES
    return min(month, delivery.expires_on) if delivery.expires_on else month
