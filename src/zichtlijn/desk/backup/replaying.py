"""Take away again, on the copy that is put back, what was taken away since it was made.

The list beside the keys tells what (privacy.terms.taking); here each line goes to its room. What
was done and what could not be done gets a line in the log, which the oversight page shows.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import Tombstone
from zichtlijn.desk.accounts.keeping import (
    drop_passkey_again,
    end_everything,
    take_ways_in_again,
)
from zichtlijn.fireworks.operations.receivers import take_key_again
from zichtlijn.networks.operations.again import end_agreements, withdraw_again
from zichtlijn.networks.terms import NotFound as NoPresence
from zichtlijn.persons.operations import cover_lost_names, part_again
from zichtlijn.persons.terms import NotFound as NoRecord
from zichtlijn.persons.terms import Step
from zichtlijn.privacy.operations.four_eyes.following import bring_forward
from zichtlijn.privacy.operations.holdings import all_holdings
from zichtlijn.privacy.operations.taking import (
    end_openings,
    is_running,
    keep_restoration,
    take_again,
)
from zichtlijn.privacy.terms.rights import STILL_CONTESTED
from zichtlijn.privacy.terms.taking import Again, Taken, TakenKind, Told, read_taken

_MARGIN = timedelta(days=1)  # a copy bears a local day, the list moments in UTC


def replay_taken(
    stones: Collection[Tombstone], *, made_on: date, had_list: bool, access: Access
) -> Counter[Again]:
    """Do again what was done since the copy; return how many were done, stood already, were lost.

    `had_list` is whether this machine still had its own list. All or nothing.
    Raises LogUnavailable, KeysUnavailable.
    """
    since = (made_on - _MARGIN).isoformat()
    told: Counter[tuple[TakenKind, Again]] = Counter()
    with transaction.atomic():
        end_everything()
        end_openings(access=access)
        end_agreements(access=access)
        for taken in read_taken(stones, since=since):
            told[taken.kind, _replay(taken, access=access)] += 1
        told[TakenKind.VERSION, Again.LOST] = cover_lost_names(access=access)
        told[TakenKind.LIST, Again.LOST] = int(not had_list)
        rows = [Told(kind, became, number) for (kind, became), number in sorted(told.items())]
        keep_restoration(rows, made_on=made_on, access=access)
    total: Counter[Again] = Counter()
    for (_, became), number in told.items():
        total[became] += number
    return total


def _replay(taken: Taken, *, access: Access) -> Again:
    deed = _DEEDS.get(taken.kind)
    return deed(taken, access) if deed else take_again(taken, access=access)


def _contest(taken: Taken, access: Access) -> Again:
    room, _, record = taken.subject.partition(" ")
    if taken.facts["state"] not in STILL_CONTESTED or is_running(room, record):
        return Again.ALREADY
    holders = [holder for holder in all_holdings() if room == holder.ROOM]
    try:
        for holder in holders:
            holder.contest(record, access=access)
    except (NoPresence, NoRecord):  # destroyed meanwhile, or written after the copy
        return Again.ALREADY
    return Again.DONE if holders else Again.LOST


def _move_table(taken: Taken, access: Access) -> Again:
    """Bring a table to its last step and day, and what stays for its approach along with it."""
    became = take_again(taken, access=access)
    if became is Again.DONE:
        ends_on = date.fromisoformat(taken.facts["ends_on"])
        bring_forward(taken.facts["scope"], closed_on=ends_on, access=access)
    return became


def _part(taken: Taken, access: Access) -> Again:
    return part_again(taken.subject, Step(taken.facts["step"]), access=access)


def _shut_receiver(taken: Taken, access: Access) -> Again:
    return take_key_again(int(taken.subject), since=taken.at, access=access)


def _withdraw(taken: Taken, access: Access) -> Again:
    return withdraw_again(int(taken.subject), access=access)


def _close_account(taken: Taken, access: Access) -> Again:
    return take_ways_in_again(
        int(taken.subject),
        generation=int(taken.facts["generation"]),
        is_active=taken.facts["active"],
        access=access,
    )


def _drop_passkey(taken: Taken, access: Access) -> Again:
    del access
    return drop_passkey_again(int(taken.subject))


_DEEDS: Mapping[TakenKind, Callable[[Taken, Access], Again]] = MappingProxyType(
    {
        TakenKind.GATE: _move_table,
        TakenKind.CONTEST: _contest,
        TakenKind.JOINING: _part,
        TakenKind.RECEIVER: _shut_receiver,
        TakenKind.DELIVERY: _withdraw,
        TakenKind.ACCOUNT: _close_account,
        TakenKind.PASSKEY: _drop_passkey,
    }
)
"""What the rooms beside privacy do again; the rest is its own."""
