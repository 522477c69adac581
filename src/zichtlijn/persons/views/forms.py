"""What is filled in: somebody, what was seen of him, a reason, a question."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zichtlijn.persons.reports.words import KINDS, PARTS
from zichtlijn.persons.terms import (
    AskedToRephrase,
    Identity,
    Kind,
    Part,
    Sighting,
    Stretch,
    WrongWriting,
)
from zichtlijn.privacy.reports.sentences import say_refusal

_QUIET = {"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"}
_BOX = {"class": "utrecht-textbox"}
_AREA = {"class": "utrecht-textarea", "rows": 3, "autocomplete": "off"}
_CHOOSE = {"required": _("Kies er een."), "invalid_choice": _("Kies er een uit de lijst.")}


class AskingForm(forms.Form):
    """A form that shows a refusal at the field it is about; what was typed stays."""

    def show_refusal(self, refusal: WrongWriting | AskedToRephrase) -> None:
        """Put what was refused beside its field, in the writer's own words."""
        if isinstance(refusal, WrongWriting):
            self.add_error(
                refusal.field if refusal.field in self.fields else None, say_refusal(refusal)
            )
            return
        for stretch in refusal.stretches:
            self.add_error(
                stretch.field if stretch.field in self.fields else None, self._ask(stretch)
            )

    def _ask(self, stretch: Stretch) -> str:
        typed = self.data.get(self.add_prefix(stretch.field), "")
        found = typed[stretch.start : stretch.end]
        return gettext("Er staat “%(found)s”. %(suggestion)s") % {
            "found": found,
            "suggestion": say_refusal(stretch.suggestion),
        }


class IdentityForm(AskingForm):
    """Who somebody is."""

    full_name = forms.CharField(
        label=_("Naam"),
        help_text=_("Zoals u hem kent. Voornaam en achternaam, of voorletters."),
        max_length=120,
        error_messages={"required": _("Vul een naam in.")},
        widget=forms.TextInput({**_BOX, **_QUIET}),
    )
    birth_date = forms.DateField(
        label=_("Geboortedatum (als u die weet)"),
        help_text=_("Onder de 12 leggen we niemand met naam vast."),
        required=False,
        error_messages={"invalid": _("Deze dag bestaat niet. Schrijf jaar, maand en dag.")},
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={**_BOX, "type": "date", "autocomplete": "off"}
        ),
    )
    address = forms.CharField(
        label=_("Adres (hoeft niet)"),
        help_text=_("Alleen als het nodig is om iemand te informeren."),
        required=False,
        max_length=160,
        widget=forms.TextInput({**_BOX, **_QUIET}),
    )

    def read_identity(self) -> Identity:
        """Return who was filled in."""
        filled = self.cleaned_data
        return Identity(filled["full_name"], filled["birth_date"], filled["address"])


class SearchForm(IdentityForm):
    """Two identifying fields; any two."""

    def __init__(self, *args: Any, **words: Any) -> None:
        """Ask for nothing in particular: the policy counts the fields."""
        super().__init__(*args, **words)
        self.fields["full_name"].required = False
        self.fields["full_name"].help_text = _("Een achternaam is genoeg. Spelling mag afwijken.")
        self.fields["birth_date"].label = _("Geboortedatum")
        self.fields["birth_date"].help_text = ""
        self.fields["address"].label = _("Adres")
        self.fields["address"].help_text = _("Straat en huisnummer, zoals het is opgeschreven.")


class SightingForm(AskingForm):
    """What somebody saw himself; short, for a phone."""

    place = forms.CharField(
        label=_("Waar?"),
        max_length=120,
        error_messages={"required": _("Vul een plek in.")},
        widget=forms.TextInput({**_BOX, "autocomplete": "off"}),
    )
    when = forms.ChoiceField(
        label=_("Wanneer?"),
        choices=[("now", _("Nu")), ("quarter", _("Kwartier terug")), ("other", _("Anders"))],
        initial="now",
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    observed_at = forms.DateTimeField(
        label=_("Dag en tijd (bij Anders)"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("Schrijf een dag en een tijd.")},
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={**_BOX, "type": "datetime-local"}
        ),
    )
    part = forms.ChoiceField(
        label=_("Welke rol had deze persoon?"),
        help_text=_("Slachtoffers en getuigen leggen we niet met naam vast; zij tellen wel mee."),
        choices=list(PARTS.items()),
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    kind = forms.ChoiceField(
        label=_("Wat zag u?"),
        help_text=_("Ook goed nieuws telt."),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    text = forms.CharField(
        label=_("Notitie (hoeft niet)"),
        help_text=_("Wat gebeurde er? Geen namen van anderen, geen afkomst, geloof of gezondheid."),
        required=False,
        max_length=600,
        widget=forms.Textarea(_AREA),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a moment where none of the short answers fits."""
        filled: dict[str, Any] = super().clean() or self.cleaned_data
        if filled.get("when") == "other" and not filled.get("observed_at"):
            self.add_error("observed_at", _("Vul de dag en de tijd in."))
        return filled

    def read_sighting(self, *, moment: datetime) -> Sighting:
        """Return what was seen; the short answers count from the moment of this request."""
        filled = self.cleaned_data
        moments = {"now": moment, "quarter": moment - timedelta(minutes=15)}
        return Sighting(
            moments.get(filled["when"]) or _with_zone(filled["observed_at"]),
            filled["place"],
            Part(filled["part"]),
            Kind(filled["kind"]),
            filled["text"],
        )


class ReasonForm(AskingForm):
    """Why two records are of one person, or not."""

    reason = forms.CharField(
        label=_("Waarom?"),
        help_text=_("In een zin. Geen afkomst, geloof of gezondheid."),
        max_length=300,
        error_messages={"required": _("Geef een reden.")},
        widget=forms.Textarea({**_AREA, "rows": 2}),
    )


def _with_zone(written: datetime) -> datetime:
    return timezone.make_aware(written) if timezone.is_naive(written) else written
