"""What a restore did again and what it could not, in words for the officer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zichtlijn.audit.access import Access
from zichtlijn.privacy.queries.oversight import fetch_restorations
from zichtlijn.privacy.terms.taking import Again, Restored, TakenKind

_NO_ADVICE = gettext_lazy("Niets.")
_WHAT: dict[TakenKind, "str | Promise"] = {
    TakenKind.ROLE: gettext_lazy("Rollen die waren beëindigd"),
    TakenKind.SEAT: gettext_lazy("Plaatsen aan een tafel die waren beëindigd"),
    TakenKind.ACCOUNT: gettext_lazy("Accounts die waren ingetrokken of opnieuw ingesteld"),
    TakenKind.PASSKEY: gettext_lazy("Passkeys die waren verwijderd"),
    TakenKind.EMERGENCY: gettext_lazy("Noodtoegang van na de kopie"),
    TakenKind.GATE: gettext_lazy("Groepen en casussen die naar een andere stap waren gebracht"),
    TakenKind.RULES: gettext_lazy("Versies van de regels"),
    TakenKind.TERMS: gettext_lazy("Versies van de bewaartermijnen"),
    TakenKind.MODULE: gettext_lazy("Onderdelen die waren gestopt"),
    TakenKind.PROPOSAL: gettext_lazy("Voorstellen die waren beantwoord of ingetrokken"),
    TakenKind.STAY: gettext_lazy("Vernietigen dat was tegengehouden, of niet langer"),
    TakenKind.CONTEST: gettext_lazy("Betwiste gegevens"),
    TakenKind.JOINING: gettext_lazy("Samenvoegingen die waren afgewezen of ongedaan gemaakt"),
    TakenKind.RECEIVER: gettext_lazy("Sleutels van ontvangers die waren ingetrokken of vervangen"),
    TakenKind.DELIVERY: gettext_lazy("Leveringen die waren ingetrokken"),
    TakenKind.VERSION: gettext_lazy("Namen die na de kopie waren verbeterd"),
    TakenKind.LIST: gettext_lazy("De lijst van wat is weggenomen was niet op deze machine"),
}
_ADVICE: dict[TakenKind, "str | Promise"] = {
    TakenKind.ACCOUNT: gettext_lazy("Geef wie nog werkt een nieuwe uitnodiging."),
    TakenKind.EMERGENCY: gettext_lazy(
        "De reden is verloren. Vraag in het logboek na wie keek, en beoordeel het alsnog."
    ),
    TakenKind.RULES: gettext_lazy("Vergelijk de regels met het laatste besluit."),
    TakenKind.TERMS: gettext_lazy("Vergelijk de bewaartermijnen met het laatste besluit."),
    TakenKind.PROPOSAL: gettext_lazy("Wie iets nog wil, stelt het opnieuw voor."),
    TakenKind.STAY: gettext_lazy("Leg de reden opnieuw vast; die stond in het oude bestand."),
    TakenKind.CONTEST: gettext_lazy(
        "Het gegeven telt niet mee. Schrijf het verzoek opnieuw op; het stond in het oude bestand."
    ),
    TakenKind.RECEIVER: gettext_lazy("Geef de ontvangers die nog meedoen een nieuwe sleutel."),
    TakenKind.VERSION: gettext_lazy("Laat de naam opnieuw opschrijven; de oude is vernietigd."),
    TakenKind.LIST: gettext_lazy(
        "Loop accounts, rollen, tafels en betwiste gegevens na: alleen wat de kopie van de "
        "sleutels kende, is opnieuw ingetrokken."
    ),
}


@dataclass(frozen=True)
class KindRow:
    """One kind of thing that was taken away, ready to draw."""

    what: str
    done: int
    lost: int
    advice: str


@dataclass(frozen=True)
class RestorationRow:
    """One backup that was put back, ready to draw."""

    restored_at: datetime
    made_on: date
    rows: tuple[KindRow, ...]


def tell_restorations(*, access: Access) -> tuple[RestorationRow, ...]:
    """Return the newest restores in words. Raises NotAllowed, LogUnavailable."""
    return tuple(_describe(one) for one in fetch_restorations(access=access))


def _describe(restored: Restored) -> RestorationRow:
    counted = {(one.kind, one.became): one.number for one in restored.told}
    kinds = [kind for kind in TakenKind if any(one.kind is kind for one in restored.told)]
    return RestorationRow(
        restored.restored_at,
        restored.made_on,
        tuple(
            KindRow(
                str(_WHAT[kind]),
                counted.get((kind, Again.DONE), 0),
                counted.get((kind, Again.LOST), 0),
                str(_ADVICE.get(kind, _NO_ADVICE)),
            )
            for kind in kinds
        ),
    )
