"""Bringing a file in: choose, check, keep, compute."""

from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.networks import operations
from zichtlijn.networks.reports.deliveries import Refusal, delivery_page, describe_refusal
from zichtlijn.networks.reports.exports import write_csv
from zichtlijn.networks.sources.observations import Delivery, read_observations
from zichtlijn.networks.terms import DeliveryKind, NotAllowed
from zichtlijn.networks.views.refusals import FRAMES, answers_refusals
from zichtlijn.networks.views.running import WORKSHOP
from zichtlijn.networks.views.upload_form import SettingsForm, UploadForm
from zichtlijn.privacy.reports.sentences import say_refusal


@require_http_methods(["GET", "POST"])
@reads("group_picture", "propose")
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file of observations in and begin to compute; or say what is wrong with it."""
    access = access_for(request, scope="deliveries")
    today = access.moment.date()
    form = UploadForm(request.POST or None, request.FILES or None, today=today)
    if request.method == "GET":
        return _show(request, form, None, status=200)
    if not form.is_valid_on(today):
        return _show(request, form, None, status=422)
    try:
        delivery = _read(form, access=access)
        refusal = _judge(delivery, form)
        if refusal:
            return _show(request, form, refusal, status=422)
        kept = _keep(delivery, form, access=access)
    except (UnreadableFile, NotAllowed) as problem:
        return _show(request, form, describe_refusal(str(problem)), status=422)
    if kept.edition_id is None:
        messages.success(request, _("Bewaard. Iemand van een andere organisatie bevestigt dit."))
        return redirect("networks:delivery", delivery_id=kept.delivery_id)
    WORKSHOP.wake()
    return redirect("networks:edition", edition_id=kept.edition_id)


@require_http_methods(["GET", "POST"])
@answers_refusals
@reads_no_person
def choose_settings(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Compute a delivery again with other choices."""
    access = access_for(request, scope=f"delivery:{delivery_id}")
    page = delivery_page(delivery_id, access=access)
    form = SettingsForm(request.POST or None)
    shown = {"form": form, "page": page}
    if request.method == "GET" or not form.is_valid_on(access.moment.date()):
        status = 200 if request.method == "GET" else 422
        return render(request, "networks/settings.html", shown, status=status)
    settings = form.read_settings(last_day=page.last_on or access.moment.date())
    try:
        edition_id = operations.request_edition(delivery_id, settings=settings, access=access)
    except NotAllowed as problem:
        form.add_error("peildatum", say_refusal(problem, frames=FRAMES))
        return render(request, "networks/settings.html", shown, status=422)
    WORKSHOP.wake()
    return redirect("networks:edition", edition_id=edition_id)


def _read(form: UploadForm, *, access: Access) -> Delivery:
    file: TemporaryUploadedFile = form.cleaned_data["bestand"]
    return read_observations(
        Path(file.temporary_file_path()),
        today=access.moment.date(),
        timezone=form.cleaned_data["tijdzone"],
        name=file.name,
    )


def _judge(delivery: Delivery, form: UploadForm) -> Refusal | None:
    """Refuse a file with bad rows, unless the reader chose to go on without them."""
    rejected = delivery.rejected
    if rejected.is_empty() or (form.cleaned_data["sla_over"] and not delivery.presences.is_empty()):
        return None
    sentence = _("Er is niets bewaard: in dit bestand kloppen niet alle regels.")
    return describe_refusal(sentence, rejected)


def _keep(delivery: Delivery, form: UploadForm, *, access: Access) -> operations.Kept:
    chosen = form.cleaned_data
    last_day = delivery.presences["observed_on"].max()
    settings = form.read_settings(last_day=last_day)  # type: ignore[arg-type]  # rows exist
    arrival = operations.Arrival(
        kind=DeliveryKind.UPLOAD,
        title=chosen["titel"] or delivery.file.name,
        file_name=delivery.file.name,
        sha256=delivery.file.sha256,
        rejected_rows=delivery.rejected.height,
        rejected_csv=write_csv(delivery.rejected) if delivery.rejected.height else None,
        source_note=chosen["herkomst"],
        expires_on=chosen["bewaren_tot"],
    )
    return operations.import_and_request(
        delivery.presences, arrival=arrival, settings=settings, access=access
    )


def _show(
    request: HttpRequest, form: UploadForm, refusal: Refusal | None, *, status: int
) -> HttpResponse:
    return render(
        request, "networks/upload.html", {"form": form, "refusal": refusal}, status=status
    )
