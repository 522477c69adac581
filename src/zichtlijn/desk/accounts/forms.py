"""What is asked when somebody signs in. The words stand here, the look in the templates."""

import json

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.terms import LONGEST_NAME

_LONGEST_PASSWORD = 128
_LONGEST_ANSWER = 20_000


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Accountnaam"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(
            attrs={"autocomplete": "username webauthn", "autocapitalize": "none"}
        ),
    )


def _code_field(label: Promise) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # the stubs know lazy words by a private name
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class PasswordForm(forms.Form):
    """Name and password."""

    username = _name_field()
    password = forms.CharField(
        label=gettext_lazy("Wachtwoord"),
        max_length=_LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """The code of an app, or a recovery code."""

    code = _code_field(gettext_lazy("Code uit uw app, of een herstelcode"))


class InvitationForm(forms.Form):
    """Name and the code that the administrator gave."""

    username = _name_field()
    code = _code_field(gettext_lazy("Uitnodigingscode"))


class NewPasswordForm(forms.Form):
    """A password of one's own, and the first code of the app."""

    password = forms.CharField(
        label=gettext_lazy("Nieuw wachtwoord"),
        max_length=_LONGEST_PASSWORD,
        strip=False,
        help_text=gettext_lazy("Minstens 12 tekens. Een zin van een paar woorden is goed."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    code = _code_field(gettext_lazy("Code die de app nu toont"))

    def __init__(self, *args: object, account: Account, **choices: object) -> None:
        super().__init__(*args, **choices)  # type: ignore[arg-type]  # passed on as they came
        self.account = account

    def clean_password(self) -> str:
        """Return the password, unless it is short, known or like the name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, user=self.account)
        return password


class PasskeyForm(forms.Form):
    """What the browser answered for a passkey."""

    credential = forms.CharField(max_length=_LONGEST_ANSWER, widget=forms.HiddenInput)

    def clean_credential(self) -> object:
        """Return the answer as it was meant; what is no JSON is no answer."""
        try:
            return json.loads(self.cleaned_data["credential"])
        except ValueError as problem:
            raise forms.ValidationError("") from problem
