"""Keep by which keyed hashes a person may meet a watched mark, as long as his record is there."""

import secrets
from collections.abc import Collection, Iterable
from datetime import date

from zichtlijn.audit import log
from zichtlijn.audit.keys import blind_index
from zichtlijn.privacy.models import PersonMark

WITHIN = "oversight"
"""Where the keyed hash of a name or street means something: at the officer's desk alone."""


def keep_marks(
    codes: Iterable[str], words: Collection[str], *, destroy_on: date, retention_rule: str
) -> None:
    """Keep the hashes of what a record says of name and address, under each code of its person.

    Takes the keys of name and street as the room spells them; only their hashes are kept. Call
    it in the transaction that writes the record; what was kept before is replaced.
    """
    known = [code for code in codes if code]
    forget_marks(known)
    indexes = index_words(words)
    PersonMark.objects.bulk_create(
        PersonMark(
            code=secrets.token_hex(16),
            person=blind_index(code, within=log.WITHIN),
            indexes=indexes,
            retention_rule=retention_rule,
            destroy_on=destroy_on,
        )
        for code in known
    )


def forget_marks(codes: Iterable[str]) -> None:
    """Forget what was kept under these codes; call it in the transaction of the deletion."""
    people = [blind_index(code, within=log.WITHIN) for code in codes if code]
    PersonMark.objects.filter(person__in=people).delete()


def index_words(words: Iterable[str]) -> list[str]:
    """Return the keyed hashes of names and streets, which mean something for oversight alone."""
    return sorted(blind_index(word, within=WITHIN) for word in words)
