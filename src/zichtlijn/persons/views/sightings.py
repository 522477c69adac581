"""What was seen of somebody: written down, approved, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.persons import operations, reports
from zichtlijn.persons.terms import AskedToRephrase, RecordState, WrongWriting
from zichtlijn.persons.views.forms import SightingForm
from zichtlijn.persons.views.refusals import answers_refusals


@require_http_methods(["GET", "POST"])
@reads("named_observation", "write")
@answers_refusals
def write(request: HttpRequest, record_id: str) -> HttpResponse:
    """Write down what was seen of somebody, in half a minute on a phone."""
    access = access_for(request, scope="persons")
    form = SightingForm(request.POST or None)
    about = reports.find_title(record_id, access=access)
    shown = {"form": form, "record": record_id, "about": about}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "persons/sighting.html", shown, status=status)
    sighting = form.read_sighting(moment=access.moment)
    try:
        kept = operations.write_observation(sighting, record_id=record_id, access=access)
    except (WrongWriting, AskedToRephrase) as refusal:
        form.show_refusal(refusal)
        return render(request, "persons/sighting.html", shown, status=422)
    if kept.state is RecordState.WAITING:
        messages.success(request, _("Bewaard. Iemand van een andere organisatie moet tekenen."))
    else:
        messages.success(request, _("Waarneming bewaard."))
    return redirect("persons:written", record_id=record_id)


@require_POST
@reads("identity", "confirm")
@answers_refusals
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Sign for somebody else's observation as the second person."""
    operations.approve_observation(code, access=access_for(request, scope="persons"))
    messages.success(request, _("U hebt getekend. De waarneming telt nu mee."))
    return redirect("persons:index")


@require_POST
@reads("named_observation", "write")
@answers_refusals
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Undo one's own writing of today."""
    access = access_for(request, scope="persons")
    record_id = operations.take_back_observation(code, access=access)
    messages.success(request, _("Teruggenomen en vernietigd."))
    return redirect("persons:person", record_id=record_id)
