"""The closed lists of the person's side in the language of the professional's screen."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zichtlijn.privacy.policies.rights.deadlines import count_days_left
from zichtlijn.privacy.terms.rights import (
    AskedBy,
    Channel,
    ContestState,
    IdentityCheck,
    NotificationState,
    PostponementGround,
    RequestDecision,
    RequestKind,
    RequestState,
    WithholdingGround,
)

KINDS: Mapping[str, Promise] = {
    RequestKind.INSPECTION: gettext_lazy("inzage"),
    RequestKind.RECTIFICATION: gettext_lazy("verbeteren"),
    RequestKind.ERASURE: gettext_lazy("wissen"),
    RequestKind.RESTRICTION: gettext_lazy("niet meer gebruiken"),
    RequestKind.OBJECTION: gettext_lazy("bezwaar"),
}
ASKED_BY: Mapping[str, Promise] = {
    AskedBy.SELF: gettext_lazy("de persoon zelf"),
    AskedBy.PARENT: gettext_lazy("een ouder"),
}
AGES: Mapping[str, Promise] = {
    "under_12": gettext_lazy("jonger dan 12 jaar"),
    "12_15": gettext_lazy("12 tot en met 15 jaar"),
    "16_plus": gettext_lazy("16 jaar of ouder"),
    "unknown": gettext_lazy("niet bekend"),
}
IDENTITY_CHECKS: Mapping[str, Promise] = {
    IdentityCheck.SHOWN_AT_DESK: gettext_lazy("legitimatie gezien aan de balie"),
    IdentityCheck.SIGNED_IN: gettext_lazy("aangemeld met DigiD"),
    IdentityCheck.KNOWN_BY_FACE: gettext_lazy("bekend bij wie het verzoek aannam"),
}
DECISIONS: Mapping[str, Promise] = {
    RequestDecision.GRANTED: gettext_lazy("ingewilligd"),
    RequestDecision.PARTLY: gettext_lazy("deels ingewilligd"),
    RequestDecision.REFUSED: gettext_lazy("afgewezen"),
}
CHANNELS: Mapping[str, Promise] = {
    Channel.DESK: gettext_lazy("door de werkplek"),
    Channel.PAPER: gettext_lazy("op papier"),
    Channel.PHONE: gettext_lazy("aan de telefoon"),
    Channel.MEETING: gettext_lazy("in een overleg"),
    Channel.MAIL: gettext_lazy("per beveiligde mail"),
}
STATES: Mapping[str, Promise] = {
    RequestState.OPEN: gettext_lazy("open"),
    RequestState.DECIDED: gettext_lazy("besloten"),
    RequestState.SENT: gettext_lazy("verstuurd"),
    RequestState.WITHDRAWN: gettext_lazy("ingetrokken"),
}
CONTESTS: Mapping[str, Promise] = {
    ContestState.RUNNING: gettext_lazy("betwist"),
    ContestState.TO_DESTROY: gettext_lazy("wacht op tweede"),
    ContestState.SETTLED: gettext_lazy("blijft staan"),
    ContestState.RECTIFIED: gettext_lazy("verbeterd"),
    ContestState.DESTROYED: gettext_lazy("vernietigd"),
}
NOTIFICATIONS: Mapping[str, Promise] = {
    NotificationState.NOT_NEEDED: gettext_lazy("niet nodig"),
    NotificationState.RUNNING: gettext_lazy("loopt"),
    NotificationState.INFORMED: gettext_lazy("geïnformeerd"),
    NotificationState.POSTPONED: gettext_lazy("uitgesteld"),
    NotificationState.LATE: gettext_lazy("te laat"),
}
GROUNDS: Mapping[str, Promise] = {
    PostponementGround.PUBLIC_SAFETY: gettext_lazy("openbare veiligheid (UAVG 41 lid 1 onder c)"),
    PostponementGround.CRIMINAL_INQUIRY: gettext_lazy(
        "opsporing van een misdrijf (UAVG 41 lid 1 onder d)"
    ),
    PostponementGround.SAFETY_OF_OTHERS: gettext_lazy(
        "veiligheid van anderen (UAVG 41 lid 1 onder i)"
    ),
    PostponementGround.SAFETY_OF_CHILD: gettext_lazy(
        "veiligheid van het kind (UAVG 41 lid 1 onder i)"
    ),
    PostponementGround.WOULD_DEFEAT_PURPOSE: gettext_lazy(
        "het doel zou mislukken (AVG 14 lid 5 onder b)"
    ),
}
WITHHOLDING: Mapping[str, Promise] = {
    WithholdingGround.POLICE_TASK: gettext_lazy("de taak van de politie (Wpg 27)"),
    WithholdingGround.RIGHTS_OF_OTHERS: gettext_lazy("de rechten van anderen (Wpg 27, UAVG 41)"),
    WithholdingGround.STATE_SECURITY: gettext_lazy("de veiligheid van de staat (Wpg 27, UAVG 41)"),
    WithholdingGround.PUBLIC_SAFETY: gettext_lazy("de openbare veiligheid (UAVG 41)"),
}


def say_left(due_on: date, *, today: date) -> str:
    """Return how long there is left, or how late it is, counted in days."""
    left = count_days_left(due_on, today=today)
    if left < 0:
        return ngettext("%(n)s dag te laat", "%(n)s dagen te laat", -left) % {"n": -left}
    if left == 0:
        return _("vandaag de laatste dag")
    return ngettext("nog %(n)s dag", "nog %(n)s dagen", left) % {"n": left}
