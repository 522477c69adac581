"""Does the name of a table, recipient or agreement tell of somebody? It asks to rephrase."""

from django.utils.translation import gettext as _

from zichtlijn.privacy.analysis.titles import find_names
from zichtlijn.privacy.operations.holdings import list_given_names
from zichtlijn.privacy.reports.sentences import scan_text, suggest_instead


def find_unsuitable(words: str) -> tuple[str, ...]:
    """Return what to write instead where words seem to name somebody or tell what G2 forbids."""
    asked = [suggest_instead(found) for found in scan_text(words)]
    if find_names(words, given_names=list_given_names()):
        asked.append(_("Dit lijkt een naam van een mens. Noem de plek, het werk of het nummer."))
    return tuple(dict.fromkeys(asked))
