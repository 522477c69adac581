"""The words of this room in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zichtlijn.persons.terms import AgeBand, Band, JoiningState, Kind, Notification, Part, Step

PARTS: Mapping[Part, Promise] = {
    Part.PRESENT: _("aanwezig"),
    Part.ACTIVE: _("actief"),
    Part.CALMING: _("kalmerend"),
    Part.VICTIM: _("slachtoffer"),
    Part.WITNESS: _("getuige"),
    Part.UNKNOWN: _("niet te zeggen"),
}
KINDS: Mapping[Kind, Promise] = {
    Kind.CALM: _("rustig"),
    Kind.SOCIABLE: _("gezellig"),
    Kind.SOOTHED: _("iemand suste"),
    Kind.HELPED: _("iemand hielp"),
    Kind.ASKED_FOR_HELP: _("vroeg om hulp"),
    Kind.TENSE: _("gespannen"),
    Kind.NUISANCE: _("overlast"),
}
AGES: Mapping[AgeBand, Promise] = {
    AgeBand.UNDER_12: _("jonger dan 12"),
    AgeBand.FROM_12_TO_15: _("12 tot en met 15 jaar"),
    AgeBand.FROM_16: _("16 jaar of ouder"),
    AgeBand.UNKNOWN: _("leeftijd niet bekend"),
}
NOTIFICATIONS: Mapping[Notification, Promise] = {
    Notification.NOT_NEEDED: _("hoeft niet"),
    Notification.RUNNING: _("nog niet, de termijn loopt"),
    Notification.INFORMED: _("ja"),
    Notification.POSTPONED: _("uitgesteld"),
    Notification.LATE: _("te laat"),
}
BANDS: Mapping[Band, Promise] = {
    Band.ALMOST_CERTAIN: _("lijkt sterk op elkaar"),
    Band.LIKELY: _("lijkt op elkaar"),
    Band.POSSIBLE: _("zou kunnen"),
}
STATES: Mapping[JoiningState, Promise] = {
    JoiningState.PROPOSED: _("wacht op een tweede persoon"),
    JoiningState.STANDING: _("samengevoegd"),
    JoiningState.DECLINED: _("niet dezelfde persoon"),
    JoiningState.UNDONE: _("ongedaan gemaakt"),
}
STEPS: Mapping[Step, Promise] = {
    Step.PROPOSED: _("voorgesteld"),
    Step.CONFIRMED: _("bevestigd"),
    Step.DECLINED: _("niet dezelfde persoon"),
    Step.UNDONE: _("ongedaan gemaakt"),
}
REASONS: Mapping[str, Promise] = {
    "zelfde voornaam": _("zelfde voornaam"),
    "voornaam anders gespeld": _("voornaam anders gespeld"),
    "voornaam is afgekort": _("voornaam is afgekort"),
    "voornaam verschilt een of twee letters": _("voornaam verschilt een of twee letters"),
    "voornaam is roepnaam van de andere": _("voornaam is roepnaam van de andere"),
    "voorletters komen overeen": _("voorletters komen overeen"),
    "voorletter komt overeen": _("voorletter komt overeen"),
    "verdere voornamen of voorletters verschillen": _(
        "verdere voornamen of voorletters verschillen"
    ),
    "zelfde achternaam": _("zelfde achternaam"),
    "achternaam anders gespeld": _("achternaam anders gespeld"),
    "achternaam verschilt een of twee letters": _("achternaam verschilt een of twee letters"),
    "andere achternaam": _("andere achternaam"),
    "tussenvoegsel weggelaten of anders geschreven": _(
        "tussenvoegsel weggelaten of anders geschreven"
    ),
    "een van beide heeft een tweede achternaam": _("een van beide heeft een tweede achternaam"),
    "dubbele naam in andere volgorde": _("dubbele naam in andere volgorde"),
    "zelfde geboortedatum": _("zelfde geboortedatum"),
    "beide 1 januari van hetzelfde jaar, dat zegt weinig": _(
        "beide 1 januari van hetzelfde jaar, dat zegt weinig"
    ),
    "dag en maand verwisseld": _("dag en maand verwisseld"),
    "geboortedatum scheelt een cijfer, een dag of een jaar": _(
        "geboortedatum scheelt een cijfer, een dag of een jaar"
    ),
    "zelfde geboortejaar, bij een van beide 1 januari": _(
        "zelfde geboortejaar, bij een van beide 1 januari"
    ),
    "geboortedatum ontbreekt": _("geboortedatum ontbreekt"),
    "er is nog iemand op wie dit past": _("er is nog iemand op wie dit past"),
}
"""What agrees or differs between two records, as the proposing half says it in Dutch."""
