"""One's own sign-in: its factors, recovery codes, and giving a factor again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.accounts import enrolling, factors, signing_in
from zichtlijn.desk.accounts.forms import CodeForm, PasskeyForm
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.sittings import is_factor_recent
from zichtlijn.desk.accounts.terms import NotSignedIn
from zichtlijn.desk.accounts.views.leading import has_provider, lead_on, show, signed_in_account
from zichtlijn.desk.door import read_clock


@require_http_methods(["GET", "HEAD", "POST"])
@reads_no_person
def show_own(request: HttpRequest) -> HttpResponse:
    """Show one's factors; take a new passkey, or forget one, after a factor given shortly ago."""
    account = _find(request)
    if request.method == "POST":
        if has_provider():
            raise Http404
        if not is_factor_recent(request.session, moment=read_clock()):
            return _ask_factor_first()
        _change(request, account)
        return redirect("accounts:own")
    told = {
        "passkeys": factors.list_passkeys(account),
        "has_password": account.has_usable_password(),
        "codes_left": factors.count_recovery_codes(account),
        "passkey": PasskeyForm(),
        "has_provider": has_provider(),
        "is_recent": is_factor_recent(request.session, moment=read_clock()),
    }
    return show(request, "own", told, is_refused=False)


@require_POST
@reads_no_person
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them this once."""
    account = _find(request)
    if not account.has_usable_password():
        raise Http404
    if not is_factor_recent(request.session, moment=read_clock()):
        return _ask_factor_first()
    codes = enrolling.renew_recovery_codes(account, moment=read_clock())
    return show(request, "recovery_codes", {"codes": codes}, is_refused=False)


@require_http_methods(["GET", "HEAD", "POST"])
@reads_no_person
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask a factor again, before something that must not be done by who found an open screen."""
    account, moment = _find(request), read_clock()
    if has_provider():
        return redirect(
            reverse(
                "accounts:provider", query={"next": request.GET.get("next", ""), "opnieuw": "1"}
            )
        )
    form = CodeForm(request.POST if "code" in request.POST else None)
    told = {"form": form, "passkey": PasskeyForm(), "has_password": account.has_usable_password(),
            "has_passkey": bool(factors.list_passkeys(account))}  # fmt: skip
    if request.method != "POST":
        return show(request, "confirm", told, is_refused=False)
    if not _is_factor_given(request, account, form):
        if not form.is_bound:  # a passkey, or nothing at all
            told["refusal"] = gettext(factors.WRONG_CODE)
        else:
            form.add_error("code", gettext(factors.WRONG_CODE))
        return show(request, "confirm", told, is_refused=True)
    signing_in.confirm_factor(request, account, moment=moment)
    return lead_on(request)


def _find(request: HttpRequest) -> Account:
    account = signed_in_account(request)
    if account is None:  # the example has no accounts
        raise Http404
    return account


def _ask_factor_first() -> HttpResponse:
    return redirect(reverse("accounts:confirm", query={"next": reverse("accounts:own")}))


def _change(request: HttpRequest, account: Account) -> None:
    moment = read_clock()
    if request.POST.get("verwijder", "").isdecimal():
        number = int(request.POST["verwijder"])
        if enrolling.drop_passkey(account, number=number, moment=moment):
            messages.success(request, gettext("De passkey is verwijderd."))
        else:
            messages.success(request, gettext("Uw enige manier van inloggen blijft staan."))
        return
    form = PasskeyForm(request.POST)
    try:
        answer = form.cleaned_data["credential"] if form.is_valid() else None
        enrolling.enrol_with_passkey(account, answer=answer, moment=moment)
        messages.success(request, gettext("De passkey is toegevoegd."))
    except NotSignedIn as refusal:
        messages.error(request, gettext(str(refusal)))


def _is_factor_given(request: HttpRequest, account: Account, form: CodeForm) -> bool:
    moment = read_clock()
    if form.is_bound:
        return form.is_valid() and signing_in.check_code(
            request, account, code=form.cleaned_data["code"], moment=moment
        )
    passkey = PasskeyForm(request.POST)
    return passkey.is_valid() and bool(
        signing_in.check_passkey(
            request, passkey.cleaned_data["credential"], account=account, moment=moment
        )
    )
