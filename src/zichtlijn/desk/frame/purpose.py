"""The banner of the open purpose, above every page while there is one."""

from django.http import HttpRequest

from zichtlijn.audit.access import CARRIED_AS, Access
from zichtlijn.privacy.reports.purposes import Banner, banner


def describe_purpose(request: HttpRequest) -> dict[str, Banner | None]:
    """Return the banner for one page, under the name `opened`."""
    access: Access | None = getattr(request, CARRIED_AS, None)
    return {"opened": banner(access=access) if access and access.opening else None}
