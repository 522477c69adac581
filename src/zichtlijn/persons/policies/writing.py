"""What may be written down of somebody, and by whom it may be taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from zichtlijn.persons.terms import (
    AgeBand,
    AskedToRephrase,
    Author,
    Identity,
    NotAllowed,
    Part,
    RecordState,
    Sighting,
    Stretch,
    WrongWriting,
)

OLDEST = 120  # years
TAKEN_BACK_WITHIN = timedelta(hours=24)
SEEN_WITHIN = timedelta(days=31)  # what is older is memory; nobody can check it any more
UNNAMED_PARTS = frozenset({Part.VICTIM, Part.WITNESS})


def check_can_write(identity: Identity, *, age_band: AgeBand, age_years: int | None) -> None:
    """Raise WrongWriting or NotAllowed unless somebody may be written down by name.

    A child under 12 is never recorded by name (guard rail G11); the rule table says it too.
    """
    if not identity.full_name.strip():
        raise WrongWriting("Vul een naam in.", field="full_name")
    if any(letter.isdigit() for letter in identity.full_name):
        raise WrongWriting("In een naam staat geen cijfer.", field="full_name")
    if age_years is not None and not 0 <= age_years <= OLDEST:
        raise WrongWriting("Deze geboortedatum kan niet kloppen.", field="birth_date")
    if age_band is AgeBand.UNDER_12:
        raise NotAllowed(
            "Een kind onder de 12 jaar leggen we nooit met naam vast. Er is niets bewaard."
        )


def check_sighting(sighting: Sighting, *, moment: datetime) -> None:
    """Raise WrongWriting unless what was seen can have been seen just now."""
    if sighting.observed_at > moment:
        raise WrongWriting("Dit moment moet nog komen.", field="observed_at")
    if sighting.observed_at < moment - SEEN_WITHIN:
        raise WrongWriting("Dit is langer dan een maand geleden.", field="observed_at")
    if not sighting.place.strip():
        raise WrongWriting("Vul een plek in.", field="place")


def check_part_is_named(part: Part) -> None:
    """Raise NotAllowed for a victim or witness, who is counted and never named (G7)."""
    if part in UNNAMED_PARTS:
        raise NotAllowed(
            "Slachtoffers en getuigen leggen we niet met naam vast. Er is niets bewaard. "
            "Schrijf de waarneming op zonder naam, dan tellen zij wel mee."
        )


def check_texts(stretches: Sequence[Stretch]) -> None:
    """Raise AskedToRephrase where a text tells what guard rail G2 forbids."""
    if stretches:
        raise AskedToRephrase(tuple(stretches))


def check_can_correct(*, written_by: Author, corrected_by: Author) -> None:
    """Raise NotAllowed unless the writer's own organisation, or the process director, corrects."""
    is_own = corrected_by.organisation == written_by.organisation
    if not is_own and corrected_by.role != "process_director":
        raise NotAllowed("Alleen wie het schreef of de procesregisseur mag dit verbeteren.")


def check_can_take_back(*, written_by: Author, asked_by: Author, age: timedelta) -> None:
    """Raise NotAllowed unless the writer himself takes back what he wrote today."""
    if asked_by.account != written_by.account:
        raise NotAllowed("Alleen wie het schreef kan dit terugnemen.")
    if age > TAKEN_BACK_WITHIN:
        raise NotAllowed("Terugnemen kan tot een dag na het schrijven. Vraag een verbetering aan.")


def check_waits(state: RecordState) -> None:
    """Raise NotAllowed unless something waits for its second person."""
    if state is not RecordState.WAITING:
        raise NotAllowed("Dit wacht niet meer op een tweede persoon.")


def check_is_alone(*, observations_of_others: int) -> None:
    """Raise NotAllowed where others already wrote under a record."""
    if observations_of_others:
        raise NotAllowed("Anderen schreven hier al bij. Vraag een verbetering aan.")
