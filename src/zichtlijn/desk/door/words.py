"""The words of the desk: in which work someone sits here, and for what is read."""

from enum import StrEnum

from django.utils.translation import gettext_lazy


class Role(StrEnum):
    """In which work someone sits at the desk; it decides what the start page offers first."""

    ANALYST = "informatieanalist"
    YOUTH_WORKER = "jongerenwerker"
    NEIGHBOURHOOD_OFFICER = "wijkagent"
    ENFORCEMENT = "handhaver"
    SAFETY_ADVISER = "adviseur veiligheid"
    PRIVACY_OFFICER = "functionaris gegevensbescherming"
    OTHER = "andere rol"
    PROCESS_DIRECTOR = "procesregisseur"
    POLICY_OFFICER = "beleidsmedewerker"
    SOURCE_KEEPER = "bronbeheerder"
    MAYOR = "burgemeester"
    COUNCILLOR = "raadslid"
    RESIDENT = "inwoner"

    @property
    def label(self) -> str:
        """Return the role in the reader's language; the log keeps the Dutch word."""
        return str(_ROLE_LABELS[self])


class Purpose(StrEnum):
    """For what public and invented records may be read: a closed list (guard rail G4)."""

    RESEARCH = "onderzoek op openbare gegevens"
    EARLY_SIGNALLING = "vroegsignalering"
    PREVENTION = "preventie"
    OVERSIGHT = "toezicht op het gebruik"

    @property
    def label(self) -> str:
        """Return the purpose in the reader's language; the log keeps the Dutch words."""
        return str(_PURPOSE_LABELS[self])

    @property
    def legal_ground(self) -> str:
        """Return the ground as the log keeps it."""
        return _LEGAL_GROUND[self]

    @property
    def legal_ground_label(self) -> str:
        """Return the ground in the reader's language."""
        return str(_GROUND_LABELS[self.legal_ground])


EXAMPLE_ROLES = (
    Role.ANALYST,
    Role.YOUTH_WORKER,
    Role.NEIGHBOURHOOD_OFFICER,
    Role.ENFORCEMENT,
    Role.SAFETY_ADVISER,
    Role.PRIVACY_OFFICER,
    Role.OTHER,
)
"""What the local account of the example may try; an account has the roles it was given."""

ROLE_OF_CODE = {
    "youth_worker": Role.YOUTH_WORKER,
    "neighbourhood_officer": Role.NEIGHBOURHOOD_OFFICER,
    "enforcement_officer": Role.ENFORCEMENT,
    "analyst": Role.ANALYST,
    "process_director": Role.PROCESS_DIRECTOR,
    "safety_adviser": Role.SAFETY_ADVISER,
    "policy_officer": Role.POLICY_OFFICER,
    "data_protection_officer": Role.PRIVACY_OFFICER,
    "source_keeper": Role.SOURCE_KEEPER,
    "mayor": Role.MAYOR,
    "councillor": Role.COUNCILLOR,
    "resident": Role.RESIDENT,
}
"""The roles of the rule table, by its own words."""

_ROLE_LABELS = {
    Role.ANALYST: gettext_lazy("informatieanalist"),
    Role.YOUTH_WORKER: gettext_lazy("jongerenwerker"),
    Role.NEIGHBOURHOOD_OFFICER: gettext_lazy("wijkagent"),
    Role.ENFORCEMENT: gettext_lazy("handhaver"),
    Role.SAFETY_ADVISER: gettext_lazy("adviseur veiligheid"),
    Role.PRIVACY_OFFICER: gettext_lazy("functionaris gegevensbescherming"),
    Role.OTHER: gettext_lazy("andere rol"),
    Role.PROCESS_DIRECTOR: gettext_lazy("procesregisseur"),
    Role.POLICY_OFFICER: gettext_lazy("beleidsmedewerker"),
    Role.SOURCE_KEEPER: gettext_lazy("bronbeheerder"),
    Role.MAYOR: gettext_lazy("burgemeester"),
    Role.COUNCILLOR: gettext_lazy("raadslid"),
    Role.RESIDENT: gettext_lazy("inwoner"),
}
_PURPOSE_LABELS = {
    Purpose.RESEARCH: gettext_lazy("onderzoek op openbare gegevens"),
    Purpose.EARLY_SIGNALLING: gettext_lazy("vroegsignalering"),
    Purpose.PREVENTION: gettext_lazy("preventie"),
    Purpose.OVERSIGHT: gettext_lazy("toezicht op het gebruik"),
}
_OPEN_LICENCE = "openbare gegevens onder hun eigen licentie"
_PUBLIC_TASK = "AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172"
_ACCOUNTABILITY = "AVG artikel 5 lid 2"
_LEGAL_GROUND = {
    Purpose.RESEARCH: _OPEN_LICENCE,
    Purpose.EARLY_SIGNALLING: _PUBLIC_TASK,
    Purpose.PREVENTION: _PUBLIC_TASK,
    Purpose.OVERSIGHT: _ACCOUNTABILITY,
}
_GROUND_LABELS = {
    _OPEN_LICENCE: gettext_lazy("openbare gegevens onder hun eigen licentie"),
    _PUBLIC_TASK: gettext_lazy("AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172"),
    _ACCOUNTABILITY: gettext_lazy("AVG artikel 5 lid 2"),
}
_CODE_LABELS = {
    "none": gettext_lazy("geen doel gekozen"),
    "youth_group_approach": gettext_lazy("aanpak van een jeugdgroep"),
    "person_focused_approach": gettext_lazy("persoonsgerichte aanpak"),
    "residential_nuisance": gettext_lazy("woonoverlast"),
    "undermining_weighing": gettext_lazy("weging van ondermijning"),
    "enforcement": gettext_lazy("handhaving"),
    "bibob_test": gettext_lazy("Bibob-toets"),
    "public_order_decision": gettext_lazy("besluit over de openbare orde"),
    "deployment": gettext_lazy("inzet"),
    "account": gettext_lazy("verantwoording"),
    "data_subject_right": gettext_lazy("recht van de betrokkene"),
    "oversight": gettext_lazy("toezicht op het gebruik"),
    "municipality": gettext_lazy("gemeente"),
    "police": gettext_lazy("politie"),
    "youth_work": gettext_lazy("jongerenwerk"),
    "prosecution": gettext_lazy("openbaar ministerie"),
    "housing_association": gettext_lazy("woningcorporatie"),
    "care_provider": gettext_lazy("zorgaanbieder"),
    "public": gettext_lazy("inwoners"),
}
"""Purposes and kinds of organisation of the rule table, by its own words."""


def speak(word: str) -> str:
    """Return a word of the rule table in the reader's language; another word as it is."""
    if word in ROLE_OF_CODE:
        return ROLE_OF_CODE[word].label
    return str(_CODE_LABELS.get(word, word))
