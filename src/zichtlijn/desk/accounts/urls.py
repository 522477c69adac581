"""The pages with which somebody comes in and goes out."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, path

from zichtlijn.desk.accounts.views import invitation, own, passkeys, sign_in

app_name = "accounts"

_EVERYWHERE = [
    path("", sign_in.show_sign_in, name="sign_in"),
    path("uit/", sign_in.sign_out, name="sign_out"),
    path("mijn-inlog/", own.show_own, name="own"),
    path("bevestigen/", own.confirm, name="confirm"),
]
_OURS = [
    path("code/", sign_in.ask_second_factor, name="second_factor"),
    path("passkey/", passkeys.sign_in, name="passkey"),
    path("passkey/vraag/", passkeys.ask, name="passkey_question"),
    path("uitnodiging/", invitation.ask_invitation, name="invitation"),
    path("instellen/", invitation.enrol, name="enrol"),
    path("herstelcodes/", own.renew_codes, name="recovery_codes"),
]


def _choose() -> list[URLPattern]:
    """Return one way in: ours, or that of the organisation; the package for it is an extra."""
    if not settings.OIDC_ISSUER:
        return _OURS
    provider: list[URLPattern] = import_module("zichtlijn.desk.accounts.oidc.urls").urlpatterns
    return provider


urlpatterns = [*_EVERYWHERE, *_choose()]
