"""The fields that forms of this room share: how they look, and what they ask to rephrase."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from zichtlijn.privacy.reports.naming import find_unsuitable

BOX = {"class": "utrecht-textbox", "autocomplete": "off"}
AREA = {"class": "utrecht-textarea", "rows": 4}

Choose = partial(forms.ChoiceField, widget=forms.Select({"class": "utrecht-select"}))
"""A word from a closed list."""

Line = partial(forms.CharField, max_length=200, widget=forms.TextInput(BOX))
"""A line of text."""

Words = partial(forms.CharField, max_length=4_000, widget=forms.Textarea(AREA))
"""Some sentences."""

Day = partial(
    forms.DateField, widget=forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"})
)
"""A day, as every browser fills it."""

Months = partial(
    forms.IntegerField,
    min_value=0,
    max_value=240,  # as in the checks of the retention table
    widget=forms.NumberInput({**BOX, "inputmode": "numeric"}),
)
"""A number of months."""

PersonCode = partial(
    forms.CharField,
    label=_("Code van de persoon"),
    help_text=_("De code op de persoonskaart. Geen naam: die staat hier nooit."),
    max_length=64,
    widget=forms.TextInput({**BOX, "spellcheck": "false"}),
)
"""The random code of somebody in the records."""


def ask_to_rephrase(words: str) -> None:
    """Refuse, as a validator, words that seem to name somebody or tell what G2 forbids."""
    if asked := find_unsuitable(words):
        raise forms.ValidationError(list(asked))


Tellable = partial(Line, validators=[ask_to_rephrase])
"""A line that names nobody."""
