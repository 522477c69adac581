"""What may be said of a bang."""

from zichtlijn.fireworks.terms import NotAllowed, Stage


def check_can_mark(stage: Stage, *, marked: bool) -> None:
    """Raise NotAllowed unless a bang may be marked as none."""
    if stage is not Stage.FINAL:
        raise NotAllowed("Deze knal is nog voorlopig of al vervallen. Wacht tot de plek vaststaat.")
    if marked:
        raise NotAllowed("Deze knal is al gemarkeerd als geen knal.")


def check_can_undo(*, marked: bool) -> None:
    """Raise NotAllowed unless there is a mark to take back."""
    if not marked:
        raise NotAllowed("Deze knal is niet gemarkeerd, dus er is niets terug te draaien.")


def check_can_record(stage: Stage) -> None:
    """Raise NotAllowed unless it may be written down what was found."""
    if stage is Stage.WITHDRAWN:
        raise NotAllowed("Deze knal is vervallen; er was niets te vinden.")
