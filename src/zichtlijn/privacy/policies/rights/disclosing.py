"""May this be written down as given, or taken back? Raises NotAllowed with a sentence."""

from datetime import date

from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import Channel, NewDisclosure


def check_can_register(left: NewDisclosure, *, is_known: bool, today: date) -> None:
    """Raise NotAllowed unless this was given by hand, about somebody in the records, by now."""
    if left.channel is Channel.DESK:
        raise NotAllowed("Kies hoe het is gegeven.")
    if not is_known:
        raise NotAllowed("Onder deze code staat er niemand. Kijk de code op de kaart na.")
    if left.disclosed_on is None or left.disclosed_on > today:
        raise NotAllowed("De dag waarop het is gegeven, ligt niet na vandaag.")
    if left.expires_on is not None and left.expires_on <= left.disclosed_on:
        raise NotAllowed("Weg moet het pas zijn na de dag waarop het is gegeven.")


def check_within_term(*, destroy_on: date, today: date) -> None:
    """Raise NotAllowed where a disclosure is so long ago that it is not kept any more."""
    if destroy_on <= today:
        raise NotAllowed("Dit is langer geleden dan wij het bewaren. Leg het niet meer vast.")


def check_can_take_back(
    *, channel: str, written_by: str, written_on: date, account: str, today: date, told: int
) -> None:
    """Raise NotAllowed unless the writer takes back what he wrote by hand today."""
    is_own = (written_by, written_on) == (account, today)
    if channel == Channel.DESK or not is_own or told:
        raise NotAllowed(
            "Terugnemen kan alleen wie het vandaag opschreef, en voor er een bericht over is."
        )
