"""Which columns would bring in somebody's name: such a file is refused, unread (G5, G6)."""

import re
import unicodedata
from collections.abc import Iterable

from zichtlijn.kernel.files.refusals import UnreadableFile

_NAMES = """
    naam namen voornaam voornamen roepnaam achternaam tussenvoegsel tussenvoegsels familienaam
    geslachtsnaam meisjesnaam bijnaam initialen voorletter voorletters
    name names firstname forename givenname middlename lastname surname familyname maidenname
    fullname nickname initials
"""
_IDENTITIES = """
    bsn burgerservicenummer sofinummer geboortedatum geboortedag geboorteplaats
    birthdate birthday dateofbirth dob birthplace placeofbirth ssn
    woonadres huisadres homeaddress telefoon telefoonnummer phone phonenumber
    email mail emailadres emailaddress snapchat instagram pasfoto foto photo
"""
_THINGS = """
    plaats straat wijk buurt gebied locatie plein park stad gemeente bron organisatie instantie
    bestand bestands school kolom tabel schuil gebruikers groep groeps soort
    place street area district neighbourhood location city town source organisation organization
    agency file host column table user pseudo group kind type
"""
_NAME_WORDS = frozenset(_NAMES.split())
_IDENTITY_WORDS = frozenset(_IDENTITIES.split())
_NAMES_OF_THINGS = frozenset(_THINGS.split())


def check_no_names(columns: Iterable[str]) -> None:
    """Raise UnreadableFile where a column would hold names or another mark of identity.

    >>> check_no_names(["person", "place_name", "bestandsnaam"])
    >>> check_no_names(["person", "Voornaam"])
    Traceback (most recent call last):
    zichtlijn.kernel.files.refusals.UnreadableFile: Geweigerd: dit bestand bevat een kolom met namen
    (voornaam). Haal die kolom weg en zet in person een pseudoniem.
    """
    for column in columns:
        if _is_name(column):
            raise UnreadableFile(
                "Geweigerd: dit bestand bevat een kolom met namen "
                f"({column.lower()}). Haal die kolom weg en zet in person een pseudoniem.",
                line=1,
                column=column,
            )
        if _is_identity(column):
            raise UnreadableFile(
                "Geweigerd: dit bestand bevat een kolom met namen of andere persoonsgegevens "
                f"({column.lower()}). Haal die kolom weg en zet in person een pseudoniem.",
                line=1,
                column=column,
            )


def _is_name(column: str) -> bool:
    words = _split_words(column)
    if "".join(words) in _NAME_WORDS:
        return True
    if _NAMES_OF_THINGS.intersection(words):
        return False
    return any(word in _NAME_WORDS or _ends_as_name(word) for word in words)


def _is_identity(column: str) -> bool:
    words = _split_words(column)
    return "".join(words) in _IDENTITY_WORDS or bool(_IDENTITY_WORDS.intersection(words))


def _ends_as_name(word: str) -> bool:
    """Whether a compound like `jongerennaam` names somebody, unlike `straatnaam`."""
    for ending in ("naam", "namen", "name"):
        thing = word.removesuffix(ending)
        if thing != word:
            return thing not in _NAMES_OF_THINGS
    return False


def _split_words(column: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", column).encode("ascii", "ignore").decode("ascii")
    return re.findall(r"[a-z]+", plain.lower())
