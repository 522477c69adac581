"""A table with invented people on it, for whoever tries the invented accounts."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.desk.accounts.terms import name_invented
from zichtlijn.desk.door import open_command_access, read_clock
from zichtlijn.persons.operations import fill_table
from zichtlijn.privacy.operations.opening import choose_purpose, end_purpose, open_access
from zichtlijn.privacy.operations.tables import seat_member, set_up_scope
from zichtlijn.privacy.queries.scopes import Member, fetch_own_scopes
from zichtlijn.privacy.terms.access import HOMES
from zichtlijn.privacy.terms.asking import Asker

TITLE = "Kolkplein (verzonnen)"
PURPOSE = "youth_group_approach"
REASON = "seen"
ROLES = (
    "youth_worker",
    "neighbourhood_officer",
    "process_director",
    "enforcement_officer",
    "safety_adviser",
    "analyst",
)
_TERM = timedelta(days=180)


@transaction.atomic
def prepare_people() -> str:
    """Seat the invented accounts at one table and write people down there; tell what was done."""
    moment = read_clock()
    askers = {role: Asker(name_invented(role), role, HOMES[role][0]) for role in ROLES}
    if any(fetch_own_scopes(asker, moment=moment) for asker in askers.values()):
        return f"Er al: {TITLE}"
    code = _set_table(askers, moment=moment)
    writers = {role: _sit_down(asker, code, moment=moment) for role, asker in askers.items()}
    number = fill_table(f"group:{code}", writers=writers)
    for access in writers.values():
        end_purpose(access=access)
    return f"Klaargezet: {TITLE}, met {number} verzonnen registraties van mensen"


def _set_table(askers: dict[str, Asker], *, moment: datetime) -> str:
    access, last_day = open_command_access(scope="scopes"), moment.date() + _TERM
    code = set_up_scope(
        "group",
        TITLE,
        purpose=PURPOSE,
        gate="step_3",
        ends_on=last_day,
        covenant="verzonnen",
        access=access,
    )
    for asker in askers.values():
        seat_member(code, Member(*asker, until=last_day), access=access)
    return code


def _sit_down(asker: Asker, code: str, *, moment: datetime) -> Access:
    trace_id = secrets.token_hex(16)
    entering = open_access(
        asker, opening="", path="demo", moment=moment, trace_id=trace_id, origin="command"
    )
    opening = choose_purpose(PURPOSE, scope=code, reason=REASON, access=entering)
    return open_access(
        asker, opening=opening, path="demo", moment=moment, trace_id=trace_id, origin="command"
    )
