"""Checks of the machine: home folder, disk, clock and environment."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from zichtlijn.desk.doctor.terms import Finding, good, mind, wrong
from zichtlijn.desk.environment import ALL_SETTINGS, DEBUG, read_switch

_ENOUGH_BYTES = 1_000_000_000  # a town's observations, their editions and a copy of both
_TOO_FEW_BYTES = 100_000_000
_BUILT = datetime(2026, 11, 1, tzinfo=UTC)  # before this, no copy of this program existed
_FAR = timedelta(days=40 * 365)


def check_home(home: Path) -> Finding:
    """Look whether the home folder can be written, and by nobody else."""
    subject = "map"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"zichtlijn")
    except OSError as problem:
        return wrong(
            subject,
            f"In {home} kan niet worden geschreven ({problem.strerror}).",
            "Geef uw account schrijfrecht op deze map, of kies een andere met ZICHTLIJN_HOME.",
        )
    if home.stat().st_mode & 0o077:
        return mind(
            subject,
            f"{home} is ook open voor andere accounts op deze machine.",
            f"Typ: chmod 700 {home}",
        )
    return good(subject, f"{home}, alleen voor dit account.")


def check_disk(home: Path) -> Finding:
    """Look whether there is room left where the database grows."""
    subject = "schijf"
    try:
        free = shutil.disk_usage(home).free
    except OSError as problem:
        return wrong(
            subject, f"De ruimte op de schijf is niet te lezen ({problem.strerror}).", "Zie: map."
        )
    said = f"{free / 1e9:.1f} GB vrij.".replace(".", ",", 1)
    to_do = f"Maak ruimte vrij op de schijf van {home}."
    if free < _TOO_FEW_BYTES:
        return wrong(subject, said, to_do)
    return mind(subject, said, to_do) if free < _ENOUGH_BYTES else good(subject, said)


def check_clock(now: datetime, *, monotonic: Callable[[], float]) -> Finding:
    """Look whether the clock can be trusted: retention and the log rest on it."""
    subject = "klok"
    said = f"{now:%Y-%m-%d %H:%M} UTC"
    if not _BUILT <= now <= _BUILT + _FAR:
        return wrong(
            subject,
            f"De klok staat op {said}. Dat kan niet.",
            "Zet de klok gelijk, bijvoorbeeld met: sudo timedatectl set-ntp true",
        )
    readings = [monotonic() for _ in range(100)]
    if readings != sorted(readings):
        return wrong(
            subject,
            "De klok van de machine loopt soms terug.",
            "Herstart de machine; blijft het zo, vraag dan de leverancier van de virtuele machine.",
        )
    return good(subject, f"{said}, loopt vooruit.")


def check_time_zone(zone: Callable[[str], ZoneInfo] = ZoneInfo) -> Finding:
    """Look whether the rules of Dutch time are there: an hour's error moves a night to a day."""
    subject = "tijdzone"
    try:
        summer = datetime(2026, 7, 1, 12, tzinfo=zone("Europe/Amsterdam")).utcoffset()
    except (ZoneInfoNotFoundError, OSError):
        summer = None
    if summer != timedelta(hours=2):
        return wrong(
            subject,
            "De tijdzonegegevens ontbreken of kloppen niet.",
            "Installeer het pakket tzdata opnieuw: pip install --force-reinstall tzdata",
        )
    return good(subject, "Nederlandse tijd, met zomertijd.")


def check_environment(environment: Mapping[str, str]) -> Finding:
    """Look for settings that do nothing or that should not be on."""
    subject = "instellingen"
    known = {setting.name for setting in ALL_SETTINGS}
    unknown = sorted(
        name for name in environment if name.startswith("ZICHTLIJN_") and name not in known
    )
    if unknown:
        return mind(
            subject,
            f"Onbekend, en dus zonder werking: {', '.join(unknown)}.",
            "Zie docs/reference/settings.md voor de namen.",
        )
    if read_switch(DEBUG, environment):
        return mind(
            subject,
            "ZICHTLIJN_DEBUG staat aan: een fout toont dan gegevens op het scherm.",
            "Zet ZICHTLIJN_DEBUG uit zodra er echte gegevens zijn.",
        )
    return good(subject, "Geen onbekende namen.")
