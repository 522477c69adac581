"""The words of keys: what a key is for, and why a text stays closed."""

from enum import StrEnum
from typing import NamedTuple


class KeyKind(StrEnum):
    """What is sealed under a key, and so whose term it lives by."""

    RECORD = "record"
    PERSON_CARD = "person_card"
    LOG_SUBJECT = "log_subject"
    SOURCE_IDENTITY = "source_identity"


class Sealed(NamedTuple):
    """One sealed text with what is needed to open it."""

    key_id: str
    text: bytes
    bound_to: str


class KeyShredded(Exception):
    """The key was destroyed, so what was sealed under it no longer exists for anyone."""

    def __init__(self) -> None:
        super().__init__("Deze gegevens zijn vernietigd en niet meer te lezen.")


class SealBroken(Exception):
    """The sealed text was changed, or it belongs to another record."""

    def __init__(self) -> None:
        super().__init__(
            "Deze gegevens zijn beschadigd of horen niet bij dit record. We tonen ze niet. "
            "Vraag uw beheerder om `zichtlijn doctor` uit te voeren."
        )


class KeysUnavailable(Exception):
    """The key store or the master key cannot be used; nothing is sealed or shown."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said} Vraag uw beheerder om `zichtlijn doctor` uit te voeren.")
