"""The forms: the file with what must be known of it, and the choices of the command."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from zichtlijn.networks.terms import AnalysisSettings, Method, Step

_DEFAULTS = AnalysisSettings(as_of=date.min)
_BOX = {"class": "utrecht-textbox"}
_LIST = {"class": "utrecht-select"}
STEPS = [
    (Step.MONTH, _("maand")),
    (Step.WEEK, _("week")),
    (Step.DAY, _("dag")),
    (Step.ALL, _("één venster over alles")),
]
METHODS = [
    (Method.AUTO, _("kies vanzelf")),
    (Method.EVENTS, _("waarnemingen van professionals")),
    (Method.CONTACTS, _("dichte contacten van een sensor")),
]
USUAL_TERM = timedelta(days=365)


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={**_BOX, "type": "date"})


class SettingsForm(forms.Form):
    """The choices of `zichtlijn networks analyse`, with the same defaults and bounds."""

    peildatum = forms.DateField(
        label=_("Peildatum"),
        help_text=_("Wat later is gezien telt niet mee. Leeg: de laatste dag in het bestand."),
        required=False,
        widget=_day_input(),
    )
    stap = forms.ChoiceField(
        label=_("Lengte van een venster"), choices=STEPS, widget=forms.Select(_LIST)
    )
    methode = forms.ChoiceField(
        label=_("Methode"),
        help_text=_("Waarnemingen zijn los van elkaar; een sensor ziet alles steeds opnieuw."),
        choices=METHODS,
        widget=forms.Select(_LIST),
    )
    halfwaardetijd = forms.FloatField(
        label=_("Halfwaardetijd in dagen"),
        help_text=_("Na zoveel dagen weegt een waarneming half."),
        min_value=0.1,
        max_value=36_500,
        initial=_DEFAULTS.half_life_days,
        widget=forms.NumberInput({**_BOX, "step": "any"}),
    )
    grootste = forms.IntegerField(
        label=_("Grootste waarneming die banden geeft"),
        help_text=_("Van meer mensen samen zegt een waarneming te weinig over twee van hen."),
        min_value=2,
        max_value=1_000,
        initial=_DEFAULTS.gathering_size,
        widget=forms.NumberInput(_BOX),
    )
    toeval = forms.FloatField(
        label=_("Deel van de bevestigde banden dat toeval mag zijn"),
        min_value=0.0001,
        max_value=0.5,
        initial=_DEFAULTS.fdr,
        widget=forms.NumberInput({**_BOX, "step": "any"}),
    )
    herhalingen = forms.IntegerField(
        label=_("Herhalingen om te zien hoe vast een groep is"),
        min_value=2,
        max_value=2_000,
        initial=_DEFAULTS.bootstraps,
        widget=forms.NumberInput(_BOX),
    )
    begingetal = forms.IntegerField(
        label=_("Begingetal van het toeval"),
        help_text=_("Hetzelfde getal geeft dezelfde uitkomst."),
        min_value=0,
        max_value=2**31 - 1,
        initial=_DEFAULTS.seed,
        widget=forms.NumberInput(_BOX),
    )

    def is_valid_on(self, today: date) -> bool:
        """Whether the choices hold, and the day asked for has come."""
        if not self.is_valid():
            return False
        asked = self.cleaned_data["peildatum"]
        if asked and asked > today:
            self.add_error(
                "peildatum", _("Deze dag ligt in de toekomst; dan is er nog niets gezien.")
            )
        return not self.errors

    def read_settings(self, *, last_day: date) -> AnalysisSettings:
        """Return the choices; without a day they hold until the last day of the file."""
        chosen = self.cleaned_data
        return AnalysisSettings(
            as_of=chosen["peildatum"] or last_day,
            half_life_days=chosen["halfwaardetijd"],
            step=Step(chosen["stap"]),
            method=Method(chosen["methode"]),
            gathering_size=chosen["grootste"],
            fdr=chosen["toeval"],
            bootstraps=chosen["herhalingen"],
            seed=chosen["begingetal"],
        )

    @property
    def choices(self) -> list[forms.BoundField]:
        """The fields of the choices."""
        return [self[name] for name in SettingsForm.base_fields]


class UploadForm(SettingsForm):
    """A file of observations, what must be known of it, and the choices."""

    bestand = forms.FileField(
        label=_("Bestand met waarnemingen"),
        help_text=_("CSV, CSV.gz of Parquet. Eén regel per persoon per waarneming, zonder namen."),
        max_length=200,
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg."),
        },
        widget=forms.ClearableFileInput({"accept": ".csv,.gz,.parquet"}),
    )
    titel = forms.CharField(
        label=_("Naam voor deze levering (hoeft niet)"),
        help_text=_("Noem een plek of een project, geen mensen."),
        required=False,
        max_length=120,
        widget=forms.TextInput(_BOX),
    )
    herkomst = forms.CharField(
        label=_("Herkomst (hoeft niet)"),
        help_text=_("Van wie komt het, en onder welke afspraak of licentie?"),
        required=False,
        max_length=500,
        widget=forms.TextInput(_BOX),
    )
    bewaren_tot = forms.DateField(
        label=_("Bewaren tot en met"),
        help_text=_("Daarna wordt alles vernietigd. Hoogstens twee jaar."),
        widget=_day_input(),
    )
    tijdzone = forms.CharField(
        label=_("Tijdzone van tijden zonder zone"),
        initial="Europe/Amsterdam",
        widget=forms.TextInput(_BOX),
    )
    sla_over = forms.BooleanField(
        label=_("Ga door zonder de regels die niet kloppen"),
        help_text=_("Zij worden geteld en zijn te downloaden voor de leverancier."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **words: Any) -> None:
        """Make the form; a year is the usual term."""
        super().__init__(*args, **words)
        self.fields["bewaren_tot"].initial = today + USUAL_TERM

    @property
    def has_wrong_choice(self) -> bool:
        """Tell whether one of the choices was refused."""
        return bool(set(self.errors) & {*SettingsForm.base_fields, "tijdzone"})

    def clean_tijdzone(self) -> str:
        """Refuse a zone that does not exist."""
        zone: str = self.cleaned_data["tijdzone"]
        if zone not in available_timezones():
            raise forms.ValidationError(
                _("Deze tijdzone bestaat niet. Typ er een als Europe/Amsterdam.")
            )
        return zone
