"""What every page may draw: the menu, who sits here, the look, and the build."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from zichtlijn.desk.door import (
    LOCAL_ACCOUNT_LABEL,
    Sitting,
    SpokenRole,
    Standing,
    list_roles,
    read_sitting,
    reader_of,
)
from zichtlijn.desk.frame.build import Build, identify_build
from zichtlijn.desk.frame.navigation import MenuItem, build_menu
from zichtlijn.desk.frame.preferences import Preferences, read_preferences


@dataclass(frozen=True)
class Desk:
    """The frame around a page, ready to draw."""

    menu: tuple[MenuItem, ...]
    is_example: bool
    is_visitor: bool  # somebody without an account, on a page for everyone
    is_signed_in: bool
    account: str  # empty for who has not signed in
    organisation: str
    sitting: Sitting | None
    roles: tuple[SpokenRole, ...]
    preferences: Preferences
    build: Build


def describe_desk(request: HttpRequest) -> dict[str, Desk]:
    """Return the frame for one page, under the name `desk`."""
    reader = reader_of(request)
    is_example = reader.standing is Standing.EXAMPLE
    return {
        "desk": Desk(
            menu=build_menu(request.path),
            is_example=is_example,
            is_visitor=reader.standing is Standing.VISITOR,
            is_signed_in=reader.standing is Standing.SIGNED_IN,
            account=str(LOCAL_ACCOUNT_LABEL) if is_example else reader.account,
            organisation=settings.ORGANISATION,
            sitting=read_sitting(request),
            roles=list_roles(request),
            preferences=read_preferences(request),
            build=identify_build(),
        )
    }
