"""The forms with which two people change how long records stay, and with which a table is set."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zichtlijn.privacy.reports.naming import find_unsuitable
from zichtlijn.privacy.reports.tables import Choice
from zichtlijn.privacy.reports.words import GATES, KINDS
from zichtlijn.privacy.terms.retention import NewTerm
from zichtlijn.privacy.terms.tables import STEPS, Candidate, NewTable

BOX = {"class": "utrecht-textbox", "autocomplete": "off"}
LIST = {"class": "utrecht-select"}
AREA = {"class": "utrecht-textarea", "rows": 3}
_LONGEST = 240  # months, as in the checks of the table


def _months(label: object, *, help_text: object = "", required: bool = False) -> forms.IntegerField:
    """Ask for a number of months."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=0,
        max_value=_LONGEST,
        widget=forms.NumberInput({**BOX, "inputmode": "numeric"}),
    )


def day_input() -> forms.DateInput:
    """Return a field for a day, as every browser fills it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={**BOX, "type": "date"})


class TermChangeForm(forms.Form):
    """One rule of the retention table, as a jurist wants it."""

    narrow_months = _months(
        _("Vrij te bevragen, in maanden"),
        help_text=_("Daarna alleen treffer of geen treffer. Leeg: geen aparte stap."),
    )
    remove_months = _months(
        _("Zichtbaar voor het werk, in maanden"),
        help_text=_(
            "Daarna ziet alleen toezicht of de persoon zelf het nog. Leeg: tot de vernietiging."
        ),
    )
    destroy_months = _months(_("Vernietigd na, in maanden"), required=True)
    months_after_closing = _months(
        _("Loopt er een groepsaanpak: maanden na het sluiten"),
        help_text=_("Leeg: de aanpak maakt geen verschil."),
    )
    most_extra_months = _months(
        _("Alle verlengingen samen hoogstens, in maanden"),
        help_text=_("0: verlengen kan niet."),
        required=True,
    )
    ground = forms.CharField(label=_("Grond"), max_length=200, widget=forms.TextInput(BOX))
    in_words = forms.CharField(
        label=_("Zo leest iedereen het"),
        help_text=_("Een of twee korte zinnen, met de nieuwe termijn erin."),
        max_length=400,
        widget=forms.Textarea(AREA),
    )
    reden = forms.CharField(
        label=_("Waarom verandert u dit?"),
        help_text=_("De tweede persoon leest dit. Noem geen mensen."),
        max_length=1_000,
        widget=forms.Textarea(AREA),
    )

    @property
    def reason(self) -> str:
        """Return why, of a valid form."""
        return str(self.cleaned_data["reden"])

    def read_term(self, rule: str) -> NewTerm:
        """Return what is asked of the rule; call it on a valid form."""
        written = {name: self.cleaned_data[name] for name in NewTerm._fields if name != "rule"}
        return NewTerm(rule=rule, **written)


class TableForm(forms.Form):
    """What somebody writes down to set a table."""

    titel = forms.CharField(
        label=_("Naam van de plek, of een nummer"),
        help_text=_("Nooit de naam van een mens. Bijvoorbeeld: Kolkplein."),
        max_length=120,
        widget=forms.TextInput(BOX),
    )
    soort = forms.ChoiceField(
        label=_("Wat voor tafel is het?"),
        choices=list(KINDS.items()),
        widget=forms.Select(LIST),
    )
    doel = forms.ChoiceField(
        label=_("Waarvoor?"),
        help_text=_("Alleen voor dit doel gaan hier gegevens over mensen open."),
        widget=forms.Select(LIST),
    )
    stap = forms.ChoiceField(
        label=_("Waar begint het?"),
        help_text=_("Namen kunnen pas vanaf stap 2B, of in een geopende casus."),
        choices=[(step, GATES[step]) for steps in STEPS.values() for step in steps],
        widget=forms.Select(LIST),
    )
    einde = forms.DateField(
        label=_("Laatste dag"),
        help_text=_("Hoogstens een jaar. Daarna kan het langer, met twee mensen."),
        widget=day_input(),
    )
    convenant = forms.CharField(
        label=_("Convenant of afspraak"),
        help_text=_("Het kenmerk van de afspraak waaronder u samenwerkt."),
        max_length=200,
        widget=forms.TextInput(BOX),
    )

    def __init__(self, *args: object, purposes: tuple[Choice, ...], **known: object) -> None:
        super().__init__(*args, **known)  # type: ignore[arg-type]
        field = self.fields["doel"]
        field.choices = [(one.value, one.label) for one in purposes]  # type: ignore[attr-defined]

    def clean_titel(self) -> str:
        """Ask to rephrase what names or colours somebody."""
        return _ask_to_rephrase(self.cleaned_data["titel"])

    def clean_convenant(self) -> str:
        """Ask to rephrase what names or colours somebody."""
        return _ask_to_rephrase(self.cleaned_data["convenant"])

    def read_table(self) -> NewTable:
        """Return what was written; call it on a valid form."""
        written = self.cleaned_data
        return NewTable(
            kind=written["soort"],
            title=written["titel"],
            purpose=written["doel"],
            gate=written["stap"],
            ends_on=written["einde"],
            covenant=written["convenant"],
        )


class SeatForm(forms.Form):
    """Who gets a seat, in which role and until when."""

    wie = forms.RegexField(r"^\w+ \w+ .+$", max_length=300)
    tot = forms.DateField()

    def read_candidate(self) -> Candidate:
        """Return who was chosen; call it on a valid form."""
        role, organisation, account = self.cleaned_data["wie"].split(" ", 2)
        return Candidate(account, role, organisation, self.cleaned_data["tot"])


def _ask_to_rephrase(words: str) -> str:
    asked = find_unsuitable(words)
    if asked:
        raise forms.ValidationError(list(asked))
    return words.strip()
