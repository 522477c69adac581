"""What must hold before the desk is served; each refusal is a sentence that says what to do."""

from importlib.util import find_spec

from django.conf import settings
from django.db import connection

from zichtlijn.desk import environment
from zichtlijn.desk.accounts.keeping import has_accounts, list_invented
from zichtlijn.desk.starting.serving import LOOPBACK, NotReady


def check_may_serve(host: str) -> None:
    """Raise NotReady unless this installation may answer on the address `host`."""
    check_one_organisation(settings.ORGANISATION, vendor=connection.vendor)
    if settings.OIDC_ISSUER:
        check_provider()
    if host in LOOPBACK:
        return
    if list_invented():
        raise NotReady(
            "Er zijn verzonnen accounts, voor een proef op deze machine. Sluit ze voordat anderen "
            "erbij kunnen: zichtlijn accounts revoke NAAM --all"
        )
    if not settings.OIDC_ISSUER and not has_accounts():
        raise NotReady(
            "Er zijn nog geen accounts. Tot die er zijn, antwoordt Zichtlijn alleen op deze "
            "machine. Maak eerst een account: zichtlijn accounts add NAAM"
        )


def check_one_organisation(organisation: str, *, vendor: str) -> None:
    """Raise NotReady for more than one organisation on a database that cannot keep them apart."""
    named = [one.strip() for one in organisation.split(";") if one.strip()]
    if vendor == "sqlite" and len(named) > 1:
        raise NotReady(
            f"In ZICHTLIJN_ORGANISATION staan {len(named)} organisaties. Op SQLite werkt Zichtlijn "
            "voor één organisatie: de database kan ze niet uit elkaar houden. Kies er één."
        )


def check_provider() -> None:
    """Raise NotReady unless the sign-in of the organisation can be used, and asks two factors."""
    if find_spec("mozilla_django_oidc") is None:
        raise NotReady("Voor de inlog van uw organisatie is een pakket nodig: zichtlijn[oidc]")
    keys = environment.OIDC_SECRET_FILE, environment.OIDC_KEY_FILE
    if not any(environment.read_text(one) for one in keys):
        raise NotReady(
            "ZICHTLIJN_OIDC_ISSUER is ingesteld, maar er is geen geheim en geen sleutel. Noem een "
            "bestand in ZICHTLIJN_OIDC_SECRET_FILE of ZICHTLIJN_OIDC_KEY_FILE."
        )
    if not any(environment.read_names(one) for one in (environment.OIDC_ACR, environment.OIDC_AMR)):
        raise NotReady(
            "Zeg in ZICHTLIJN_OIDC_ACR of ZICHTLIJN_OIDC_AMR wat uw inlogdienst meldt als er een "
            "tweede stap is gezet. Zonder tweede stap komt niemand bij gegevens over mensen."
        )
