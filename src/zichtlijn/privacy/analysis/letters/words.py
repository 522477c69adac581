"""The closed lists in words that a resident reads: roles, organisations, purposes, kinds."""

from collections.abc import Mapping
from types import MappingProxyType

from zichtlijn.privacy.terms.rights import (
    IdentityCheck,
    PostponementGround,
    RequestDecision,
    RequestKind,
    WithholdingGround,
)

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "youth_worker": "een jongerenwerker",
        "neighbourhood_officer": "een wijkagent",
        "enforcement_officer": "een handhaver",
        "analyst": "een informatieanalist",
        "process_director": "een procesregisseur",
        "safety_adviser": "een adviseur veiligheid",
        "policy_officer": "een beleidsmedewerker",
        "data_protection_officer": "de functionaris gegevensbescherming",
        "source_keeper": "een bronbeheerder",
        "mayor": "de burgemeester",
        "councillor": "een raadslid",
        "resident": "u zelf of uw ouder",
    }
)

ORGANISATIONS: Mapping[str, str] = MappingProxyType(
    {
        "municipality": "de gemeente",
        "police": "de politie",
        "youth_work": "het jongerenwerk",
        "prosecution": "het Openbaar Ministerie",
        "housing_association": "de woningcorporatie",
        "care_provider": "een zorgaanbieder",
        "public": "",
    }
)

PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "none": "geen doel gekozen",
        "youth_group_approach": "om te begrijpen wat een groep jongeren nodig heeft, en overlast "
        "te verminderen",
        "person_focused_approach": "om met u en anderen een plan te maken",
        "residential_nuisance": "om overlast bij een woning op te lossen",
        "undermining_weighing": "om een signaal over een plek of bedrijf te wegen",
        "enforcement": "om regels te handhaven",
        "bibob_test": "om een vergunning te toetsen",
        "public_order_decision": "om een besluit van de burgemeester voor te bereiden",
        "deployment": "om te bepalen waar mensen nodig zijn",
        "account": "om verantwoording af te leggen",
        "data_subject_right": "om uw verzoek te behandelen",
        "oversight": "om te controleren of wij goed met gegevens omgaan",
    }
)

KINDS: Mapping[RequestKind, str] = MappingProxyType(
    {
        RequestKind.INSPECTION: "inzage",
        RequestKind.RECTIFICATION: "verbeteren",
        RequestKind.ERASURE: "wissen",
        RequestKind.RESTRICTION: "niet meer gebruiken",
        RequestKind.OBJECTION: "bezwaar",
    }
)

KIND_ARTICLES: Mapping[RequestKind, str] = MappingProxyType(
    {
        RequestKind.INSPECTION: "AVG artikel 15",
        RequestKind.RECTIFICATION: "AVG artikel 16",
        RequestKind.ERASURE: "AVG artikel 17",
        RequestKind.RESTRICTION: "AVG artikel 18",
        RequestKind.OBJECTION: "AVG artikel 21",
    }
)

DECISIONS: Mapping[RequestDecision, str] = MappingProxyType(
    {
        RequestDecision.GRANTED: "wij doen wat u vroeg",
        RequestDecision.PARTLY: "wij doen een deel van wat u vroeg",
        RequestDecision.REFUSED: "wij doen niet wat u vroeg",
    }
)

IDENTITY_CHECKS: Mapping[IdentityCheck, str] = MappingProxyType(
    {
        IdentityCheck.SHOWN_AT_DESK: "legitimatie gezien aan de balie",
        IdentityCheck.SIGNED_IN: "aangemeld met DigiD",
        IdentityCheck.KNOWN_BY_FACE: "bekend bij wie het verzoek aannam",
    }
)

GROUNDS: Mapping[PostponementGround, str] = MappingProxyType(
    {
        PostponementGround.PUBLIC_SAFETY: "openbare veiligheid (UAVG 41 lid 1 onder c)",
        PostponementGround.CRIMINAL_INQUIRY: "opsporing van een misdrijf (UAVG 41 lid 1 onder d)",
        PostponementGround.SAFETY_OF_OTHERS: "veiligheid van anderen (UAVG 41 lid 1 onder i)",
        PostponementGround.SAFETY_OF_CHILD: "veiligheid van het kind (UAVG 41 lid 1 onder i)",
        PostponementGround.WOULD_DEFEAT_PURPOSE: "het doel zou mislukken (AVG 14 lid 5 onder b)",
    }
)

WITHHOLDING_GROUNDS: Mapping[WithholdingGround, str] = MappingProxyType(
    {
        WithholdingGround.POLICE_TASK: "de taak van de politie (Wpg artikel 27)",
        WithholdingGround.RIGHTS_OF_OTHERS: "de rechten van anderen (Wpg 27, UAVG 41)",
        WithholdingGround.STATE_SECURITY: "de veiligheid van de staat (Wpg 27, UAVG 41)",
        WithholdingGround.PUBLIC_SAFETY: "de openbare veiligheid (UAVG 41)",
    }
)

AGES: Mapping[str, str] = MappingProxyType(
    {
        "under_12": "jonger dan 12 jaar",
        "12_15": "12 tot en met 15 jaar",
        "16_plus": "16 jaar of ouder",
        "unknown": "niet bekend",
    }
)


def say_who(role: str, organisation: str) -> str:
    """Return who, by role and organisation; never by name.

    >>> say_who("youth_worker", "youth_work")
    'een jongerenwerker van het jongerenwerk'
    """
    who = ROLES.get(role, role) or "een medewerker"
    of = ORGANISATIONS.get(organisation, organisation)
    return f"{who} van {of}" if of and role != "mayor" else who


def say_purpose(purpose: str) -> str:
    """Return why, in words; a purpose outside the list is said as it was recorded."""
    return PURPOSES.get(purpose, purpose)


def begin_sentence(text: str) -> str:
    """Return the text with its first letter as a capital, whatever follows it."""
    return text[:1].upper() + text[1:]
