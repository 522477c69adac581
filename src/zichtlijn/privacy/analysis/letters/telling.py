"""The letter that tells somebody that he is in the records (AVG 14)."""

from datetime import date

from zichtlijn.privacy.analysis.letters.days import say_day
from zichtlijn.privacy.analysis.letters.words import PURPOSES, ROLES, begin_sentence, say_purpose
from zichtlijn.privacy.terms.rights.records import NotificationRecord

_CHILD = ("under_12", "12_15")


def write_telling(
    told: NotificationRecord, *, organisation: str, kept_until: date | None, today: date
) -> str:
    """Return the letter, in plain Dutch and with all that AVG 14 lid 1 and 2 ask.

    The source is a role or function (lid 2 onder f, R05); who else was there is not told.
    """
    until = (
        f"Wij bewaren dit tot uiterlijk {say_day(kept_until)}. Daarna vernietigen wij het."
        if kept_until
        else "Wij vernietigen dit als het niet meer nodig is."
    )
    parts = [
        "U staat in onze gegevens. U heeft niets verkeerd gedaan om hier te staan.",
        (
            f"Sinds {say_day(told.clock.first_named_on)} hebben wij uw naam en wat er over u is "
            f"gezien. Dat weten wij van {ROLES.get(told.source, told.source)}."
        ),
        f"Waarom? {begin_sentence(_why(told))}. Dat mag volgens {told.legal_ground}.",
        until,
        (
            "Wie ziet dit? Alleen mensen die hieraan werken. Elke keer dat iemand kijkt, schrijven "
            "wij dat op. Wij geven het alleen aan een ander als de wet dat toestaat. "
            "U kunt dat opvragen."
        ),
        (
            "Wat doen wij niet? Wij geven u geen score. Geen computer besluit over u. Wij bewaren "
            "niets over afkomst, geloof, gezondheid, school of geld."
        ),
        (
            "Wat kunt u doen? U mag zien wat er staat. Klopt er iets niet? Zeg het. Dan telt het "
            "meteen niet meer mee. U mag ook vragen om wissen, of bezwaar maken. Dat kost niets. "
            "U krijgt binnen een maand antwoord."
        ),
        (
            "Vragen? Bel of schrijf ons. Vraag naar de functionaris gegevensbescherming. Bent u "
            "niet tevreden? Ga dan naar de Autoriteit Persoonsgegevens."
        ),
        f"{say_day(today)}\n{begin_sentence(organisation)}",
    ]
    if told.age in _CHILD:
        parts.insert(0, "Deze brief is voor u en uw ouder. Lees hem samen.")
    return "\n\n".join(parts)


def _why(told: NotificationRecord) -> str:
    return say_purpose(told.purpose if told.purpose in PURPOSES else "none")
