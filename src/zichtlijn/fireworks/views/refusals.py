"""What a reader sees where a rule says no, or where a thing is gone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from zichtlijn.fireworks.terms import NotAllowed, NotFound
from zichtlijn.privacy.reports.sentences import say_refusal

FRAMES = (gettext_noop("De speling van de tijd is 1 tot {} minuten."),)
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
    return render(request, "fireworks/refused.html", {"sentence": sentence}, status=status)
