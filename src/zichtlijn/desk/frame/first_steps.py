"""What a role can do at this desk first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zichtlijn.desk.door.words import Role


@dataclass(frozen=True)
class FirstStep:
    """One thing to do, with the page where it is done."""

    title: Promise
    why: Promise
    button: Promise
    url_name: str

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return reverse(self.url_name)


LOOK_AT_EXAMPLE = FirstStep(
    gettext_lazy("Bekijk de netwerken van het voorbeeld"),
    gettext_lazy(
        "Echte, openbare onderzoeksgegevens: wie was wanneer samen? "
        "Zonder namen, en bij elke lijn de waarnemingen erachter."
    ),
    gettext_lazy("Bekijk de netwerken"),
    "networks:index",
)
BRING_OWN_FILE = FirstStep(
    gettext_lazy("Reken met een eigen bestand"),
    gettext_lazy(
        "Een bestand met waarnemingen, één regel per persoon per waarneming. "
        "Een bestand met namen wordt geweigerd."
    ),
    gettext_lazy("Kies een bestand"),
    "networks:upload",
)
READ_THE_LOG = FirstStep(
    gettext_lazy("Kijk wat hier gelezen is"),
    gettext_lazy("Elke keer dat iemand gegevens leest, komt er een regel in het logboek."),
    gettext_lazy("Open het logboek"),
    "desk:log",
)
LEARN_THE_DRAWING = FirstStep(
    gettext_lazy("Lees wat een lijn wel en niet zegt"),
    gettext_lazy("Samen gezien is geen vriendschap. Een groep is geen oordeel."),
    gettext_lazy("Open de uitleg"),
    "desk:help",
)

HANDLE_REQUESTS = FirstStep(
    gettext_lazy("Antwoord op wie zijn gegevens wil zien"),
    gettext_lazy(
        "Verzoeken om inzage, verbeteren of wissen, met de dagen die u nog heeft. "
        "En wie nog moet horen dat hij in de gegevens staat."
    ),
    gettext_lazy("Bekijk de verzoeken"),
    "privacy:requests",
)

KEEP_TABLES = FirstStep(
    gettext_lazy("Richt een groep of casus in"),
    gettext_lazy(
        "Een tafel met een doel, een einde en vaste plaatsen. Alleen daar gaan gegevens over "
        "mensen open."
    ),
    gettext_lazy("Bekijk de tafels"),
    "privacy:tables",
)

OVERSEE = FirstStep(
    gettext_lazy("Kijk wat te laat is en wat opvalt"),
    gettext_lazy(
        "Bewaartermijnen, verzoeken, noodtoegang en opvallend gebruik, in getallen. "
        "En het register van verwerkingen."
    ),
    gettext_lazy("Open het toezicht"),
    "privacy:oversight",
)

_BY_ROLE = {
    Role.ANALYST: (LOOK_AT_EXAMPLE, BRING_OWN_FILE, READ_THE_LOG),
    Role.PRIVACY_OFFICER: (OVERSEE, READ_THE_LOG, LEARN_THE_DRAWING),
    Role.PROCESS_DIRECTOR: (HANDLE_REQUESTS, KEEP_TABLES, READ_THE_LOG),
}
_FOR_OTHERS = (LOOK_AT_EXAMPLE, LEARN_THE_DRAWING, READ_THE_LOG)


_WELCOME_BY_ROLE = {
    Role.ANALYST: gettext_lazy(
        "Begin met het voorbeeld: echte, openbare onderzoeksgegevens, zonder namen. "
        "Daarna rekent u met een eigen bestand."
    ),
    Role.PRIVACY_OFFICER: gettext_lazy(
        "Van alles wat hier wordt gelezen, staat in het logboek wie het deed, wanneer en waarom."
    ),
}
_WELCOME = gettext_lazy(
    "Zie wie wanneer samen is gezien, zonder namen. "
    "Bij elke lijn staat welke waarnemingen erachter zitten."
)


def choose_welcome(role: Role) -> Promise:
    """Return the first sentence that this role reads."""
    return _WELCOME_BY_ROLE.get(role, _WELCOME)


def choose_first_steps(role: Role) -> tuple[FirstStep, ...]:
    """Return what this role can do first, most useful first."""
    return _BY_ROLE.get(role, _FOR_OTHERS)
