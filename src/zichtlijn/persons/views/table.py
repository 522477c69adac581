"""The table: what waits, who is known here, and the search by two fields."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.persons import reports
from zichtlijn.persons.reports import Seat
from zichtlijn.persons.terms import WrongWriting
from zichtlijn.persons.views.forms import SearchForm
from zichtlijn.persons.views.refusals import (
    answers_refusals,
    asks_for_a_table,
    shows_writers_their_way,
)


@require_GET
@reads("identity", "write")
@reads("identity", "find")
@answers_refusals
@asks_for_a_table
@shows_writers_their_way
def show_table(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what waits for a decision at this table; all masked."""
    page = reports.table_page(seat, access=access_for(request, scope=seat.scope))
    return render(request, "persons/table.html", {"page": page})


@require_GET
@reads("identity", "find")
@answers_refusals
@asks_for_a_table
def show_known(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show who is known at this table; all masked."""
    rows = reports.known_page(seat, access=access_for(request, scope=seat.scope))
    return render(request, "persons/known.html", {"seat": seat, "rows": rows})


@require_http_methods(["GET", "POST"])
@reads("identity", "find")
@answers_refusals
@asks_for_a_table
def search(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Find somebody by two fields. Posted, so that no name stands in an address."""
    form = SearchForm(request.POST or None)
    shown = {"form": form, "seat": seat, "found": None}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "persons/search.html", shown, status=status)
    access = access_for(request, scope=seat.scope)
    try:
        found = reports.search_page(form.read_identity(), seat=seat, access=access)
    except WrongWriting as refusal:
        form.show_refusal(refusal)
        return render(request, "persons/search.html", shown, status=422)
    return render(request, "persons/search.html", {**shown, "found": found})


@require_GET
@reads_no_person
def explain(request: HttpRequest) -> HttpResponse:
    """Explain what this room holds, who sees it, and what it never does."""
    return render(request, "persons/explanation.html")
