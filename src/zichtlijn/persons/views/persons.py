"""A person: masked, by name, written down, bettered, approved, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.persons import operations, reports
from zichtlijn.persons.reports import Seat
from zichtlijn.persons.terms import AskedToRephrase, RecordState, WrongWriting
from zichtlijn.persons.views.forms import IdentityForm
from zichtlijn.persons.views.refusals import NAMED_PAPER, answers_refusals, asks_for_a_table


@require_GET
@reads("named_observation", "find")
@reads("identity", "find")
@answers_refusals
def show_masked(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show a person without his name: sources, terms, what was seen."""
    page = reports.person_page(record_id, access=_access(request))
    return render(request, "persons/person.html", {"page": page, "is_asked": False})


@require_POST
@reads("named_observation", "show")
@reads("identity", "show")
@answers_refusals
def show_named(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show a person by name. Posted, so that no link, bookmark or going back shows a name."""
    page = reports.named_person_page(record_id, access=_access(request))
    paper = NAMED_PAPER if page.is_named else ""
    return render(request, "persons/person.html", {"page": page, "is_asked": True, "paper": paper})


@require_http_methods(["GET", "POST"])
@reads("identity", "write")
@answers_refusals
@asks_for_a_table
def write(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Write somebody down."""
    form = IdentityForm(request.POST or None)
    shown = {"form": form, "seat": seat}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "persons/write.html", shown, status=status)
    access = access_for(request, scope=seat.scope)
    try:
        kept = operations.write_record(form.read_identity(), scope=seat.scope, access=access)
    except (WrongWriting, AskedToRephrase) as refusal:
        form.show_refusal(refusal)
        return render(request, "persons/write.html", shown, status=422)
    _tell_kept(request, kept.state)
    return redirect("persons:written", record_id=kept.code)


@require_GET
@reads("identity", "write")
@answers_refusals
def show_written(request: HttpRequest, record_id: str) -> HttpResponse:
    """Offer what comes next to whoever wrote, and the way back; shows nothing of the record.

    An enforcement officer may write and not read: this page asks for neither.
    """
    return render(request, "persons/written.html", {"record": record_id})


@require_http_methods(["GET", "POST"])
@reads("identity", "write")
@answers_refusals
def correct(request: HttpRequest, record_id: str) -> HttpResponse:
    """Better a record: the whole of it is written anew, and the old version is destroyed."""
    access = _access(request)
    form = IdentityForm(request.POST or None)
    shown = {"form": form, "record": record_id}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "persons/correct.html", shown, status=status)
    try:
        operations.correct_record(record_id, form.read_identity(), access=access)
    except (WrongWriting, AskedToRephrase) as refusal:
        form.show_refusal(refusal)
        return render(request, "persons/correct.html", shown, status=422)
    messages.success(request, _("Verbeterd. De oude versie is vernietigd."))
    return redirect("persons:person", record_id=record_id)


@require_POST
@reads("identity", "confirm")
@answers_refusals
def approve(request: HttpRequest, record_id: str) -> HttpResponse:
    """Sign for somebody else's record as the second person."""
    operations.approve_record(record_id, access=_access(request))
    messages.success(request, _("U hebt getekend. De registratie staat nu."))
    return redirect("persons:person", record_id=record_id)


@require_POST
@reads("identity", "write")
@answers_refusals
def take_back(request: HttpRequest, record_id: str) -> HttpResponse:
    """Undo one's own writing of today."""
    operations.take_back_record(record_id, access=_access(request))
    messages.success(request, _("Teruggenomen en vernietigd."))
    return redirect("persons:write")


def _access(request: HttpRequest) -> Access:
    return access_for(request, scope="persons")


def _tell_kept(request: HttpRequest, state: RecordState) -> None:
    if state is RecordState.WAITING:
        sentence = _("Bewaard. Iemand van een andere organisatie moet tekenen voor dit meetelt.")
    else:
        sentence = _("Bewaard.")
    messages.success(request, sentence)
