"""What a reader sees where this room says no, and where nobody has an account yet."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from zichtlijn.audit.access import access_for
from zichtlijn.persons.reports import Seat, find_seat, holds_a_role, may_find
from zichtlijn.persons.terms import NotAllowed, NotFound
from zichtlijn.privacy.reports.sentences import say_refusal

NAMED_PAPER = "zl-page--named"
"""The class of a page on which a name can be read: nobody can be in doubt of it."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SeatedView = Callable[Concatenate[HttpRequest, Seat, P], HttpResponse]


def answers_refusals(view: View[P]) -> View[P]:
    """Turn this room's NotFound and NotAllowed into a page with their sentence.

    What the rule table refuses is answered by the desk, which also writes its line.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **words: P.kwargs) -> HttpResponse:
        if not holds_a_role(access=access_for(request, scope="persons")):
            return render(request, "persons/no_accounts.html")
        try:
            return view(request, *args, **words)
        except NotFound as refusal:
            return _say(request, say_refusal(refusal), status=404)
        except NotAllowed as refusal:
            return _say(request, say_refusal(refusal), status=403)

    return answer


def asks_for_a_table(view: SeatedView[P]) -> View[P]:
    """Give the view the table that was opened; without one the reader chooses it first."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **words: P.kwargs) -> HttpResponse:
        seat = find_seat(access=access_for(request, scope="persons"))
        if seat is None:
            return redirect(f"{reverse('privacy:purpose')}?{urlencode({'next': request.path})}")
        return view(request, seat, *args, **words)

    return answer


def shows_writers_their_way(view: SeatedView[P]) -> SeatedView[P]:
    """Tell who may write and find nobody what he can do here, instead of an empty list."""

    @wraps(view)
    def answer(
        request: HttpRequest, seat: Seat, /, *args: P.args, **words: P.kwargs
    ) -> HttpResponse:
        if not may_find(access=access_for(request, scope=seat.scope)):
            return render(request, "persons/only_write.html", {"seat": seat})
        return view(request, seat, *args, **words)

    return answer


def _say(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    return render(request, "persons/refused.html", {"sentence": sentence}, status=status)
