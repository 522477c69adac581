"""What is refused, in the reader's language. Policies are pure and say it in Dutch.

A sentence without English stays Dutch: a jurist may have written it for his own rule table.
"""

import re
from collections.abc import Sequence
from functools import cache

from django.utils.translation import gettext

# the other name of this function asks for settings, which a command on plain files has not
from django.utils.translation.trans_real import gettext_noop

FRAMES = (
    gettext_noop("Geef eerst een reden: {}"),
    gettext_noop("Laat eerst een tweede persoon bevestigen: {}"),
    gettext_noop("Leg eerst de verstrekking vast: {}"),
    gettext_noop("Geef een reden van minstens {} tekens."),
    gettext_noop("Geef een reden van ten minste {} tekens."),
    gettext_noop("Zo lang mag het niet. Volgens regel {} is de laatste dag {}-{}-{}."),
    gettext_noop("Er wordt in dit onderdeel nog {} keer iets langer bewaard. Beëindig dat eerst."),
    gettext_noop("Dit onderdeel houdt niets over mensen bij. Kies uit: {}."),
    gettext_noop(
        "U hebt in een uur gegevens over {} mensen gezien. Dat is het meeste voor uw rol. "
        "Over een uur kunt u verder. Is het dringend, overleg dan met de functionaris voor "
        "gegevensbescherming."
    ),
    gettext_noop(
        "Voor {} in {} staat geen bewaartermijn in de tabel. Zonder termijn bewaren we niets."
    ),
    gettext_noop("De kolom {} kent niet: {}."),
    gettext_noop("Onbekend feit onder 'when': {}."),
    gettext_noop("Onbekende voorwaarde: {}."),
    gettext_noop("Regel {} heeft een onbekend blok of een onbekende uitkomst."),
    gettext_noop("Regel {} en regel {} spreken elkaar tegen."),
    gettext_noop("Regel {}: de organisaties zijn niet die van de rollen."),
    gettext_noop("Regel {}: de regimes zijn niet die van de soorten gegevens."),
    gettext_noop("Regel {}: de termijnen volgen niet op elkaar."),
    gettext_noop("Regel {}: dit regime bestaat niet."),
    gettext_noop("Regel {}: er ontbreekt iets."),
    gettext_noop("Regel {}: een termijn is een heel aantal maanden."),
    gettext_noop("Regel {}: {}"),
)
"""Sentences with something in them, the narrow before the wide."""


def say_refusal(refusal: object, *, frames: Sequence[str] = FRAMES) -> str:
    """Return a refusal, or its sentence, in the reader's language.

    Another room brings the frames of its own sentences; whole sentences are found in any room.
    """
    sentence = str(refusal)
    told = gettext(sentence)
    if told != sentence:
        return told
    for frame in frames:
        if filled := _read_frame(frame).fullmatch(sentence):
            return gettext(frame).format(*map(_say_part, filled.groups()))
    return sentence


@cache
def _read_frame(frame: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, frame.split("{}"))), re.DOTALL)


def _say_part(part: str) -> str:
    """Return what fills a frame; a sentence in it may have lost its capital."""
    capital = part[0].upper() + part[1:]
    told = gettext(capital)
    if told == capital:
        return part
    return told if part == capital else told[0].lower() + told[1:]
