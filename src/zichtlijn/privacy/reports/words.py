"""The words of the rule table in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zichtlijn.privacy.terms.asking import Reason, Verdict

PURPOSES: Mapping[str, Promise] = {
    "none": _("geen doel gekozen"),
    "youth_group_approach": _("aanpak van een jeugdgroep"),
    "person_focused_approach": _("persoonsgerichte aanpak"),
    "residential_nuisance": _("woonoverlast"),
    "undermining_weighing": _("weging van ondermijning"),
    "enforcement": _("handhaving"),
    "bibob_test": _("Bibob-toets"),
    "public_order_decision": _("besluit over de openbare orde"),
    "deployment": _("inzet"),
    "account": _("verantwoording"),
    "data_subject_right": _("recht van de betrokkene"),
    "oversight": _("toezicht op het gebruik"),
}
ROLES: Mapping[str, Promise] = {
    "youth_worker": _("jongerenwerker"),
    "neighbourhood_officer": _("wijkagent"),
    "enforcement_officer": _("handhaver"),
    "analyst": _("informatieanalist"),
    "process_director": _("procesregisseur"),
    "safety_adviser": _("adviseur veiligheid"),
    "policy_officer": _("beleidsmedewerker"),
    "data_protection_officer": _("functionaris gegevensbescherming"),
    "source_keeper": _("bronbeheerder"),
    "mayor": _("burgemeester"),
    "councillor": _("raadslid"),
    "resident": _("inwoner"),
}
ORGANISATIONS: Mapping[str, Promise] = {
    "municipality": _("gemeente"),
    "police": _("politie"),
    "youth_work": _("jongerenwerk"),
    "prosecution": _("openbaar ministerie"),
    "housing_association": _("woningcorporatie"),
    "care_provider": _("zorgaanbieder"),
    "public": _("inwoners"),
}
CLASSES: Mapping[str, Promise] = {
    "place_sighting": _("waarneming van een plek"),
    "incident": _("incident zonder persoon"),
    "bang": _("knal"),
    "working_figure": _("cijfer in bewerking"),
    "released_figure": _("vrijgegeven cijfer"),
    "group_picture": _("beeld van een groep"),
    "named_observation": _("waarneming met naam"),
    "identity": _("persoonskaart"),
    "case_plan": _("plan en dossier"),
    "signal": _("signaal over plek of object"),
    "signal_person": _("persoon in een signaal"),
    "hand_over_package": _("pakket voor een ander"),
    "police_record": _("politiegegeven"),
    "bibob_file": _("Bibob-dossier"),
    "source_identity": _("wie de bron was"),
    "read_log": _("leeslogboek"),
    "destruction_record": _("vernietigingsverslag"),
}
KEPT_CLASSES: Mapping[str, Promise] = {
    "data_subject_request": _("verzoek over eigen gegevens"),
    "disclosure": _("verstrekking aan een ander"),
    "notification": _("bericht dat iemand in de gegevens staat"),
    "retention_stay": _("reden om iets langer te bewaren"),
}
"""Paperwork of this room: it has a term and no row in the rule table."""
TERM_COLUMNS: Mapping[str, Promise] = {
    "narrow_months": _("maanden vrij te bevragen"),
    "remove_months": _("maanden zichtbaar voor het werk"),
    "destroy_months": _("maanden tot de vernietiging"),
    "months_after_closing": _("maanden na het sluiten"),
    "most_extra_months": _("maanden verlengen, hoogstens"),
    "ground": _("grond"),
    "in_words": _("in woorden"),
}
STARTS: Mapping[str, Promise] = {
    "observed": _("vanaf de dag dat het is gezien"),
    "made": _("vanaf de dag dat het is gemaakt"),
    "closed": _("vanaf het sluiten"),
    "last_record": _("vanaf het laatste gegeven over die persoon"),
    "received": _("vanaf de ontvangst"),
    "sent": _("vanaf het versturen"),
    "recorded": _("vanaf het vastleggen"),
    "decided": _("vanaf het besluit"),
    "with_record": _("samen met wat de bron meldde"),
    "read": _("vanaf het lezen"),
    "destroyed": _("vanaf het vernietigen"),
    "informed": _("vanaf het informeren"),
    "ended": _("vanaf het einde"),
}
REGIMES: Mapping[str, Promise] = {
    "open_aggregate": _("open cijfers"),
    "gdpr_public_task": _("AVG, publieke taak"),
    "wpg_boa": _("Wpg, eigen boa"),
    "wpg_received": _("Wpg, ontvangen van de politie"),
    "wgs_zvh": _("WGS, zorg- en veiligheidshuis"),
    "wgs_riec": _("WGS, RIEC"),
    "bibob": _("Wet Bibob"),
    "care": _("zorg"),
}
KINDS: Mapping[str, Promise] = {
    "group": _("groep"),
    "case": _("casus"),
    "signal": _("signaal"),
}
VERBS: Mapping[str, Promise] = {
    "find": _("zoeken"),
    "show": _("tonen"),
    "write": _("schrijven"),
    "propose": _("voorstellen"),
    "confirm": _("bevestigen"),
    "export": _("meenemen"),
    "destroy": _("vernietigen"),
    "inspect": _("inzien door de betrokkene"),
}
GATES: Mapping[str, Promise] = {
    "none": _("geen stap"),
    "step_1": _("stap 1"),
    "step_2A": _("stap 2A"),
    "step_2B": _("stap 2B"),
    "step_3": _("stap 3"),
    "step_4": _("stap 4"),
    "step_5": _("stap 5"),
    "step_6": _("stap 6"),
    "step_7": _("stap 7"),
    "step_closed": _("groep gesloten"),
    "signal_received": _("signaal ontvangen"),
    "signal_verified": _("signaal nagegaan"),
    "signal_weighed": _("signaal gewogen"),
    "case_open": _("casus open"),
    "case_closed": _("casus gesloten"),
}
OUTCOMES: Mapping[str, Promise] = {
    "allowed": _("mag"),
    "masked": _("mag zonder namen"),
    "refused": _("mag niet"),
}
CONDITIONS: Mapping[str, Promise] = {
    "reason": _("een reden"),
    "second_person": _("een tweede persoon"),
    "second_person_other_organisation": _("een tweede persoon van een andere organisatie"),
    "transfer": _("een vastgelegde verstrekking"),
}
BLOCKS: Mapping[str, Promise] = {
    "A": _("Nooit"),
    "B": _("Nood"),
    "C": _("Niet aan deze tafel"),
    "D": _("Rechten en toezicht"),
    "E": _("Werk"),
    "F": _("Hetzelfde, zonder namen"),
}
REASONS: Mapping[str, Promise] = {
    Reason.MEETING: _("ik bereid een overleg voor, of zit er nu in"),
    Reason.REPORT: _("er is een nieuwe melding"),
    Reason.SEEN: _("ik leg vast wat ik zelf zag"),
    Reason.CHECK: _("ik ga na of iets klopt"),
    Reason.INFORM: _("ik informeer de betrokkene"),
    Reason.DECIDE: _("er moet een besluit worden genomen"),
    Reason.OVERSEE: _("ik houd toezicht"),
}
VERDICTS: Mapping[str, Promise] = {
    Verdict.JUSTIFIED: _("terecht"),
    Verdict.NOT_JUSTIFIED: _("niet terecht"),
}
COLUMNS: Mapping[str, Mapping[str, Promise]] = {
    "role": ROLES,
    "organisation": ORGANISATIONS,
    "regime": REGIMES,
    "purpose": PURPOSES,
    "data_class": CLASSES,
    "gate": GATES,
    "verb": VERBS,
}


def speak(word: str, *, column: str) -> str:
    """Return a word of a column of the rule table as a reader says it."""
    return str(COLUMNS[column].get(word, word))


def speak_class(word: str) -> str:
    """Return a class of data that has a term as a reader says it."""
    return str({**CLASSES, **KEPT_CLASSES}.get(word, word))
