"""What every page may draw: the menu, who sits here, the look, and the build."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from zichtlijn.desk.door import LOCAL_ACCOUNT_LABEL, Sitting, read_sitting
from zichtlijn.desk.frame.build import Build, identify_build
from zichtlijn.desk.frame.navigation import MenuItem, build_menu
from zichtlijn.desk.frame.preferences import Preferences, read_preferences


@dataclass(frozen=True)
class Desk:
    """The frame around a page, ready to draw."""

    menu: tuple[MenuItem, ...]
    account: str
    organisation: str
    sitting: Sitting
    preferences: Preferences
    build: Build


def describe_desk(request: HttpRequest) -> dict[str, Desk]:
    """Return the frame for one page, under the name `desk`."""
    return {
        "desk": Desk(
            menu=build_menu(request.path),
            account=str(LOCAL_ACCOUNT_LABEL),
            organisation=settings.ORGANISATION,
            sitting=read_sitting(request),
            preferences=read_preferences(request),
            build=identify_build(),
        )
    }
