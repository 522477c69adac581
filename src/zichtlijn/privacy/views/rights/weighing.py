"""Two people weigh whether police data or a weighed signal is shown to who asks (R13)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports.rights import weighing_page
from zichtlijn.privacy.terms.rights import WithholdingGround
from zichtlijn.privacy.views.rights.answering import answer_deed


@require_GET
@reads("police_record", "inspect")
def show_weighing(request: HttpRequest, code: str) -> HttpResponse:
    """Show what two people must still weigh, and what was proposed."""
    return _show(request, code)


@require_POST
@reads("police_record", "write")
def propose_giving(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to show the record."""
    deed = partial(operations.propose_giving, code, **_read(request), access=_open(request, code))
    return _answer(request, code, deed)


@require_POST
@reads("police_record", "write")
def propose_withholding(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to withhold it, on a ground of the law."""
    chosen = request.POST.get("grond", "")
    if chosen not in list(WithholdingGround):
        return _show(request, code, sentence=str(_("Kies op welke grond.")))
    deed = partial(
        operations.propose_withholding,
        code,
        ground=WithholdingGround(chosen),
        **_read(request),
        access=_open(request, code),
    )
    return _answer(request, code, deed)


@require_POST
@reads("police_record", "inspect")
def confirm(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Be the second person."""
    deed = partial(operations.confirm_weighing, number, access=_open(request, code))
    return _answer(request, code, deed)


def _read(request: HttpRequest) -> dict[str, str]:
    names = {"room": "kamer", "record": "gegeven", "reason": "reden"}
    return {name: request.POST.get(field, "") for name, field in names.items()}


def _answer(request: HttpRequest, code: str, deed: partial[None]) -> HttpResponse:
    return answer_deed(
        request,
        deed,
        done=_("Vastgelegd."),
        to=reverse("privacy:weigh", args=[code]),
        show_again=lambda sentence: _show(request, code, sentence=sentence),
    )


def _show(request: HttpRequest, code: str, *, sentence: str = "") -> HttpResponse:
    shown = {
        "page": weighing_page(code, access=_open(request, code)),
        "typed": request.POST,
        "sentence": sentence,
    }
    status = 422 if sentence else 200
    return render(request, "privacy/rights/weigh.html", shown, status=status)


def _open(request: HttpRequest, code: str) -> Access:
    return access_for(request, scope=f"request:{code}")
