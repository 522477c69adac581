"""What a reader may choose for the screen: language, light or dark, shortcut keys.

The choice is kept in cookies of this browser and holds nothing about the person.
"""

from enum import StrEnum
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

_ONE_YEAR_S = 365 * 24 * 60 * 60
THEME_COOKIE = "zichtlijn_weergave"
KEYS_COOKIE = "zichtlijn_toetsen"

Choice = TypeVar("Choice", bound=StrEnum)


class Theme(StrEnum):
    """How the page is drawn; the values are those of the style sheet's data-theme."""

    SYSTEM = "systeem"
    LIGHT = "licht"
    DARK = "donker"

    @property
    def label(self) -> str:
        """Return the choice in the reader's language."""
        return str(_THEME_LABELS[self])


class Keys(StrEnum):
    """Whether single keys such as ? do something (WCAG 2.1.4 asks for an off switch)."""

    ON = "aan"
    OFF = "uit"

    @property
    def label(self) -> str:
        """Return the choice in the reader's language."""
        return str(_KEYS_LABELS[self])


_THEME_LABELS = {
    Theme.SYSTEM: gettext_lazy("Zoals dit apparaat"),
    Theme.LIGHT: gettext_lazy("Licht"),
    Theme.DARK: gettext_lazy("Donker"),
}
_KEYS_LABELS = {Keys.ON: gettext_lazy("Aan"), Keys.OFF: gettext_lazy("Uit")}


class Preferences(NamedTuple):
    """What this browser asked for."""

    language: str
    theme: Theme
    keys: Keys


def read_preferences(request: HttpRequest) -> Preferences:
    """Return the choices in the cookies; what is absent or unknown falls back to the default."""
    return Preferences(
        language=_known_language(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")),
        theme=_known(Theme, request.COOKIES.get(THEME_COOKIE, ""), Theme.SYSTEM),
        keys=_known(Keys, request.COOKIES.get(KEYS_COOKIE, ""), Keys.ON),
    )


def keep_preferences(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set a cookie for each choice in a posted form; unknown values change nothing."""
    before = read_preferences(request)
    chosen = {
        settings.LANGUAGE_COOKIE_NAME: _known_language(
            request.POST.get("language", before.language), before.language
        ),
        THEME_COOKIE: _known(Theme, request.POST.get("theme", before.theme), before.theme),
        KEYS_COOKIE: _known(Keys, request.POST.get("keys", before.keys), before.keys),
    }
    for name, value in chosen.items():
        response.set_cookie(
            name,
            value,
            max_age=_ONE_YEAR_S,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )


def _known(choices: type[Choice], value: str, default: Choice) -> Choice:
    return choices(value) if value in list(choices) else default


def _known_language(value: str, default: str = settings.LANGUAGE_CODE) -> str:
    return value if value in dict(settings.LANGUAGES) else default
