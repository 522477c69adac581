"""What the environment may set, and where this installation keeps its files.

Every ZICHTLIJN_ setting is declared here once; docs/reference/settings.md describes
each of them and a test holds the two beside each other.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Setting(NamedTuple):
    """One thing the environment may set."""

    name: str
    default: str
    meaning: str  # Dutch, as doctor prints it


HOME = Setting("ZICHTLIJN_HOME", "", "map voor de database en de geheime sleutel")
HOSTS = Setting(
    "ZICHTLIJN_HOSTS", "localhost,127.0.0.1,[::1]", "namen waarop de server antwoord geeft"
)
HTTPS = Setting("ZICHTLIJN_HTTPS", "nee", "ja: alleen via https, achter een proxy")
DEBUG = Setting("ZICHTLIJN_DEBUG", "nee", "ja: foutdetails tonen, alleen voor makers")
ORGANISATION = Setting(
    "ZICHTLIJN_ORGANISATION", "lokale installatie", "naam van de eigen organisatie"
)
UPLOAD_MB = Setting("ZICHTLIJN_UPLOAD_MB", "512", "grootste bestand dat iemand mag sturen, in MB")
KEYS = Setting("ZICHTLIJN_KEYS", "", "map voor de sleutelkluis en de hoofdsleutel")
CHECKPOINTS = Setting("ZICHTLIJN_CHECKPOINTS", "", "map voor de controlepunten van het logboek")
CHECKPOINT_KEY = Setting(
    "ZICHTLIJN_CHECKPOINT_KEY", "", "bestand met de sleutel die controlepunten ondertekent"
)
OIDC_ISSUER = Setting("ZICHTLIJN_OIDC_ISSUER", "", "adres van de inlogdienst (OpenID Connect)")
OIDC_CLIENT_ID = Setting("ZICHTLIJN_OIDC_CLIENT_ID", "zichtlijn", "naam van deze werkplek daar")
OIDC_SECRET_FILE = Setting("ZICHTLIJN_OIDC_SECRET_FILE", "", "bestand met het geheim daarvoor")
OIDC_KEY_FILE = Setting(
    "ZICHTLIJN_OIDC_KEY_FILE", "", "bestand met een privésleutel (PEM), in plaats van een geheim"
)
OIDC_ACR = Setting("ZICHTLIJN_OIDC_ACR", "", "niveaus van zekerheid die genoeg zijn (acr)")
OIDC_AMR = Setting("ZICHTLIJN_OIDC_AMR", "", "manieren van inloggen die genoeg zijn (amr)")
OIDC_SETTINGS = (
    OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_SECRET_FILE, OIDC_KEY_FILE, OIDC_ACR, OIDC_AMR,
)  # fmt: skip
ALL_SETTINGS = (
    HOME, KEYS, CHECKPOINTS, CHECKPOINT_KEY, HOSTS, HTTPS, DEBUG, ORGANISATION, UPLOAD_MB,
    *OIDC_SETTINGS,
)  # fmt: skip

_PACKAGE = Path(__file__).resolve().parent.parent
_KEY_FILE = "secret_key"


def read_text(setting: Setting, environment: Mapping[str, str] = os.environ) -> str:
    """Return what the environment says, or the default."""
    return environment.get(setting.name, "").strip() or setting.default


def read_switch(setting: Setting, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether a setting says yes: ja, yes, true, aan, on or 1."""
    return read_text(setting, environment).lower() in {"ja", "yes", "true", "aan", "on", "1"}


def read_names(setting: Setting, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the comma-separated names of a setting."""
    return [name.strip() for name in read_text(setting, environment).split(",") if name.strip()]


def read_most_bytes(environment: Mapping[str, str] = os.environ) -> int:
    """Return the largest body that may be sent; what is no number counts as the default."""
    chosen = read_text(UPLOAD_MB, environment)
    return int(chosen if chosen.isdecimal() else UPLOAD_MB.default) * 1_000_000


def locate_home(environment: Mapping[str, str] = os.environ, *, package: Path = _PACKAGE) -> Path:
    """Return the folder of this installation's database and key.

    ZICHTLIJN_HOME where set; `var` in a checkout; the user's data folder
    (XDG Base Directory) for an installed package.
    """
    chosen = read_text(HOME, environment)
    if chosen:
        return Path(chosen).expanduser().resolve()
    project = package.parent.parent
    if (project / "pyproject.toml").is_file():
        return project / "var"
    data_folder = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data_folder) / "zichtlijn"


def locate_keys(home: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the key store: ZICHTLIJN_KEYS where set, else `keys` in the home.

    Another disk or a mount of its own keeps the keys out of the backup of the database.
    """
    chosen = read_text(KEYS, environment)
    return Path(chosen).expanduser().resolve() if chosen else home / "keys"


def locate_checkpoints(home: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the log's checkpoints, the one that is to leave this machine."""
    chosen = read_text(CHECKPOINTS, environment)
    return Path(chosen).expanduser().resolve() if chosen else home / "checkpoints"


def locate_checkpoint_key(home: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the file of the key that signs checkpoints; it never goes with them."""
    chosen = read_text(CHECKPOINT_KEY, environment)
    return Path(chosen).expanduser().resolve() if chosen else home / "checkpoint_key"


def read_or_make_secret_key(home: Path) -> str:
    """Return the key that signs cookies, made at first start and readable by its owner only.

    Where the folder cannot be written the key lives in memory: sessions then end with
    the server, and `zichtlijn doctor` says what is wrong.
    """
    key_file = home / _KEY_FILE
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not key_file.exists():
            _place_once(key_file, secrets.token_urlsafe(64))
        return key_file.read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_urlsafe(64)


def _place_once(key_file: Path, key: str) -> None:
    # a full file is linked into place: two first starts at once end with one key, never half a key
    descriptor, name = tempfile.mkstemp(dir=key_file.parent, prefix=".key-")  # mode 0600
    half_made = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key)
        key_file.hardlink_to(half_made)
    except FileExistsError:
        pass
    finally:
        half_made.unlink(missing_ok=True)
