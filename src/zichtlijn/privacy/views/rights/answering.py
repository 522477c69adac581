"""What the pages of the person's side share: a deed with its answer, and a document as PDF."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from zichtlijn.privacy.reports.documents import NoPdf, write_pdf
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import NotFound

DUTCH = "nl"  # what a resident reads is Dutch, whatever the screen of the professional says
ShowAgain = Callable[[str], HttpResponse]


def read_organisation() -> str:
    """Return the name under which this desk writes to people."""
    return str(settings.ORGANISATION)


def answer_deed(
    request: HttpRequest,
    deed: Callable[[], object],
    *,
    done: str | Promise,
    to: str,
    show_again: ShowAgain,
) -> HttpResponse:
    """Do the deed and go on to its page; where a rule of ours says no, show the form again.

    What the rule table refuses rises: the desk answers that for all rooms alike.
    """
    try:
        deed()
    except NotFound as problem:
        raise Http404 from problem
    except NotAllowed as problem:
        if problem.rule:
            raise
        return show_again(say_refusal(problem))
    messages.success(request, str(done))
    return redirect(to)


def answer_at(
    request: HttpRequest,
    page: str,
    code: str,
    deed: Callable[[], object],
    *,
    done: object,
    show_again: ShowAgain,
) -> HttpResponse:
    """Do the deed and go on to the page of the thing it was done to. Raises as `answer_deed`."""
    to = reverse(page, args=[code])
    return answer_deed(request, deed, done=str(done), to=to, show_again=show_again)


class Letter(NamedTuple):
    """A letter as it is printed."""

    title: str
    addressee: str
    paragraphs: list[str]
    foot: str


def send_letter_as(request: HttpRequest, letter: Letter, *, name: str) -> HttpResponse:
    """Send a letter as PDF."""
    template = "privacy/rights/letter_document.html"
    return send_document(request, template, letter._asdict(), name=name)


def send_document(
    request: HttpRequest, template: str, shown: dict[str, object], *, name: str
) -> HttpResponse:
    """Send a document as PDF, or say in a plain sentence how to print it instead."""
    with translation.override(DUTCH):
        page = render_to_string(template, shown)
    try:
        content = write_pdf(page)
    except NoPdf as problem:
        said = {"sentence": say_refusal(problem)}
        return render(request, "privacy/rights/no_pdf.html", said, status=501)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
