"""The desk's own pages: start, help, settings and the log."""

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zichtlijn.audit import queries
from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.desk.door import keep_sitting, read_sitting
from zichtlijn.desk.door.words import Purpose, Role
from zichtlijn.desk.frame.deeds import describe_deed
from zichtlijn.desk.frame.first_steps import choose_first_steps, choose_welcome
from zichtlijn.desk.frame.preferences import Keys, Theme, keep_preferences

_DEEDS_ON_A_PAGE = 100


@require_GET
@reads_no_person
def show_start(request: HttpRequest) -> HttpResponse:
    """Show what this role can do here first."""
    sitting = read_sitting(request)
    role = sitting.role.kind if sitting else Role.OTHER
    return render(
        request,
        "desk/start.html",
        {"welcome": choose_welcome(role), "steps": choose_first_steps(role)},
    )


@require_GET
@reads_no_person
def show_help(request: HttpRequest) -> HttpResponse:
    """Show how the desk works, in one page."""
    return render(request, "desk/help.html")


@require_GET
@reads_no_person
def show_health(request: HttpRequest) -> HttpResponse:
    """Answer a monitor: the desk runs and its database answers. Says nothing else to anybody."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("goed\n", content_type="text/plain; charset=utf-8")


@require_GET
@reads_no_person
def show_settings(request: HttpRequest) -> HttpResponse:
    """Show what a reader may choose: role, purpose, language, light or dark, keys."""
    return render(
        request,
        "desk/settings.html",
        {
            "purposes": list(Purpose),
            "themes": list(Theme),
            "keys_choices": list(Keys),
        },
    )


@require_POST
@reads_no_person
def change_preferences(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language, look and keys, and go back to where the reader was."""
    response = _go_back(request)
    keep_preferences(request, response)
    return response


@require_POST
@reads_no_person
def change_sitting(request: HttpRequest) -> HttpResponse:
    """Keep the chosen role and purpose for this sitting."""
    keep_sitting(request)
    messages.success(request, gettext("Bewaard. Vanaf nu staat dit bij elke regel in het logboek."))
    return _go_back(request)


@require_GET
@reads("read_log", "show")
def show_log(request: HttpRequest) -> HttpResponse:
    """Show the newest lines of the log; showing them is itself logged."""
    newest = queries.fetch_newest_deeds(
        most=_DEEDS_ON_A_PAGE, access=access_for(request, scope="log")
    )
    return render(
        request,
        "desk/log.html",
        {
            "total": newest.total,
            "deeds": [describe_deed(deed) for deed in newest.deeds],
            "chain": queries.fetch_chain_state(),
        },
    )


def _go_back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if is_ours else reverse("desk:start"))
