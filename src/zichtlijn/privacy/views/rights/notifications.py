"""Who must still be told that he is in the records, with the letter and the postponements."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports.documents import can_write_pdf
from zichtlijn.privacy.reports.rights import notification_page, notifications_page
from zichtlijn.privacy.views.rights.answering import (
    Letter,
    answer_at,
    read_organisation,
    send_letter_as,
)
from zichtlijn.privacy.views.rights.forms import PostponementForm


@require_GET
@reads("identity", "show")
def show_notifications(request: HttpRequest) -> HttpResponse:
    """Show who must still be told, the first that ends on top."""
    page = notifications_page(access=access_for(request, scope="notifications"))
    return render(request, "privacy/rights/notifications.html", {"page": page})


@require_GET
@reads("identity", "show")
def show_notification(request: HttpRequest, code: str) -> HttpResponse:
    """Show the letter for one person, and what can be done now."""
    return _show(request, code)


@require_POST
@reads("identity", "write")
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """Keep that the letter left today."""
    access = _open(request, code)
    page = notification_page(code, organisation=read_organisation(), access=access)
    deed = partial(
        operations.tell_person,
        code,
        letter=page.letter,
        sent_on=access.moment.date(),
        access=access,
    )
    return _answer(request, code, deed, "brief", done=_("Vastgelegd dat de brief is verstuurd."))


@require_POST
@reads("identity", "write")
def postpone(request: HttpRequest, code: str) -> HttpResponse:
    """Let telling wait until a day, on a ground of the law."""
    form = PostponementForm(request.POST)
    if not form.is_valid():
        return _show(request, code, refused="uitstel", form=form)
    deed = partial(
        operations.postpone_telling,
        code,
        ground=form.ground,
        reason=form.cleaned_data["reden"],
        until=form.cleaned_data["tot"],
        access=_open(request, code),
    )
    return _answer(request, code, deed, "uitstel", done=_("Het informeren is uitgesteld."))


@require_POST
@reads("identity", "write")
def waive(request: HttpRequest, code: str) -> HttpResponse:
    """Keep that the person knows already."""
    deed = partial(
        operations.waive_telling,
        code,
        reason=request.POST.get("reden", ""),
        access=_open(request, code),
    )
    return _answer(request, code, deed, "weet", done=_("Vastgelegd dat de persoon het al weet."))


@require_GET
@reads("identity", "show")
def send_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Send the letter as PDF."""
    page = notification_page(code, organisation=read_organisation(), access=_open(request, code))
    letter = Letter("U staat in onze gegevens", "", page.letter_paragraphs, f"Brief {code}")
    return send_letter_as(request, letter, name=f"brief-{code}")


def _answer(
    request: HttpRequest, code: str, deed: partial[None], form: str, *, done: object
) -> HttpResponse:
    show_again = partial(_show, request, code, form)
    return answer_at(request, "privacy:notification", code, deed, done=done, show_again=show_again)


def _show(
    request: HttpRequest,
    code: str,
    refused: str = "",
    sentence: str = "",
    *,
    form: PostponementForm | None = None,
) -> HttpResponse:
    page = notification_page(code, organisation=read_organisation(), access=_open(request, code))
    typed = request.POST if refused == "uitstel" else None
    shown = {
        "page": page,
        "form": form or PostponementForm(typed),
        "typed": request.POST,
        "refused": refused,
        "sentence": sentence,
        "has_pdf": can_write_pdf(),
    }
    return render(
        request, "privacy/rights/notification.html", shown, status=422 if refused else 200
    )


def _open(request: HttpRequest, code: str) -> Access:
    return access_for(request, scope=f"notification:{code}")
