"""Groups, cases and signals: set one, seat people, move it, close it, each with its second."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.privacy.operations.four_eyes import tables as operations
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.reports.tables import (
    list_known_purposes,
    list_people,
    table_page,
    tables_page,
)
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.views.forms import SeatForm, TableForm

_CHOOSE = _("Kies wie een plaats krijgt, en tot welke dag.")
_DECISIONS = {
    "bevestig": (operations.confirm, _("Bevestigd. Het geldt meteen.")),
    "weiger": (operations.refuse, _("Afgewezen. Er is niets veranderd.")),
    "terug": (operations.withdraw, _("Uw voorstel is teruggenomen.")),
}


@require_GET
@reads_no_person
def show_tables(request: HttpRequest) -> HttpResponse:
    """Show the tables at which the reader sits; all of them for oversight."""
    page = tables_page(access=access_for(request, scope="scopes"))
    return render(request, "privacy/tables/tables.html", {"page": page})


@require_http_methods(["GET", "POST"])
@reads_no_person
def set_table(request: HttpRequest) -> HttpResponse:
    """Take a new table in; its maker gets the first seat."""
    access = access_for(request, scope="scopes")
    form = TableForm(request.POST or None, purposes=list_known_purposes(access=access))
    if request.method == "POST" and form.is_valid():
        try:
            code = operations.set_table(form.read_table(), access=access)
        except NotAllowed as problem:
            form.add_error(None, say_refusal(problem))
        else:
            messages.success(request, str(_("De tafel staat. Geef nu de anderen een plaats.")))
            return redirect("privacy:table", code=code)
    status = 422 if form.errors else 200
    return render(request, "privacy/tables/set_table.html", {"form": form}, status=status)


@require_GET
@reads_no_person
def show_table(request: HttpRequest, code: str) -> HttpResponse:
    """Show one table with its seats and what waits."""
    return _show(request, code)


@require_POST
@reads_no_person
def give_seat(request: HttpRequest, code: str) -> HttpResponse:
    """Give somebody a seat, until a day."""
    form = SeatForm(request.POST)
    if not form.is_valid():
        return _show(request, code, refused="plaats", sentence=str(_CHOOSE))
    deed = partial(operations.give_seat, code, form.read_candidate(), access=_open(request, code))
    return _answer(request, code, deed, "plaats", done=_("De plaats is gegeven."))


@require_POST
@reads_no_person
def end_seat(request: HttpRequest, code: str) -> HttpResponse:
    """Take somebody's seat back."""
    account = request.POST.get("wie", "")
    deed = partial(operations.end_seat, code, account, access=_open(request, code))
    done = _("De plaats is teruggenomen. Het geldt bij het volgende verzoek.")
    return _answer(request, code, deed, "plaats", done=done)


@require_POST
@reads_no_person
def propose_step(request: HttpRequest, code: str) -> HttpResponse:
    """Propose another step."""
    deed = partial(
        operations.propose_step,
        code,
        request.POST.get("stap", ""),
        reason=_reason(request),
        access=_open(request, code),
    )
    done = _("Voorgesteld. Iemand van een andere organisatie bevestigt het.")
    return _answer(request, code, deed, "stap", done=done)


@require_POST
@reads_no_person
def propose_closing(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to close the table."""
    access = _open(request, code)
    deed = partial(operations.propose_closing, code, reason=_reason(request), access=access)
    done = _("Voorgesteld. Iemand met een andere rol bevestigt het.")
    return _answer(request, code, deed, "sluiten", done=done)


@require_POST
@reads_no_person
def propose_last_day(request: HttpRequest, code: str) -> HttpResponse:
    """Propose another last day."""
    ends_on = _read_day(request)
    if ends_on is None:
        return _show(request, code, refused="einde", sentence=str(_("Kies een dag.")))
    access = _open(request, code)
    deed = partial(
        operations.propose_last_day, code, ends_on, reason=_reason(request), access=access
    )
    done = _("Voorgesteld. Iemand van een andere organisatie bevestigt het.")
    return _answer(request, code, deed, "einde", done=done)


@require_POST
@reads_no_person
def decide(request: HttpRequest, code: str, proposal: str) -> HttpResponse:
    """Confirm or refuse as the second person, or take one's own proposal back."""
    deed, done = _DECISIONS.get(request.POST.get("besluit", ""), _DECISIONS["weiger"])
    access = _open(request, code)
    return _answer(request, code, partial(deed, code, proposal, access=access), "wacht", done=done)


@require_POST
@reads_no_person
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Undo setting a table, on the same day."""
    try:
        operations.take_back_table(code, access=_open(request, code))
    except NotAllowed as problem:
        return _refuse(request, code, problem, "terug")
    messages.success(request, str(_("De tafel is teruggenomen. Er is niets van over.")))
    return redirect("privacy:tables")


def _answer(
    request: HttpRequest,
    code: str,
    deed: Callable[[], object],
    form: str,
    *,
    done: str | Promise,
) -> HttpResponse:
    try:
        deed()
    except NotAllowed as problem:
        return _refuse(request, code, problem, form)
    messages.success(request, str(done))
    return redirect("privacy:table", code=code)


def _refuse(request: HttpRequest, code: str, problem: NotAllowed, form: str) -> HttpResponse:
    """Say in the form what is wrong; who may not be here at all hears it on a page of its own."""
    if problem.rule:
        raise problem
    return _show(request, code, refused=form, sentence=say_refusal(problem))


def _show(
    request: HttpRequest, code: str, *, refused: str = "", sentence: str = ""
) -> HttpResponse:
    access = _open(request, code)
    page = table_page(code, access=access)
    shown = {
        "page": page,
        "people": list_people(page, access=access) if page.may_keep else (),
        "refused": refused,
        "sentence": sentence,
        "typed": request.POST,
    }
    status = 422 if sentence else 200
    return render(request, "privacy/tables/table.html", shown, status=status)


def _read_day(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.POST.get("dag", ""))
    except ValueError:  # a date that no calendar has
        return None


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reden", "")


def _open(request: HttpRequest, code: str) -> Access:
    return access_for(request, scope=f"scope:{code}")
