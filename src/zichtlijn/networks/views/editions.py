"""The page of an edition, and the way to it: progress, stop, begin again."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.networks import operations
from zichtlijn.networks.reports.network import graph_page, network_page
from zichtlijn.networks.reports.progress import ProgressPage, progress_page
from zichtlijn.networks.views.refusals import answers_refusals
from zichtlijn.networks.views.running import WORKSHOP


@require_GET
@answers_refusals
@reads("group_picture", "find")
def show_edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show an edition, or how far it is."""
    progress = _look_in(request, edition_id)
    if not progress.is_done:
        return render(request, "networks/progress.html", {"page": progress})
    access = access_for(request, scope=f"edition:{edition_id}")
    page = network_page(edition_id, asked=request.GET.dict(), access=access)
    if getattr(request, "htmx", False):
        answer = render(request, "networks/parts/network.html", {"page": page})
        answer.headers["HX-Push-Url"] = page.address.url
        return answer
    if "was_begin" in request.GET:
        return redirect(page.address.url)  # the address that can be sent on
    return render(request, "networks/edition.html", {"page": page})


@require_GET
@answers_refusals
@reads_no_person
def show_progress(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show how far an edition is, as a part of the page; when it has ended, the page anew."""
    progress = _look_in(request, edition_id)
    answer = render(request, "networks/parts/progress.html", {"page": progress})
    if not progress.is_under_way:
        answer.headers["HX-Redirect"] = reverse("networks:edition", args=[edition_id])
    return answer


@require_POST
@answers_refusals
@reads_no_person
def stop(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Stop the computation of an edition."""
    operations.stop_edition(edition_id, access=access_for(request, scope=f"edition:{edition_id}"))
    return redirect("networks:edition", edition_id=edition_id)


@require_POST
@answers_refusals
@reads_no_person
def start_again(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Compute an edition that was not finished."""
    access = access_for(request, scope=f"edition:{edition_id}")
    operations.start_edition_again(edition_id, access=access)
    WORKSHOP.wake()
    return redirect("networks:edition", edition_id=edition_id)


@require_GET
@answers_refusals
@reads("group_picture", "find")
def send_graph(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Send the dots and lines for the browser to draw."""
    access = access_for(request, scope=f"edition:{edition_id}")
    graph = graph_page(edition_id, asked=request.GET.dict(), access=access)
    return JsonResponse(graph._asdict(), json_dumps_params={"separators": (",", ":")})


def _look_in(request: HttpRequest, edition_id: int) -> ProgressPage:
    """Look how far an edition is, and see to it that somebody works on it."""
    access = access_for(request, scope=f"edition:{edition_id}")
    operations.notice_interrupted(now=access.moment)
    progress = progress_page(edition_id, access=access)
    if progress.is_under_way:
        WORKSHOP.wake()
    return progress
