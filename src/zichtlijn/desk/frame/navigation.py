"""The five movements of the menu, and what stands under each.

A movement that has no room yet is shown as a word, not as a link that leads nowhere.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Movement:
    """One of the five things a safety desk does."""

    name: Promise
    question: Promise
    url_name: str | None  # the first page of the room that does it; None until it is built
    path: str  # addresses that begin like this belong to the movement


@dataclass(frozen=True)
class MenuItem:
    """A movement as this page draws it."""

    name: Promise
    question: Promise
    url: str | None
    is_here: bool


MOVEMENTS = (
    Movement(
        gettext_lazy("Waarnemen"),
        gettext_lazy("Wat zien we, wie zag het, en mogen we het bewaren?"),
        "networks:index",
        "/netwerken/",
    ),
    Movement(
        gettext_lazy("Routeren"),
        gettext_lazy("Wie moet dit weten, en wie besluit?"),
        None,
        "/signalen/",
    ),
    Movement(
        gettext_lazy("Aanpakken"),
        gettext_lazy("Wat doen we, met wie, tot wanneer, en op welke grond?"),
        "persons:index",
        "/personen/",
    ),
    Movement(
        gettext_lazy("Inzetten"),
        gettext_lazy("Waar en wanneer zetten we onze mensen in?"),
        "fireworks:index",
        "/vuurwerk/",
    ),
    Movement(
        gettext_lazy("Verantwoorden"),
        gettext_lazy("Wat beloofden we, en wat kwam ervan?"),
        None,
        "/verantwoording/",
    ),
)


def build_menu(path: str) -> tuple[MenuItem, ...]:
    """Return the five movements as seen from the page at `path`."""
    return tuple(
        MenuItem(
            movement.name,
            movement.question,
            reverse(movement.url_name) if movement.url_name else None,
            path.startswith(movement.path),
        )
        for movement in MOVEMENTS
    )
