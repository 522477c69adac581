"""The forms of the person's side."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from zichtlijn.privacy.reports.naming import find_unsuitable
from zichtlijn.privacy.reports.rights import labels
from zichtlijn.privacy.terms.rights import (
    AskedBy,
    Channel,
    IdentityCheck,
    NewDisclosure,
    NewRequest,
    PostponementGround,
    RequestDecision,
    RequestKind,
)

_BOX = {"class": "utrecht-textbox"}
_LIST = {"class": "utrecht-select"}
_AREA = {"class": "utrecht-textarea", "rows": 4}


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={**_BOX, "type": "date"})


class RequestForm(forms.Form):
    """What the desk writes down of a request."""

    persoon = forms.CharField(
        label=_("Code van de persoon"),
        help_text=_("De code op de persoonskaart. Geen naam: die staat hier nooit."),
        max_length=64,
        widget=forms.TextInput({**_BOX, "autocomplete": "off", "spellcheck": "false"}),
    )
    soort = forms.ChoiceField(
        label=_("Wat vraagt de persoon?"),
        choices=list(labels.KINDS.items()),
        widget=forms.Select(_LIST),
    )
    door = forms.ChoiceField(
        label=_("Wie vraagt het?"),
        choices=list(labels.ASKED_BY.items()),
        widget=forms.Select(_LIST),
    )
    leeftijd = forms.ChoiceField(
        label=_("Hoe oud is de persoon over wie het gaat?"),
        help_text=_("Een ouder vraagt voor een kind tot 16 jaar. Controleer ook het gezag."),
        choices=list(labels.AGES.items()),
        initial="unknown",
        widget=forms.Select(_LIST),
    )
    controle = forms.ChoiceField(
        label=_("Hoe weet u wie dit vraagt?"),
        help_text=_("Bewaar geen kopie van een legitimatie."),
        choices=list(labels.IDENTITY_CHECKS.items()),
        widget=forms.Select(_LIST),
    )
    ontvangen = forms.DateField(
        label=_("Ontvangen op"),
        help_text=_("De termijn van een maand loopt vanaf deze dag."),
        widget=_day_input(),
    )
    adres = forms.CharField(
        label=_("Naam en adres voor het antwoord"),
        help_text=_("Wordt verzegeld bewaard, alleen voor de brief."),
        max_length=500,
        widget=forms.Textarea({**_AREA, "rows": 3}),
    )
    vraag = forms.CharField(
        label=_("Wat vroeg de persoon, in eigen woorden?"),
        max_length=4_000,
        widget=forms.Textarea(_AREA),
    )

    def read_request(self) -> NewRequest:
        """Return what was written; call it on a valid form."""
        written = self.cleaned_data
        received_on: date = written["ontvangen"]
        return NewRequest(
            person=written["persoon"].strip(),
            kind=RequestKind(written["soort"]),
            asked_by=AskedBy(written["door"]),
            age=written["leeftijd"],
            identity_check=IdentityCheck(written["controle"]),
            received_on=received_on,
            addressee=written["adres"],
            question=written["vraag"],
        )


class DecisionForm(forms.Form):
    """What is decided on a request."""

    besluit = forms.ChoiceField(
        label=_("Wat besluit u?"),
        choices=[("", _("kies een besluit")), *labels.DECISIONS.items()],
        required=False,
        widget=forms.Select(_LIST),
    )
    reden = forms.CharField(
        label=_("Waarom?"),
        help_text=_("De persoon leest dit in de brief. Bij ‘ingewilligd’ hoeft het niet."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(_AREA),
    )

    @property
    def decision(self) -> RequestDecision:
        """Return what was chosen; nothing where nothing, or no such word, was."""
        chosen = str(self.cleaned_data.get("besluit", ""))
        return RequestDecision(chosen)


class PostponementForm(forms.Form):
    """Why and until when telling a person waits."""

    grond = forms.ChoiceField(
        label=_("Op welke grond?"),
        choices=list(labels.GROUNDS.items()),
        widget=forms.Select(_LIST),
    )
    tot = forms.DateField(
        label=_("Uitstel tot en met"),
        help_text=_("Hoogstens drie maanden. Kijk daarna opnieuw."),
        widget=_day_input(),
    )
    reden = forms.CharField(
        label=_("Waarom kan het nu niet?"),
        help_text=_("Wordt verzegeld bewaard. De toezichthouder kan het lezen."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(_AREA),
    )

    @property
    def ground(self) -> PostponementGround:
        """Return the ground of a valid form."""
        return PostponementGround(self.cleaned_data["grond"])


class DisclosureForm(forms.Form):
    """What was given by hand about somebody, to whom and on which ground."""

    persoon = forms.CharField(
        label=_("Code van de persoon"),
        help_text=_("De code op de persoonskaart. Geen naam: die staat hier nooit."),
        max_length=64,
        widget=forms.TextInput({**_BOX, "autocomplete": "off", "spellcheck": "false"}),
    )
    wat = forms.CharField(
        label=_("Wat is er gegeven?"),
        help_text=_("Een korte zin zonder namen. De persoon leest dit in zijn overzicht."),
        max_length=200,
        widget=forms.TextInput(_BOX),
    )
    ontvanger = forms.CharField(
        label=_("Aan welke organisatie?"),
        help_text=_("De organisatie en de functie, nooit iemands naam."),
        max_length=200,
        widget=forms.TextInput(_BOX),
    )
    artikel = forms.CharField(
        label=_("Op grond waarvan mocht dat?"),
        help_text=_("Het artikel, en het besluit of convenant."),
        max_length=200,
        widget=forms.TextInput(_BOX),
    )
    hoe = forms.ChoiceField(
        label=_("Hoe is het gegeven?"),
        choices=[(word, label) for word, label in labels.CHANNELS.items() if word != Channel.DESK],
        widget=forms.Select(_LIST),
    )
    gegeven = forms.DateField(label=_("Op welke dag?"), widget=_day_input())
    weg = forms.DateField(
        label=_("Wanneer moet het daar weg zijn?"),
        help_text=_("Leeg als u dat niet afsprak."),
        required=False,
        widget=_day_input(),
    )

    def clean_wat(self) -> str:
        """Ask to rephrase what names or colours somebody."""
        return _ask_to_rephrase(self.cleaned_data["wat"])

    def clean_ontvanger(self) -> str:
        """Ask to rephrase what names or colours somebody."""
        return _ask_to_rephrase(self.cleaned_data["ontvanger"])

    def read_disclosure(self) -> NewDisclosure:
        """Return what was written; call it on a valid form."""
        written = self.cleaned_data
        return NewDisclosure(
            person=written["persoon"].strip(),
            room="",
            record="",
            recipient=written["ontvanger"],
            article=written["artikel"],
            what=written["wat"].rstrip("."),
            expires_on=written["weg"],
            channel=Channel(written["hoe"]),
            disclosed_on=written["gegeven"],
        )


def _ask_to_rephrase(words: str) -> str:
    asked = find_unsuitable(words)
    if asked:
        raise forms.ValidationError(list(asked))
    return words.strip()
