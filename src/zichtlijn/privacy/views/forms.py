"""The forms with which two people change how long records stay, and with which a table is set."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zichtlijn.privacy.reports.tables import Choice
from zichtlijn.privacy.reports.words import GATES, KINDS
from zichtlijn.privacy.terms.retention import NewTerm
from zichtlijn.privacy.terms.tables import STEPS, Candidate, NewTable
from zichtlijn.privacy.views.fields import Choose, Day, Line, Months, Tellable, Words


class TermChangeForm(forms.Form):
    """One rule of the retention table, as a jurist wants it."""

    narrow_months = Months(
        label=_("Vrij te bevragen, in maanden"),
        help_text=_("Daarna alleen treffer of geen treffer. Leeg: geen aparte stap."),
        required=False,
    )
    remove_months = Months(
        label=_("Zichtbaar voor het werk, in maanden"),
        help_text=_(
            "Daarna ziet alleen toezicht of de persoon zelf het nog. Leeg: tot de vernietiging."
        ),
        required=False,
    )
    destroy_months = Months(label=_("Vernietigd na, in maanden"))
    months_after_closing = Months(
        label=_("Loopt er een groepsaanpak: maanden na het sluiten"),
        help_text=_("Leeg: de aanpak maakt geen verschil."),
        required=False,
    )
    most_extra_months = Months(
        label=_("Alle verlengingen samen hoogstens, in maanden"),
        help_text=_("0: verlengen kan niet."),
    )
    ground = Line(label=_("Grond"))
    in_words = Words(
        label=_("Zo leest iedereen het"),
        help_text=_("Een of twee korte zinnen, met de nieuwe termijn erin."),
        max_length=400,
    )
    reden = Words(
        label=_("Waarom verandert u dit?"),
        help_text=_("De tweede persoon leest dit. Noem geen mensen."),
        max_length=1_000,
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

    titel = Tellable(
        label=_("Naam van de plek, of een nummer"),
        help_text=_("Nooit de naam van een mens. Bijvoorbeeld: Kolkplein."),
        max_length=120,
    )
    soort = Choose(label=_("Wat voor tafel is het?"), choices=list(KINDS.items()))
    doel = Choose(
        label=_("Waarvoor?"),
        help_text=_("Alleen voor dit doel gaan hier gegevens over mensen open."),
    )
    stap = Choose(
        label=_("Waar begint het?"),
        help_text=_("Namen kunnen pas vanaf stap 2B, of in een geopende casus."),
        choices=[(step, GATES[step]) for steps in STEPS.values() for step in steps],
    )
    einde = Day(
        label=_("Laatste dag"),
        help_text=_("Hoogstens een jaar. Daarna kan het langer, met twee mensen."),
    )
    convenant = Tellable(
        label=_("Convenant of afspraak"),
        help_text=_("Het kenmerk van de afspraak waaronder u samenwerkt."),
    )

    def __init__(self, *args: object, purposes: tuple[Choice, ...], **known: object) -> None:
        super().__init__(*args, **known)  # type: ignore[arg-type]
        field = self.fields["doel"]
        field.choices = [(one.value, one.label) for one in purposes]  # type: ignore[attr-defined]

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
