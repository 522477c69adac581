"""Fill a table with invented people, by the same deeds as people use: nothing goes round a rule."""

from collections.abc import Mapping

from zichtlijn.audit.access import Access
from zichtlijn.persons.examples.people import Invented, invent_people
from zichtlijn.persons.operations.joining import confirm_joining, propose_joining
from zichtlijn.persons.operations.observing import write_observation
from zichtlijn.persons.operations.writing import write_record

SEED = 20261123
WHY = "Verzonnen voorbeeld: dezelfde dag en bijna dezelfde naam."


def fill_table(scope: str, *, writers: Mapping[str, Access], seed: int = SEED) -> int:
    """Write invented people down at a table; return how many records there are.

    `writers` has for the roles youth_worker and neighbourhood_officer an access with the table
    open and a reason. One of the two who were written down twice is joined, the other waits for
    people; the child of 14 waits for a second signature. Raises NotAllowed, LogUnavailable.
    """
    moment = writers["youth_worker"].moment
    people = invent_people(seed=seed, moment=moment)
    records = [_write(person, scope=scope, access=writers[person.written_by]) for person in people]
    joining = propose_joining(
        records[1], records[-2], reason=WHY, access=writers["neighbourhood_officer"]
    )
    confirm_joining(joining, reason=WHY, access=writers["youth_worker"])
    return len(records)


def _write(person: Invented, *, scope: str, access: Access) -> str:
    record = write_record(person.identity, scope=scope, access=access).code
    for sighting in person.sightings:
        write_observation(sighting, record_id=record, access=access)
    return record
