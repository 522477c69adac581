"""The first time: an invitation, and then how this account will sign in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.accounts import enrolling, factors, signing_in
from zichtlijn.desk.accounts.forms import InvitationForm, NewPasswordForm, PasskeyForm
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.terms import NotSignedIn
from zichtlijn.desk.accounts.views.leading import show
from zichtlijn.desk.door import Standing, read_clock, reader_of

_SECRET = "offered_secret"  # noqa: S105 - the name under which a session keeps it
WRONG_INVITATION = gettext_noop(
    "Deze naam en code horen niet bij elkaar, of de code is gebruikt of verlopen."
)


@require_http_methods(["GET", "HEAD", "POST"])
@reads_no_person
def ask_invitation(request: HttpRequest) -> HttpResponse:
    """Ask for the code that the administrator gave."""
    if reader_of(request).standing is not Standing.NOBODY:
        return redirect("accounts:sign_in")
    form = InvitationForm(request.POST or None)
    if not form.is_valid():
        return show(request, "invitation", {"form": form}, is_refused=form.is_bound)
    account = enrolling.check_invitation(
        request,
        name=form.cleaned_data["username"],
        code=form.cleaned_data["code"],
        moment=read_clock(),
    )
    if account is None:
        form.add_error(None, gettext(WRONG_INVITATION))
        return show(request, "invitation", {"form": form}, is_refused=True)
    signing_in.wait_for_factor(request, account, step="enrol", moment=read_clock())
    return redirect("accounts:enrol")


@require_http_methods(["GET", "HEAD", "POST"])
@reads_no_person
def enrol(request: HttpRequest) -> HttpResponse:
    """Let the invited choose a passkey, or a password with an app."""
    account = signing_in.read_half_way(request, step="enrol", moment=read_clock())
    if account is None:
        return redirect("accounts:invitation")
    if "credential" in request.POST:
        return _enrol_with_passkey(request, account)
    return _enrol_with_codes(request, account)


def _enrol_with_passkey(request: HttpRequest, account: Account) -> HttpResponse:
    moment, passkey = read_clock(), PasskeyForm(request.POST)
    try:
        answer = passkey.cleaned_data["credential"] if passkey.is_valid() else None
        enrolling.enrol_with_passkey(account, answer=answer, moment=moment)
    except NotSignedIn as refusal:
        return _offer(request, account, NewPasswordForm(account=account), refusal=str(refusal))
    signing_in.finish_sign_in(request, account, moment=moment)
    return redirect("desk:start")


def _enrol_with_codes(request: HttpRequest, account: Account) -> HttpResponse:
    moment, form = read_clock(), NewPasswordForm(request.POST or None, account=account)
    if not form.is_valid():
        return _offer(request, account, form)
    try:
        codes = enrolling.enrol_with_codes(
            account,
            password=form.cleaned_data["password"],
            secret=request.session.get(_SECRET, ""),
            code=form.cleaned_data["code"],
            moment=moment,
        )
    except NotSignedIn as refusal:
        form.add_error("code", gettext(str(refusal)))
        return _offer(request, account, form)
    signing_in.finish_sign_in(request, account, moment=moment)
    return show(request, "recovery_codes", {"codes": codes}, is_refused=False)


def _offer(
    request: HttpRequest, account: Account, form: NewPasswordForm, *, refusal: str = ""
) -> HttpResponse:
    """Show both ways; the secret stays the same until it is used, so that one scan is enough."""
    secret = request.session.setdefault(_SECRET, factors.make_secret())
    told = {
        "form": form,
        "passkey": PasskeyForm(),
        "offer": factors.offer_secret(account, secret=secret),
        "account_name": account.name,
        "refusal": gettext(refusal) if refusal else "",
    }
    return show(request, "enrol", told, is_refused=form.is_bound or bool(refusal))
