"""Passkeys: our question to the browser, and its answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.accounts import factors, signing_in
from zichtlijn.desk.accounts.forms import PasskeyForm, PasswordForm
from zichtlijn.desk.accounts.views.leading import lead_on, show, signed_in_account
from zichtlijn.desk.door import read_clock


@require_POST
@reads_no_person
def ask(request: HttpRequest) -> HttpResponse:
    """Give the browser the question that belongs to what is being done."""
    wanted = request.POST.get("voor", "")
    if wanted == "inloggen":
        return JsonResponse(_as_json(factors.ask_passkey(None)))
    account = signed_in_account(request)
    if wanted == "bevestigen" and account:
        return JsonResponse(_as_json(factors.ask_passkey(account)))
    enrolling = account or signing_in.read_half_way(request, step="enrol", moment=read_clock())
    if wanted == "toevoegen" and enrolling:
        return JsonResponse(_as_json(factors.ask_new_passkey(enrolling)))
    return JsonResponse({}, status=403)


@require_POST
@reads_no_person
def sign_in(request: HttpRequest) -> HttpResponse:
    """Begin a sitting for whoever showed a passkey: it is two factors in one."""
    form = PasskeyForm(request.POST)
    moment = read_clock()
    owner = (
        signing_in.check_passkey(
            request, form.cleaned_data["credential"], account=None, moment=moment
        )
        if form.is_valid()
        else None
    )
    if owner is None:
        refused = PasswordForm()
        told = {
            "form": refused,
            "passkey": PasskeyForm(),
            "refusal": gettext(factors.WRONG_PASSKEY),
        }
        return show(request, "sign_in", told, is_refused=True)
    answer = lead_on(request)
    signing_in.finish_sign_in(request, owner, moment=moment)
    return answer


def _as_json(question: dict[str, Any]) -> dict[str, Any]:
    """Return the question as plain JSON: fido2's own mappings say bytes as base64url."""
    asked = question["publicKey"]
    return {"publicKey": dict(asked)}
