"""All rows of a window as a file, with its stamp: never cut, never without its filter."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.reports.looking import write_local
from zichtlijn.fireworks.reports.night.controls import say_window
from zichtlijn.fireworks.reports.night.rows import say_state
from zichtlijn.fireworks.reports.scene import Scene, load_scene
from zichtlijn.fireworks.reports.words import say_moment

_NUMBERS = {
    "x": 1, "y": 1, "sd_major_m": 2, "sd_minor_m": 2, "angle_deg": 1, "receivers": 0, "score": 1,
    "level_at_10m": 1, "bangs": 0,
}  # fmt: skip

_FINER = ("sd_major_m", "sd_minor_m", "angle_deg")  # gone once a point is rounded


@dataclass(frozen=True)
class ExportFile:
    """A file to be taken away."""

    name: str
    content: str
    rows: int


def export_bangs(asked: Mapping[str, str], *, version: str, access: Access) -> ExportFile:
    """Return every bang of the window and filter that were asked for. Raises LogUnavailable.

    The first lines, each beginning with #, say what this is; spreadsheets skip them on request.
    """
    scene = load_scene(asked, access=access)
    written = io.StringIO()
    for line in _stamp(scene, version=version, access=access):
        written.write(f"# {line}\r\n")
    writer = csv.writer(written)
    writer.writerow(["knal", "tijd", "buurt", *_NUMBERS, "stand", "vak_m"])
    for row in scene.bangs.iter_rows(named=True):
        writer.writerow(_write_row(row))
    since = write_local(scene.looking.since).replace(":", "")
    return ExportFile(f"knallen-{since}.csv", written.getvalue(), scene.bangs.height)


def _stamp(scene: Scene, *, version: str, access: Access) -> list[str]:
    loud = scene.looking.loud_db
    said = [
        _("Knallen, %(window)s") % {"window": say_window(scene.looking)},
        _("Filter: vanaf %(n)s dB") % {"n": loud} if loud else _("Filter: geen"),
        _("Rijen: %(n)s, allemaal") % {"n": scene.bangs.height},
        _("Gemaakt op %(moment)s met Zichtlijn %(version)s")
        % {"moment": say_moment(access.moment), "version": version},
        _("Voor %(reader)s (%(organisation)s), doel: %(purpose)s")
        % {
            "reader": access.reader,
            "organisation": access.organisation,
            "purpose": access.purpose,
        },
        _("Een knal hoort bij een plek en een tijd, nooit bij een persoon. Geen bewijs."),
    ]
    return [" ".join(line.split()) for line in said]


def _write_row(row: dict[str, object]) -> list[str]:
    unknown = _FINER if row["rounded"] else ()
    numbers = [
        "" if row[name] is None or name in unknown else f"{row[name]:.{decimals}f}"
        for name, decimals in _NUMBERS.items()
    ]
    local = timezone.localtime(row["moment"])  # type: ignore[arg-type]  # as BANGS says
    return [
        str(row["bang"]),
        local.isoformat(timespec="milliseconds"),
        str(row["area_name"]),
        *numbers,
        say_state(row),
        "50" if row["rounded"] else "0",
    ]
