"""Name and password, then the second factor; and out again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.accounts import factors, signing_in
from zichtlijn.desk.accounts.forms import CodeForm, PasskeyForm, PasswordForm
from zichtlijn.desk.accounts.views.leading import has_provider, lead_on, lead_to, show
from zichtlijn.desk.door import Standing, read_clock, reader_of

_CLEARED = '"cache", "storage"'  # language and look stay: they say nothing about anybody
_REASONS = {"uit", "stil", "lang"}


@require_http_methods(["GET", "HEAD", "POST"])
@reads_no_person
def show_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password or a passkey; in the example, tell how accounts are made."""
    standing = reader_of(request).standing
    if standing is Standing.EXAMPLE:
        return render(request, "desk/accounts/first_account.html")
    if standing is Standing.SIGNED_IN:
        return lead_on(request)
    if has_provider():
        return show(request, "provider", {"why": _read_reason(request)}, is_refused=False)
    form = PasswordForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, form, is_refused=form.is_bound)
    account = signing_in.check_password(
        request,
        name=form.cleaned_data["username"],
        password=form.cleaned_data["password"],
        moment=read_clock(),
    )
    if account is None:
        form.add_error(None, gettext(signing_in.WRONG_PASSWORD))
        return _ask(request, form, is_refused=True)
    signing_in.wait_for_factor(request, account, step="code", moment=read_clock())
    return lead_to("accounts:second_factor", request)


@require_http_methods(["GET", "HEAD", "POST"])
@reads_no_person
def ask_second_factor(request: HttpRequest) -> HttpResponse:
    """Ask the code of the app, and begin the sitting when it is right."""
    moment = read_clock()
    account = signing_in.read_half_way(request, step="code", moment=moment)
    if account is None:
        return lead_to("accounts:sign_in", request)
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return show(request, "second_factor", {"form": form}, is_refused=form.is_bound)
    if not signing_in.check_code(request, account, code=form.cleaned_data["code"], moment=moment):
        form.add_error("code", gettext(factors.WRONG_CODE))
        return show(request, "second_factor", {"form": form}, is_refused=True)
    answer = lead_on(request)
    signing_in.finish_sign_in(request, account, moment=moment)
    return answer


@require_POST
@reads_no_person
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the sitting, and have the browser forget what it kept of it."""
    reader = reader_of(request)
    if reader.standing is Standing.SIGNED_IN:
        signing_in.sign_out(request, reader.account, moment=read_clock())
    answer = redirect(reverse("accounts:sign_in", query={"reden": "uit"}))
    answer.headers["Clear-Site-Data"] = _CLEARED
    return answer


def _ask(request: HttpRequest, form: PasswordForm, *, is_refused: bool) -> HttpResponse:
    return show(
        request,
        "sign_in",
        {"form": form, "passkey": PasskeyForm(), "why": _read_reason(request)},
        is_refused=is_refused,
    )


def _read_reason(request: HttpRequest) -> str:
    why = request.GET.get("reden", "")
    return why if why in _REASONS else ""
