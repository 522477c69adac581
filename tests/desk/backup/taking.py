"""Real rights, ways in and records in a real home: laid down, taken away, looked at.

    python -m tests.desk.backup.taking lay            prints what was laid down and is there, as JSON
    python -m tests.desk.backup.taking take < JSON    takes it all away, and prints what is there
    python -m tests.desk.backup.taking look < JSON    prints for each thing whether it is there

ZICHTLIJN_HOME is the folder it may spoil. Nothing here knows how the list is kept: all goes by
the operations that the screens and commands use.
"""

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import django
from django.core.management import call_command
from django.db import connections

django.setup()

import polars as pl  # noqa: E402 - the rooms can be imported once Django stands
from allauth.mfa.models import Authenticator  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from tests.persons.table import ADULT, Table, seen, sit_down, written  # noqa: E402
from tests.privacy.town import NOW, enter, hold, later, work  # noqa: E402

from zichtlijn.audit.access import Access  # noqa: E402
from zichtlijn.audit.keys import KeyShredded  # noqa: E402
from zichtlijn.desk.accounts import enrolling, keeping  # noqa: E402
from zichtlijn.desk.accounts.models import Account, Invitation  # noqa: E402
from zichtlijn.fireworks.operations import receivers  # noqa: E402
from zichtlijn.networks import operations as networks  # noqa: E402
from zichtlijn.networks.models import Agreement, Delivery, Observation, Presence  # noqa: E402
from zichtlijn.networks.terms import PRESENCES, DeliveryKind  # noqa: E402
from zichtlijn.persons import holdings as persons_holdings  # noqa: E402
from zichtlijn.persons import operations as persons  # noqa: E402
from zichtlijn.persons.models import IdentityRecord, IdentityVersion, NamedObservation  # noqa: E402
from zichtlijn.persons.queries.joinings import read_persons  # noqa: E402
from zichtlijn.persons.queries.unsealing import open_identities, open_sightings  # noqa: E402
from zichtlijn.persons.terms import Identity  # noqa: E402
from zichtlijn.privacy import models  # noqa: E402
from zichtlijn.privacy.operations import (  # noqa: E402
    emergencies,
    opening,
    retention,
    rights,
    rules,
    stopping,
    tables,
)
from zichtlijn.privacy.operations.four_eyes import terms  # noqa: E402
from zichtlijn.privacy.operations.oversight import watching  # noqa: E402
from zichtlijn.privacy.operations.proposals import refuse_proposal  # noqa: E402
from zichtlijn.privacy.policies.rules.changes import change_row  # noqa: E402
from zichtlijn.privacy.policies.rules.shipped import read_shipped_rules  # noqa: E402
from zichtlijn.privacy.queries.retention import read_retention_table  # noqa: E402
from zichtlijn.privacy.queries.rules import fetch_ruling_number  # noqa: E402
from zichtlijn.privacy.terms.asking import Asker  # noqa: E402
from zichtlijn.privacy.terms.oversight import NewMark, OddKind  # noqa: E402
from zichtlijn.privacy.terms.retention import NewTerm  # noqa: E402
from zichtlijn.privacy.terms.rights import (  # noqa: E402
    AskedBy,
    IdentityCheck,
    NewRequest,
    RequestKind,
)

Laid = dict[str, str]
LATER = {"minutes": 5}
WHY = "Zelfde jongen, ik sprak hem zelf."
PROCEDURE = "een procedure bij de rechter"
DECISION = "zo besloot het college in november"
OWNER = Access(
    reader="beheer",
    organisation="gemeente Oeverdam",
    role="administrator",
    purpose="none",
    legal_ground="AVG artikel 32",
    scope="accounts",
    moment=NOW,
    trace_id="0" * 32,
    origin="command",
)


def lay() -> Laid:
    """Lay everything down that is taken away later."""
    table = sit_down()
    laid = {"scope": table.scope, "code": table.scope.partition(":")[2]}
    laid |= {"youth": table.youth.reader, "opening": table.youth.opening}
    laid |= _lay_accounts() | _lay_people(table) | _lay_deliveries(table) | _lay_rest(table)
    return laid


def _lay_accounts() -> Laid:
    for name in ("weg", "opnieuw", "blijft"):
        keeping.add_account(name, access=OWNER)
        account = Account.objects.get(name=name)
        account.set_password("een lang wachtwoord")
        account.save()
    stays = Account.objects.get(name="blijft")
    passkey, _ = (
        Authenticator.objects.create(user=stays, type=Authenticator.Type.WEBAUTHN, data={"name": name})
        for name in ("gestolen", "eigen")
    )  # fmt: skip
    Authenticator.objects.create(user=stays, type=Authenticator.Type.RECOVERY_CODES, data={})
    Session.objects.create(
        session_key="zitting", session_data="", expire_date=NOW + timedelta(days=2)
    )
    return {"passkey": str(passkey.pk)}


def _lay_people(table: Table) -> Laid:
    one, other = written(table, "Jorrit Wijbenga"), written(table, "J. Wijbenga", by=table.police)
    bettered, held = written(table, "Emma Zwaagstermeer"), written(table, "Abel Noordhof")
    joining = persons.propose_joining(one, other, reason=WHY, access=table.youth)
    persons.confirm_joining(joining, reason=WHY, access=table.police)
    note = persons.write_observation(seen(), record_id=one, access=table.youth)
    lifted = retention.place_hold(
        "persons", other, until=NOW.date() + timedelta(days=300), reason=PROCEDURE, access=OWNER
    )
    return {
        "one": one, "other": other, "bettered": bettered, "held": held, "joining": joining,
        "note": str(getattr(note, "code", note)), "lifted": lifted,
    }  # fmt: skip


def _lay_deliveries(table: Table) -> Laid:
    at = datetime(2026, 10, 1, 20)
    rows = [
        (f"o{number}", at, at.date(), person, "jw", "present", "plein", None, 0.75)
        for number in range(3)
        for person in ("p-1", "p-2")
    ]
    made = []
    for title in ("blijft", "weg"):
        arrival = networks.Arrival(
            DeliveryKind.UPLOAD, title, f"{title}.csv", "0" * 64, expires_on=NOW.date() + timedelta(days=90),
        )  # fmt: skip
        frame = pl.DataFrame(rows, schema=dict(PRESENCES.columns), orient="row")
        made.append(networks.import_delivery(frame, arrival=arrival, access=table.youth))
    contested = Presence.objects.filter(
        delivery=made[0], observation__code="o1", person="p-1"
    ).get()
    return {"delivery": str(made[0]), "withdrawn": str(made[1]), "presence": str(contested.pk)}


def _lay_rest(table: Table) -> Laid:
    for code in ("r1", "r2"):
        receivers.add_receiver(code, x=1.0, y=1.0, z=1.0, access=OWNER)
    director = Asker(table.director.reader, table.director.role, table.director.organisation)
    mark = NewMark(OddKind.COLLEAGUE, "", frozenset({"name:j|berkel"}))
    officer = work(hold("data_protection_officer"), reason="oversee")
    watching.add_marks([mark], reason=DECISION, second=enter(director), access=officer)
    return {
        "director": director.account,
        "asked": tables.propose_gate(
            table.scope.partition(":")[2], "step_2B", reason=DECISION, access=enter(director)
        ),
        "agreement": _agree(table, director),
        "mark": models.WatchedMark.objects.get().code,
        "gate": models.Scope.objects.get(code=table.scope.partition(":")[2]).gate,
    }


def _agree(table: Table, director: Asker) -> str:
    """What two people agreed, as it stands before it is done."""
    return str(
        Agreement.objects.create(
            delivery=Delivery.objects.first(),
            proposal="0" * 32,
            kind="networks.take",
            payload="1:gexf",
            reader=table.youth.reader,
            agreed_at=enter(director).moment,
        ).pk
    )


def take(laid: Laid) -> None:
    """Take everything away."""
    owner = _at(OWNER)
    director = Asker(laid["director"], "process_director", "municipality")
    right = _open("data_subject_right", director)
    _take_rights(laid, owner=owner, director=director)
    _contest(laid, access=right)
    youth = _open(
        "youth_group_approach", Asker(laid["youth"], "youth_worker", "youth_work"), laid["code"]
    )
    persons.undo_joining(laid["joining"], reason=WHY, access=youth)
    persons.correct_record(laid["bettered"], Identity("Emma de Zwaag", ADULT, ""), access=youth)
    persons_holdings.rectify(laid["note"], "text:none", access=right)
    networks.withdraw_delivery(int(laid["withdrawn"]), access=youth)
    networks.withdraw_observation(int(laid["delivery"]), "o0", access=youth)
    retention.lift_hold(laid["lifted"], access=owner)
    retention.place_hold(
        "persons", laid["held"], until=NOW.date() + timedelta(days=300), reason=PROCEDURE, access=owner
    )  # fmt: skip
    receivers.revoke_receiver("r1", access=owner)
    receivers.rotate_key("r2", access=owner)
    tables.end_seat(laid["code"], laid["youth"], access=owner)
    tables.end_roles(laid["youth"], access=owner)


def _take_rights(laid: Laid, *, owner: Access, director: Asker) -> None:
    keeping.close("weg", access=owner)
    keeping.reset("opnieuw", access=owner)
    stays = Account.objects.get(name="blijft")
    enrolling.drop_passkey(stays, number=int(laid["passkey"]), moment=owner.moment)
    jurist, officer = hold("policy_officer"), hold("data_protection_officer")
    changed = change_row(read_shipped_rules(), _row("R26"))
    code = rules.propose_rules(changed, reason=DECISION, access=_at(enter(jurist)))
    rules.confirm_rules(code, access=_at(enter(director)))
    term = terms.propose_term(_term(), reason=DECISION, access=_at(enter(jurist)))
    terms.confirm_terms(term, access=_at(enter(director)))
    oversees = _open("oversight", officer)
    watching.remove_mark(
        laid["mark"], reason=DECISION, second=_at(enter(director)), access=oversees
    )
    guard = hold("neighbourhood_officer")
    emergencies.open_emergency(
        laid["code"], purpose="youth_group_approach", reason="een melding van gevaar, nu meteen",
        access=_at(enter(guard)),
    )  # fmt: skip
    refuse_proposal(laid["asked"], kind=tables.GATE, access=_at(enter(guard)))
    step = tables.propose_gate(
        laid["code"], "step_2B", reason=DECISION, access=_at(enter(director))
    )
    tables.confirm_gate(step, access=_at(enter(guard)))
    stopping.stop_module("fireworks", reason=DECISION, second="b", access=owner)


def _contest(laid: Laid, *, access: Access) -> None:
    for room, record in (("persons", laid["held"]), ("networks", laid["presence"])):
        person = record if room == "persons" else "p-1"
        asked = NewRequest(
            person=person, kind=RequestKind.INSPECTION, asked_by=AskedBy.SELF, age="16_plus",
            identity_check=IdentityCheck.SHOWN_AT_DESK, received_on=NOW.date(),
            addressee="Jorrit Wijbenga", question="Klopt dit?",
        )  # fmt: skip
        code = rights.register_request(asked, access=access)
        rights.contest_record(
            code, room=room, record=record, words="Dit klopt niet.", access=access
        )


def look(laid: Laid) -> dict[str, bool]:
    """Return for each thing whether it is as it was laid down: nothing is, once it was taken."""
    return {name: bool(ask(laid)) for name, ask in _ASKED.items()}


def _is_named(laid: Laid) -> bool:
    row = IdentityRecord.objects.filter(pk=laid["bettered"]).first()
    if row is None:
        return False
    version = IdentityVersion.objects.get(record=row, number=row.version)
    (identity,) = open_identities([version])  # it can be opened, whatever it says
    return identity.full_name == "Emma Zwaagstermeer"


def _is_noted(laid: Laid) -> bool:
    rows = list(NamedObservation.objects.filter(record=laid["one"]))
    try:
        return any(text for _, text in open_sightings(rows))
    except KeyShredded:
        return True  # a row that nobody can open should not be there


def _fits(laid: Laid) -> bool:
    del laid
    return models.Opening.objects.filter(ended_at=None).exists()


# ruff: noqa: ARG005 - each is asked in the same way, also where it needs no id
_ASKED: dict[str, Callable[[Laid], object]] = {
    "role": lambda laid: models.RoleGrant.objects.filter(account=laid["youth"], ended_at=None),
    "seat": lambda laid: models.Membership.objects.filter(account=laid["youth"], ended_at=None),
    "account closed": lambda laid: Account.objects.filter(name="weg", is_active=True),
    "account reset": lambda laid: Account.objects.get(name="opnieuw").has_usable_password(),
    "passkey": lambda laid: Authenticator.objects.filter(pk=laid["passkey"]),
    "recovery codes": lambda laid: Authenticator.objects.filter(type="recovery_codes"),
    "sitting": lambda laid: Session.objects.all(),
    "invitation": lambda laid: Invitation.objects.filter(account__name="weg"),
    "opening": _fits,
    "rules": lambda laid: fetch_ruling_number() == 1,
    "terms": lambda laid: read_retention_table().version == 1,
    "gate": lambda laid: models.Scope.objects.get(code=laid["code"]).gate == laid["gate"],
    "module open": lambda laid: not models.StoppedModule.objects.exists(),
    "mark": lambda laid: models.WatchedMark.objects.filter(code=laid["mark"]),
    "record counts": lambda laid: IdentityRecord.objects.filter(pk=laid["held"], contested=False),
    "presence counts": lambda laid: Presence.objects.filter(pk=laid["presence"], contested=False),
    "joining": lambda laid: laid["one"] in read_persons(laid["scope"]),
    "old name": _is_named,
    "old note": _is_noted,
    "delivery": lambda laid: Delivery.objects.filter(pk=laid["withdrawn"]),
    "observation": lambda laid: Observation.objects.filter(delivery=laid["delivery"], code="o0"),
    "lifted hold": lambda laid: models.RetentionStay.objects.filter(
        code=laid["lifted"], state="running"
    ),
    "free to destroy": lambda laid: (
        not models.RetentionStay.objects.filter(record=laid["held"], state="running")
    ),
    "proposal": lambda laid: models.Proposal.objects.filter(code=laid["asked"], state="open"),
    "agreement": lambda laid: Agreement.objects.filter(pk=laid["agreement"], used_at=None),
    "receiver key": lambda laid: receivers.list_numbers().get("r1"),
}


def _at(access: Access) -> Access:
    return replace(access, moment=access.moment + timedelta(**LATER))


def _open(purpose: str, asker: Asker, scope: str = "") -> Access:
    plain = _at(enter(asker))
    reason = "oversee" if purpose == "oversight" else "report" if not scope else "meeting"
    code = opening.choose_purpose(purpose, scope=scope, reason=reason, access=plain)
    return later(enter(asker, opening=code, moment=plain.moment), minutes=0)


def _row(rule: str) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(read_shipped_rules().decode(), newline=""))
    return next(row for row in rows if row["rule"] == rule) | {"ground": "besluit van het college"}


def _term() -> NewTerm:
    words = "Een plek zonder namen blijft 12 maanden; daarna alleen tellingen per maand."
    return NewTerm("B01", None, None, 12, None, 0, "besluit van het college", words)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    connections.close_all()
    if sys.argv[1] == "lay":
        made = lay()
        print(json.dumps({"laid": made, "there": look(made)}))
    elif sys.argv[1] == "take":
        ids = json.load(sys.stdin)
        take(ids)
        print(json.dumps(look(ids)))
    else:
        print(json.dumps(look(json.load(sys.stdin))))
