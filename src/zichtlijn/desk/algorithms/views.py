"""The pages of the algorithms: which there are, what each does and may not do."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.algorithms.cards import Card, read_cards, write_card

_SHOWN = (
    ("goal", _("Doel en impact")),
    ("proportionality", _("Afwegingen")),
    ("human_intervention", _("Menselijke tussenkomst")),
    ("risks", _("Risicobeheer")),
    ("lawful_basis", _("Wettelijke basis")),
    ("source_data", _("Gegevens")),
    ("methods_and_models", _("Technische werking")),
    ("impacttoetsen", _("Impacttoetsen")),
    ("provider", _("Leverancier")),
)


@reads_no_person
@require_GET
def show_algorithms(request: HttpRequest) -> HttpResponse:
    """Show every algorithm in the box, by room."""
    return render(request, "desk/algorithms/list.html", {"cards": _cards()})


@reads_no_person
@require_GET
def show_algorithm(request: HttpRequest, code: str) -> HttpResponse:
    """Show one card in words."""
    card = _find(code)
    rows = [(label, card.fields[field]) for field, label in _SHOWN]
    return render(request, "desk/algorithms/card.html", {"card": card, "rows": rows})


@reads_no_person
@require_GET
def download_algorithm(request: HttpRequest, code: str) -> HttpResponse:
    """Hand over one card as the register takes it in."""
    del request
    answer = HttpResponse(write_card(_find(code)), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}-algorithm.json"'
    return answer


def _cards() -> tuple[Card, ...]:
    return read_cards(organisation=settings.ORGANISATION)


def _find(code: str) -> Card:
    for card in _cards():
        if card.code == code:
            return card
    raise Http404
