"""What waits for a second person at a delivery, in words, and what may be done now."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zichtlijn.audit.access import Access
from zichtlijn.networks.queries import Agreements, Asked, fetch_agreements
from zichtlijn.networks.reports.forms import FORMS
from zichtlijn.networks.terms import AgreementKind, Recipient

RECIPIENT_WORDS = {
    Recipient.MUNICIPALITY: gettext_lazy("de gemeente"),
    Recipient.POLICE: gettext_lazy("de politie"),
    Recipient.YOUTH_WORK: gettext_lazy("het jongerenwerk"),
    Recipient.PROSECUTION: gettext_lazy("het openbaar ministerie"),
    Recipient.HOUSING_ASSOCIATION: gettext_lazy("de woningcorporatie"),
    Recipient.CARE_PROVIDER: gettext_lazy("de zorgaanbieder"),
}


class AskedRow(NamedTuple):
    """Something that waits for a second person."""

    code: str
    words: str
    is_own: bool


class ReadyFile(NamedTuple):
    """A file that two people agreed on, for this reader to fetch once."""

    form: str
    recipient: str
    words: str


def list_asked(agreements: Agreements) -> tuple[AskedRow, ...]:
    """Return what waits, those of others first."""
    return tuple(AskedRow(one.code, _say(one), one.is_own) for one in agreements.asked)


def list_ready(edition_id: int, delivery_id: int, *, access: Access) -> tuple[ReadyFile, ...]:
    """Return the files of an edition that may leave now. Raises NotFound, NotAllowed."""
    ready = fetch_agreements(delivery_id, access=access).ready
    files = sorted(what.split(":") for kind, what in ready if kind is AgreementKind.TAKE)
    return tuple(
        ReadyFile(form, recipient, _say_file(form, recipient))
        for edition, form, recipient in files
        if edition == str(edition_id)
    )


def _say(one: Asked) -> str:
    said = {
        AgreementKind.BRING: _("%(account)s bracht deze levering in."),
        AgreementKind.DESTROY: _("%(account)s wil deze levering of een waarneming vernietigen."),
        AgreementKind.TAKE: _("%(account)s wil een bestand meenemen: %(what)s."),
    }[one.kind]
    what = _say_file(*one.what.split(":")[1:]) if one.kind is AgreementKind.TAKE else ""
    return said % {"account": one.account, "what": what}


def _say_file(form: str, recipient: str) -> str:
    words = {"form": FORMS[form], "recipient": RECIPIENT_WORDS[Recipient(recipient)]}
    return _("%(form)s, voor %(recipient)s") % words
