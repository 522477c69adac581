"""The forms of the person's side."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

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
from zichtlijn.privacy.views.fields import AREA, Choose, Day, Line, PersonCode, Tellable, Words


class RequestForm(forms.Form):
    """What the desk writes down of a request."""

    persoon = PersonCode()
    soort = Choose(label=_("Wat vraagt de persoon?"), choices=list(labels.KINDS.items()))
    door = Choose(label=_("Wie vraagt het?"), choices=list(labels.ASKED_BY.items()))
    leeftijd = Choose(
        label=_("Hoe oud is de persoon over wie het gaat?"),
        help_text=_("Een ouder vraagt voor een kind tot 16 jaar. Controleer ook het gezag."),
        choices=list(labels.AGES.items()),
        initial="unknown",
    )
    controle = Choose(
        label=_("Hoe weet u wie dit vraagt?"),
        help_text=_("Bewaar geen kopie van een legitimatie."),
        choices=list(labels.IDENTITY_CHECKS.items()),
    )
    ontvangen = Day(
        label=_("Ontvangen op"),
        help_text=_("De termijn van een maand loopt vanaf deze dag."),
    )
    adres = Words(
        label=_("Naam en adres voor het antwoord"),
        help_text=_("Wordt verzegeld bewaard, alleen voor de brief."),
        max_length=500,
        widget=forms.Textarea({**AREA, "rows": 3}),
    )
    vraag = Words(label=_("Wat vroeg de persoon, in eigen woorden?"))

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

    besluit = Choose(
        label=_("Wat besluit u?"),
        choices=[("", _("kies een besluit")), *labels.DECISIONS.items()],
        required=False,
    )
    reden = Words(
        label=_("Waarom?"),
        help_text=_("De persoon leest dit in de brief. Bij ‘ingewilligd’ hoeft het niet."),
        required=False,
    )

    @property
    def decision(self) -> RequestDecision:
        """Return what was chosen; nothing where nothing, or no such word, was."""
        chosen = str(self.cleaned_data.get("besluit", ""))
        return RequestDecision(chosen)


class PostponementForm(forms.Form):
    """Why and until when telling a person waits."""

    grond = Choose(label=_("Op welke grond?"), choices=list(labels.GROUNDS.items()))
    tot = Day(
        label=_("Uitstel tot en met"),
        help_text=_("Hoogstens drie maanden. Kijk daarna opnieuw."),
    )
    reden = Words(
        label=_("Waarom kan het nu niet?"),
        help_text=_("Wordt verzegeld bewaard. De toezichthouder kan het lezen."),
        required=False,
    )

    @property
    def ground(self) -> PostponementGround:
        """Return the ground of a valid form."""
        return PostponementGround(self.cleaned_data["grond"])


class DisclosureForm(forms.Form):
    """What was given by hand about somebody, to whom and on which ground."""

    persoon = PersonCode()
    wat = Tellable(
        label=_("Wat is er gegeven?"),
        help_text=_("Een korte zin zonder namen. De persoon leest dit in zijn overzicht."),
    )
    ontvanger = Tellable(
        label=_("Aan welke organisatie?"),
        help_text=_("De organisatie en de functie, nooit iemands naam."),
    )
    artikel = Line(
        label=_("Op grond waarvan mocht dat?"),
        help_text=_("Het artikel, en het besluit of convenant."),
    )
    hoe = Choose(
        label=_("Hoe is het gegeven?"),
        choices=[(word, label) for word, label in labels.CHANNELS.items() if word != Channel.DESK],
    )
    gegeven = Day(label=_("Op welke dag?"))
    weg = Day(
        label=_("Wanneer moet het daar weg zijn?"),
        help_text=_("Leeg als u dat niet afsprak."),
        required=False,
    )

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
