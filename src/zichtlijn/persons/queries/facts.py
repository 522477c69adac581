"""What is true of a record, in the words that the rule table asks for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter

from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.privacy.queries.rights import find_notification_states
from zichtlijn.privacy.terms.asking import RecordFacts

IDENTITY, OBSERVATION = "identity", "named_observation"
REGIME = "gdpr_public_task"
"""The only regime in which names live in this room (guard rail G10, rule `lives`)."""


def fetch_notifications(records: Iterable[IdentityRecord], *, today: date) -> Mapping[str, str]:
    """Return for each record how far its person has been told, as the person's side keeps it."""
    by_scope = sorted((record.scope, str(record.pk)) for record in records)
    told: dict[str, str] = {}
    for scope, pairs in groupby(by_scope, key=itemgetter(0)):
        ids = [record for _, record in pairs]
        states = find_notification_states(ids, scope=scope, today=today)
        told.update((record, str(state)) for record, state in states.items())
    return told


def describe_record(record: IdentityRecord, *, access: Access) -> RecordFacts:
    """Return the facts of a record on the day of asking."""
    today = access.moment.date()
    return RecordFacts(
        IDENTITY,
        record.regime,
        notification=fetch_notifications([record], today=today)[record.pk],
        age=record.age_band,
        part="none",
        contested="yes" if record.contested else "no",
        retention=tell_retention(record, today=today),
        own_entry="yes" if record.written_by == access.reader else "no",
        record_organisation="own" if record.organisation == access.organisation else "other",
    )


def describe_observation(observation: NamedObservation, *, access: Access) -> RecordFacts:
    """Return the facts of an observation; age and notification are those of its record."""
    today = access.moment.date()
    return describe_record(observation.record, access=access)._replace(
        data_class=OBSERVATION,
        part=observation.part,
        contested="yes" if observation.contested or observation.record.contested else "no",
        retention=tell_retention(observation, today=today),
        own_entry="yes" if observation.written_by == access.reader else "no",
        record_organisation="own" if observation.organisation == access.organisation else "other",
    )


def tell_retention(kept: IdentityRecord | NamedObservation, *, today: date) -> str:
    """Return where a record is in its term."""
    if kept.destroy_on <= today:
        return "passed"
    return "removed" if kept.remove_on and kept.remove_on <= today else "running"


def write_record_columns(told: Mapping[str, str], *, today: date) -> Mapping[str, str]:
    """Return where the facts of records stand in their table; says what `describe_record` says."""
    return {
        "age": f"{_RECORD}.age_band",
        "notification": _write_notification(told),
        "contested": f"CASE WHEN {_RECORD}.contested THEN 'yes' ELSE 'no' END",
        "retention": _write_retention(_RECORD, today),
    }


def write_observation_columns(told: Mapping[str, str], *, today: date) -> Mapping[str, str]:
    """Return where the facts of observations stand, in their table and that of their record."""
    contested = f"{_OBSERVATION}.contested OR {_RECORD}.contested"
    return {
        **write_record_columns(told, today=today),
        "part": f"{_OBSERVATION}.part",
        "contested": f"CASE WHEN {contested} THEN 'yes' ELSE 'no' END",
        "retention": _write_retention(_OBSERVATION, today),
    }


_RECORD, _OBSERVATION = "persons_identityrecord", "persons_namedobservation"


def _write_notification(told: Mapping[str, str]) -> str:
    """Write the clocks of the person's side as a column; a record without one is late."""
    ids: dict[str, list[str]] = defaultdict(list)
    for record, state in sorted(told.items()):
        ids[state].append(record)
    branches = " ".join(
        f"WHEN {_RECORD}.id IN ({', '.join(map(_quote, some))}) THEN {_quote(state)}"
        for state, some in ids.items()
    )
    return f"CASE {branches} ELSE 'late' END" if branches else "'late'"


def _quote(word: str) -> str:
    """Return a random id or a word of a closed list as SQL; raises ValueError for anything else."""
    if not word.replace("_", "").isalnum() or not word.isascii():
        raise ValueError("only ids and words of closed lists go into SQL")
    return f"'{word}'"


def _write_retention(table: str, today: date) -> str:
    day = today.isoformat()
    return (
        f"CASE WHEN {table}.destroy_on <= '{day}' THEN 'passed' "
        f"WHEN {table}.remove_on <= '{day}' THEN 'removed' ELSE 'running' END"
    )
