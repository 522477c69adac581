"""Taking data away: each file is written down before it is sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.networks import operations
from zichtlijn.networks.reports.exports import export_page, make_export
from zichtlijn.networks.views.refusals import answers_refusals


@require_http_methods(["GET", "POST"])
@answers_refusals
@reads("group_picture", "export")
def export(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show what can be taken away, with its stamp; or send the file that was asked for."""
    access = access_for(request, scope=f"edition:{edition_id}")
    if request.method == "GET":
        page = export_page(edition_id, access=access)
        return render(request, "networks/export.html", {"page": page})
    form, recipient = request.POST.get("vorm", ""), request.POST.get("ontvanger", "")
    if "vraag" in request.POST:
        operations.ask_export(edition_id, form=form, recipient=recipient, access=access)
        messages.success(request, _("Dit wacht op iemand met een andere rol."))
        return redirect("networks:export", edition_id=edition_id)
    file = make_export(edition_id, form=form, access=access)
    operations.record_export(
        edition_id,
        form=form,
        rows=file.rows,
        expires_on=file.expires_on,
        recipient=recipient,
        access=access,
    )
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )
