"""The deeds of the log in the reader's words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from zichtlijn.audit.queries import Deed
from zichtlijn.desk.door.words import speak

DEED_WORDS = {
    "audit.log.read": gettext_lazy("Logboek gelezen"),
    "audit.log.verify": gettext_lazy("Logboek nagekeken"),
    "audit.log.export": gettext_lazy("Logboek als bestand gehaald"),
    "audit.reads.read": gettext_lazy("Gekeken wie iemands gegevens las"),
    "audit.account.read": gettext_lazy("Gekeken wat een account las"),
    "audit.looks.read": gettext_lazy("Gezocht naar opvallend gebruik"),
    "privacy.oversight.read": gettext_lazy("Bureau van de toezichthouder bekeken"),
    "audit.segment.drop": gettext_lazy("Maand van het logboek vernietigd na de termijn"),
    "desk.session.begin": gettext_lazy("Ingelogd"),
    "desk.session.refuse": gettext_lazy("Inloggen mislukt"),
    "desk.session.lock": gettext_lazy("Inloggen geblokkeerd na te veel pogingen"),
    "desk.session.expire": gettext_lazy("Zitting verlopen"),
    "desk.session.end": gettext_lazy("Uitgelogd"),
    "desk.factor.confirm": gettext_lazy("Tweede factor opnieuw gegeven"),
    "desk.factor.add": gettext_lazy("Tweede factor ingesteld"),
    "desk.factor.remove": gettext_lazy("Tweede factor verwijderd"),
    "desk.account.add": gettext_lazy("Account gemaakt"),
    "desk.account.grant": gettext_lazy("Rol gegeven"),
    "desk.account.revoke": gettext_lazy("Rol of account ingetrokken"),
    "desk.account.reset": gettext_lazy("Inlog opnieuw ingesteld"),
    "desk.account.end_sessions": gettext_lazy("Zittingen beëindigd"),
    "networks.deliveries.list": gettext_lazy("Lijst van leveringen gelezen"),
    "networks.delivery.read": gettext_lazy("Levering bekeken"),
    "networks.delivery.import": gettext_lazy("Levering ingelezen"),
    "networks.delivery.withdraw": gettext_lazy("Levering ingetrokken"),
    "networks.delivery.expire": gettext_lazy("Verlopen levering vernietigd"),
    "networks.rejected.read": gettext_lazy("Geweigerde regels gelezen"),
    "networks.observation.withdraw": gettext_lazy("Waarneming ingetrokken"),
    "networks.observations.read": gettext_lazy("Waarnemingen gelezen"),
    "networks.presences.read": gettext_lazy("Waarnemingen gelezen om mee te rekenen"),
    "networks.editions.list": gettext_lazy("Lijst van edities gelezen"),
    "networks.edition.read": gettext_lazy("Editie bekeken"),
    "networks.edition.request": gettext_lazy("Editie aangevraagd"),
    "networks.edition.compute": gettext_lazy("Editie berekend"),
    "networks.edition.stop": gettext_lazy("Berekening gestopt"),
    "networks.edition.again": gettext_lazy("Berekening opnieuw begonnen"),
    "networks.edition.export": gettext_lazy("Bestand uit een editie gehaald"),
    "networks.exports.list": gettext_lazy("Lijst van uitgehaalde bestanden gelezen"),
    "networks.frames.read": gettext_lazy("Tabellen van een editie gelezen"),
    "networks.edition.renew": gettext_lazy("Editie vernietigd en opnieuw aangevraagd"),
    "networks.presence.contest": gettext_lazy("Waarneming betwist: telt niet mee"),
    "networks.presence.settle": gettext_lazy("Betwiste waarneming telt weer mee"),
    "networks.presence.destroy": gettext_lazy("Waarneming vernietigd op verzoek of na de termijn"),
    "privacy.purpose.open": gettext_lazy("Doel gekozen"),
    "privacy.purpose.end": gettext_lazy("Gestopt met lezen"),
    "privacy.purpose.missing": gettext_lazy("Gevraagd zonder doel"),
    "privacy.page.refuse": gettext_lazy("Bladzijde geweigerd"),
    "privacy.emergency.open": gettext_lazy("Noodtoegang geopend"),
    "privacy.emergency.review": gettext_lazy("Noodtoegang gecontroleerd"),
    "privacy.emergencies.read": gettext_lazy("Lijst van noodtoegang gelezen"),
    "privacy.proposal.make": gettext_lazy("Voorstel gedaan"),
    "privacy.proposal.read": gettext_lazy("Voorstel gelezen"),
    "privacy.proposal.confirm": gettext_lazy("Voorstel bevestigd"),
    "privacy.proposal.refuse": gettext_lazy("Voorstel afgewezen"),
    "privacy.proposal.withdraw": gettext_lazy("Voorstel ingetrokken"),
    "privacy.proposals.list": gettext_lazy("Lijst van voorstellen gelezen"),
    "privacy.rules.read": gettext_lazy("Versies van de regels gelezen"),
    "privacy.rules.change": gettext_lazy("Regels veranderd"),
    "privacy.scope.read": gettext_lazy("Groep of casus bekeken"),
    "privacy.scopes.list": gettext_lazy("Lijst van groepen en casussen gelezen"),
    "privacy.scope.make": gettext_lazy("Groep of casus gemaakt"),
    "privacy.scope.gate": gettext_lazy("Groep of casus naar een andere stap"),
    "privacy.member.seat": gettext_lazy("Plaats aan een tafel gegeven"),
    "privacy.member.end": gettext_lazy("Plaats aan een tafel beëindigd"),
    "privacy.role.grant": gettext_lazy("Rol gegeven"),
    "privacy.role.end": gettext_lazy("Rol beëindigd"),
    "privacy.transfer.log": gettext_lazy("Verstrekking vastgelegd"),
    "networks.holdings.find": gettext_lazy("Gezocht wat er van een persoon is"),
    "networks.holdings.export": gettext_lazy("Bij elkaar gezet wat er van een persoon is"),
    "fireworks.bangs.read": gettext_lazy("Knallen van een periode gelezen"),
    "fireworks.bang.read": gettext_lazy("Knal bekeken"),
    "fireworks.changes.read": gettext_lazy("Nieuwe knallen gevolgd"),
    "fireworks.picks.read": gettext_lazy("Aankomsttijden van een knal gelezen"),
    "fireworks.marks.read": gettext_lazy("Markeringen van een knal gelezen"),
    "fireworks.yields.read": gettext_lazy("Gelezen wat ter plaatse is gevonden"),
    "fireworks.counts.read": gettext_lazy("Oude aantallen knallen gelezen"),
    "fireworks.receivers.read": gettext_lazy("Ontvangers bekeken"),
    "fireworks.calibrations.read": gettext_lazy("Wind en temperatuur bij knallen gelezen"),
    "fireworks.bang.mark": gettext_lazy("Knal gemarkeerd als geen knal"),
    "fireworks.bang.unmark": gettext_lazy("Markering van een knal teruggedraaid"),
    "fireworks.receiver.add": gettext_lazy("Ontvanger toegevoegd"),
    "fireworks.receiver.rotate": gettext_lazy("Ontvanger een nieuwe sleutel gegeven"),
    "fireworks.receiver.revoke": gettext_lazy("Ontvanger buiten gebruik gesteld"),
    "fireworks.picks.destroy": gettext_lazy("Aankomsttijden vernietigd"),
    "fireworks.points.round": gettext_lazy("Plek van knallen afgerond"),
    "fireworks.bangs.count": gettext_lazy("Oude knallen vervangen door aantallen"),
    "fireworks.yield.record": gettext_lazy("Vastgelegd wat ter plaatse is gevonden"),
    "fireworks.nights.read": gettext_lazy("Aantallen knallen per dag gelezen"),
    "fireworks.bangs.export": gettext_lazy("Bestand met knallen meegenomen"),
    "fireworks.night.import": gettext_lazy("Verzonnen nacht klaargezet"),
    "fireworks.receivers.import": gettext_lazy("Verzonnen ontvangers klaargezet"),
    "fireworks.yield.import": gettext_lazy("Verzonnen opbrengst klaargezet"),
    "privacy.retention.run": gettext_lazy("Bewaartermijnen uitgevoerd"),
    "privacy.extension.propose": gettext_lazy("Langer bewaren gevraagd"),
    "privacy.extension.confirm": gettext_lazy("Langer bewaren goedgekeurd"),
    "privacy.hold.place": gettext_lazy("Vernietigen tegengehouden tot een dag"),
    "privacy.hold.lift": gettext_lazy("Vernietigen niet langer tegengehouden"),
    "privacy.stays.read": gettext_lazy("Gelezen wat langer blijft"),
    "privacy.destructions.read": gettext_lazy("Verklaringen van vernietiging gelezen"),
    "privacy.restore.replay": gettext_lazy("Na terugzetten opnieuw vernietigd"),
    "privacy.module.stop": gettext_lazy("Onderdeel gestopt en leeggemaakt"),
    "desk.backup.make": gettext_lazy("Reservekopie gemaakt"),
    "desk.backup.restore": gettext_lazy("Reservekopie teruggezet"),
    "privacy.requests.list": gettext_lazy("Lijst van verzoeken gelezen"),
    "privacy.request.read": gettext_lazy("Verzoek gelezen"),
    "privacy.request.register": gettext_lazy("Verzoek opgeschreven"),
    "privacy.request.extend": gettext_lazy("Termijn van een verzoek verlengd"),
    "privacy.request.decide": gettext_lazy("Over een verzoek besloten"),
    "privacy.request.reopen": gettext_lazy("Besluit over een verzoek teruggenomen"),
    "privacy.request.send": gettext_lazy("Antwoord op een verzoek verstuurd"),
    "privacy.request.withdraw": gettext_lazy("Verzoek ingetrokken door de persoon"),
    "privacy.inspection.make": gettext_lazy("Overzicht voor een persoon gemaakt"),
    "privacy.contests.read": gettext_lazy("Betwiste gegevens gelezen"),
    "privacy.contest.read": gettext_lazy("Betwist gegeven gelezen"),
    "privacy.record.contest": gettext_lazy("Gegeven betwist: het telt niet meer mee"),
    "privacy.record.settle": gettext_lazy("Betwist gegeven blijft staan"),
    "privacy.record.rectify": gettext_lazy("Gegeven verbeterd"),
    "privacy.record.propose_destruction": gettext_lazy("Voorgesteld een gegeven te vernietigen"),
    "privacy.record.keep": gettext_lazy("Voorstel tot vernietigen teruggenomen"),
    "privacy.record.destroy": gettext_lazy("Gegeven op verzoek vernietigd"),
    "privacy.record.weigh": gettext_lazy("Voorgesteld een gegeven wel of niet te geven"),
    "privacy.record.weigh_confirm": gettext_lazy("Met twee mensen besloten wat de persoon ziet"),
    "privacy.disclosure.record": gettext_lazy("Gegevens aan een ander gegeven"),
    "privacy.disclosure.receipt": gettext_lazy("Ontvangst van gegevens bevestigd"),
    "privacy.disclosure.recall": gettext_lazy("Gegevens teruggeroepen bij een ontvanger"),
    "privacy.disclosures.read": gettext_lazy("Gelezen met wie gegevens zijn gedeeld"),
    "privacy.notices.read": gettext_lazy("Berichten aan ontvangers gelezen"),
    "privacy.notice.send": gettext_lazy("Bericht aan een ontvanger verstuurd"),
    "privacy.notifications.list": gettext_lazy("Lijst van te informeren mensen gelezen"),
    "privacy.notification.read": gettext_lazy("Gelezen of iemand is geïnformeerd"),
    "privacy.notification.start": gettext_lazy("Termijn om iemand te informeren begonnen"),
    "privacy.notification.tell": gettext_lazy("Persoon geïnformeerd"),
    "privacy.notification.postpone": gettext_lazy("Informeren van een persoon uitgesteld"),
    "privacy.notification.waive": gettext_lazy("Vastgelegd dat iemand het al weet"),
    "persons.table.read": gettext_lazy("Gekeken wat er op een besluit over personen wacht"),
    "persons.records.list": gettext_lazy("Lijst van registraties gelezen, zonder namen"),
    "persons.records.search": gettext_lazy("Gezocht op twee gegevens"),
    "persons.record.read": gettext_lazy("Registratie gezocht"),
    "persons.record.show": gettext_lazy("Naam van een registratie gelezen"),
    "persons.person.read": gettext_lazy("Persoonskaart bekeken, zonder naam"),
    "persons.person.show": gettext_lazy("Persoonskaart met naam gelezen"),
    "persons.observations.read": gettext_lazy("Waarnemingen van een persoon gelezen"),
    "persons.record.write": gettext_lazy("Iemand opgeschreven"),
    "persons.record.offer": gettext_lazy("Iemand opgeschreven; wacht op een tweede persoon"),
    "persons.record.approve": gettext_lazy("Getekend voor een registratie"),
    "persons.record.correct": gettext_lazy("Registratie verbeterd"),
    "persons.record.rectify": gettext_lazy("Gegeven verbeterd op verzoek van de persoon"),
    "persons.holdings.corrections": gettext_lazy("Gekeken wat er verbeterd kan worden"),
    "persons.record.take_back": gettext_lazy("Eigen registratie teruggenomen"),
    "persons.record.contest": gettext_lazy("Gegeven betwist"),
    "persons.record.settle": gettext_lazy("Betwisting beslist"),
    "persons.observation.write": gettext_lazy("Waarneming van een persoon opgeschreven"),
    "persons.observation.offer": gettext_lazy(
        "Waarneming opgeschreven; wacht op een tweede persoon"
    ),
    "persons.observation.approve": gettext_lazy("Getekend voor een waarneming"),
    "persons.observation.take_back": gettext_lazy("Eigen waarneming teruggenomen"),
    "persons.joining.read": gettext_lazy("Samenvoeging bekeken, zonder namen"),
    "persons.joining.show": gettext_lazy("Samenvoeging met namen bekeken"),
    "persons.joining.propose": gettext_lazy("Samenvoeging voorgesteld"),
    "persons.joining.part": gettext_lazy("Vastgelegd: niet dezelfde persoon"),
    "persons.joining.confirm": gettext_lazy("Samenvoeging bevestigd"),
    "persons.joining.decline": gettext_lazy("Samenvoeging afgewezen"),
    "persons.joining.undo": gettext_lazy("Samenvoeging ongedaan gemaakt"),
    "persons.holdings.codes": gettext_lazy("Gezocht onder welke codes een persoon bekend is"),
    "persons.holdings.find": gettext_lazy("Bij elkaar gezet wat er van een persoon is"),
    "persons.identity.destroy": gettext_lazy("Registraties vernietigd"),
    "persons.named_observation.destroy": gettext_lazy("Waarnemingen vernietigd"),
    "persons.holdings.ages": gettext_lazy("Gekeken hoe oud iemand is, voor een verzoek"),
}
"""Every deed that the rooms record; a test compares this with the code."""

_SCOPE_WORDS = {
    "session": gettext_lazy("zitting"),
    "account": gettext_lazy("account"),
    "log": gettext_lazy("logboek"),
    "segment": gettext_lazy("maand"),
    "deliveries": gettext_lazy("leveringen"),
    "delivery": gettext_lazy("levering"),
    "editions": gettext_lazy("edities"),
    "edition": gettext_lazy("editie"),
    "observation": gettext_lazy("waarneming"),
    "presences": gettext_lazy("waarnemingen"),
}

_SHOWN = {"allowed", "masked"}


@dataclass(frozen=True)
class DeedRow:
    """One line of the log, ready to draw."""

    moment: datetime
    words: str
    scope: str
    count: int | None
    reader: str
    role: str
    purpose: str
    reason: str
    recipient: str
    was_refused: bool
    emergency: bool


def describe_deed(deed: Deed) -> DeedRow:
    """Return a line as the page draws it; a deed without words keeps its own name."""
    return DeedRow(
        moment=deed.moment,
        words=str(DEED_WORDS.get(deed.action, deed.action)),
        scope=_describe_scope(deed.scope),
        count=deed.count,
        reader=deed.reader,
        role=speak(deed.role),
        purpose=speak(deed.purpose),
        reason=deed.reason,
        recipient=deed.recipient,
        was_refused=deed.decision not in _SHOWN,
        emergency=deed.emergency,
    )


def _describe_scope(scope: str) -> str:
    kind, _, number = scope.partition(":")
    return f"{_SCOPE_WORDS.get(kind, kind)} {number.replace(':', ', ')}".strip()
