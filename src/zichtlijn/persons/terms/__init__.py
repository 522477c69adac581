"""The words of this room: names and proposals, records and persons, and what is refused."""

from zichtlijn.persons.terms.joining import (
    Joined,
    JoiningState,
    Step,
    StepTaken,
)
from zichtlijn.persons.terms.names import (
    PROPOSALS,
    Agreement,
    Band,
    DateAgreement,
    GivenNames,
    PlaceAgreement,
    Proposal,
    Reading,
    Record,
)
from zichtlijn.persons.terms.records import (
    AgeBand,
    Author,
    Identity,
    Kind,
    Notification,
    Part,
    RecordState,
    Sighting,
)
from zichtlijn.persons.terms.refusals import (
    AskedToRephrase,
    NotAllowed,
    NotFound,
    PersonsError,
    SecondPersonNeeded,
    Stretch,
    WrongWriting,
)

__all__ = [
    "PROPOSALS",
    "AgeBand",
    "Agreement",
    "AskedToRephrase",
    "Author",
    "Band",
    "DateAgreement",
    "GivenNames",
    "Identity",
    "Joined",
    "JoiningState",
    "Kind",
    "NotAllowed",
    "NotFound",
    "Notification",
    "Part",
    "PersonsError",
    "PlaceAgreement",
    "Proposal",
    "Reading",
    "Record",
    "RecordState",
    "SecondPersonNeeded",
    "Sighting",
    "Step",
    "StepTaken",
    "Stretch",
    "WrongWriting",
]
