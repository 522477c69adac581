"""What a reader sees where a rule says no, or where a thing is gone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from zichtlijn.networks.terms import NotAllowed, NotFound
from zichtlijn.privacy.reports.sentences import say_refusal

FRAMES = (
    gettext_noop("Langer dan twee jaar bewaren mag niet. Kies een dag tot en met {}."),
    gettext_noop("Op {} was er nog niets gezien. Kies een peildatum vanaf {}."),
)
"""Sentences of this room with something in them, for whoever does not read Dutch."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def answers_refusals(view: View[P]) -> View[P]:
    """Turn NotFound and NotAllowed into a page with their sentence."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **words: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **words)
        except NotFound as refusal:
            return _say(request, say_refusal(refusal, frames=FRAMES), status=404)
        except NotAllowed as refusal:
            return _say(request, say_refusal(refusal, frames=FRAMES), status=403)

    return answer


def _say(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    return render(request, "networks/refused.html", {"sentence": sentence}, status=status)
