"""Was the person told in time (AVG 14), and may it wait."""

from datetime import date, timedelta

from zichtlijn.privacy.policies.rights.requests import check_is_reason
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import NotificationClock, NotificationState

LONGEST_POSTPONEMENT = timedelta(days=92)  # our choice: then somebody looks again


def find_notification(clock: NotificationClock, *, today: date) -> NotificationState:
    """Return the fact `notification` of the rule table on a day.

    Who is informed stays informed. A postponement holds up to and including its last day;
    it never makes the legal day earlier.
    """
    if clock.informed_on is not None and clock.informed_on <= today:
        return NotificationState.INFORMED
    if clock.not_needed:
        return NotificationState.NOT_NEEDED
    if clock.postponed_until is not None and today <= clock.postponed_until:
        return NotificationState.POSTPONED
    return NotificationState.RUNNING if today <= clock.due_on else NotificationState.LATE


def find_last_day(clock: NotificationClock) -> date:
    """Return the day until which telling the person is in time."""
    return max(clock.due_on, clock.postponed_until or clock.due_on)


def check_can_postpone(clock: NotificationClock, *, until: date, reason: str, today: date) -> None:
    """Raise NotAllowed unless telling the person may wait until a day (G17)."""
    state = find_notification(clock, today=today)
    _check_is_to_be_told(state)
    if state is NotificationState.LATE:
        raise NotAllowed("De termijn is al voorbij. Uitstel achteraf kan niet. Vertel het nu.")
    if until <= find_last_day(clock):
        raise NotAllowed("Het uitstel moet later eindigen dan de dag die nu geldt.")
    if until > today + LONGEST_POSTPONEMENT:
        raise NotAllowed("Stel hoogstens drie maanden uit. Kijk daarna opnieuw.")
    check_is_reason(reason)


def check_can_tell(clock: NotificationClock, *, sent_on: date, today: date) -> None:
    """Raise NotAllowed unless the letter can have left on this day."""
    _check_is_to_be_told(find_notification(clock, today=today))
    if not clock.first_named_on <= sent_on <= today:
        raise NotAllowed("Kies een dag vanaf de eerste waarneming, en niet na vandaag.")


def check_can_waive(clock: NotificationClock, *, reason: str, today: date) -> None:
    """Raise NotAllowed unless it may be recorded that the person knows already."""
    _check_is_to_be_told(find_notification(clock, today=today))
    check_is_reason(reason)


def _check_is_to_be_told(state: NotificationState) -> None:
    if state in {NotificationState.INFORMED, NotificationState.NOT_NEEDED}:
        raise NotAllowed("Deze persoon is al geïnformeerd, of dat hoeft niet.")
