"""The sentences of the analysis in the reader's language.

The analysis writes Dutch, for files and screens alike. On an English page each of its sentences
is recognised by its shape and said again; the figures in it stay what they were.
"""

import re
from functools import cache

from django.utils.translation import get_language, gettext, gettext_noop

_SENTENCES = (
    gettext_noop(
        "Deze groep is in dit venster %(seen)s keer gezien. Naar eerdere vensters was "
        "%(expected)s keer verwacht. Door toeval komt dat eens in %(times)s vensters voor."
    ),
    gettext_noop(
        "Deze groep is in dit venster %(seen)s van de %(all)s keer gezien op de plek %(place)s. "
        "Daarvoor was zij daar nooit gezien, in %(before)s waarnemingen. "
        "Door toeval komt dat eens in %(times)s vensters voor."
    ),
    gettext_noop("Er zijn geen waarnemingen van twee of meer mensen samen."),
    gettext_noop("Geen enkele waarneming is van twee of meer mensen. Er is te weinig gezien."),
    gettext_noop("Geen groep is vaak genoeg gezien om te tonen."),
    gettext_noop(
        "Er zijn te weinig waarnemingen om groepen te zien. "
        "Wie samen gezien werd, past even goed bij toeval."
    ),
    gettext_noop(
        "Er zijn te weinig waarnemingen per persoon: %(seen)s gemiddeld. "
        "Er zijn er minstens 1,5 nodig."
    ),
)
_SWAPPED = str.maketrans(".,", ",.")


def say_again(sentence: str) -> str:
    """Return a sentence of the analysis in the language of the page; Dutch stays as it is."""
    if (get_language() or "nl").startswith("nl"):
        return sentence
    for known in _SENTENCES:
        found = _shape(known).fullmatch(sentence)
        if found:
            return gettext(known) % {
                name: _number(words) for name, words in found.groupdict().items()
            }
    return sentence


def knows(sentence: str) -> bool:
    """Return whether this sentence of the analysis can be said in another language."""
    return any(_shape(known).fullmatch(sentence) for known in _SENTENCES)


@cache
def _shape(known: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", known)
    written = (f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile("".join(written))


def _number(words: str) -> str:
    return words.translate(_SWAPPED) if re.fullmatch(r"[\d.,]+", words) else words
