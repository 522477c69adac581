"""May this person be the second one? Each rule raises NotAllowed with a sentence for the user."""

from datetime import datetime

from zichtlijn.privacy.terms.asking import LONGEST_PROPOSAL, Asker, NotAllowed
from zichtlijn.privacy.terms.proposals import ProposalState, Proposed, Second


def check_can_confirm(proposed: Proposed, asker: Asker, *, moment: datetime) -> None:
    """Raise NotAllowed unless this asker may be the second person, now."""
    if proposed.state is not ProposalState.OPEN:
        raise NotAllowed("Over dit voorstel is al beslist.", rule="second_person")
    if moment >= min(proposed.expires_at, proposed.proposed_at + LONGEST_PROPOSAL):
        raise NotAllowed(
            "Dit voorstel is ouder dan een week en is vervallen.", rule="second_person"
        )
    if asker.account == proposed.asker.account:
        raise NotAllowed("Een eigen voorstel bevestigt u niet zelf.", rule="second_person")
    if asker.role == proposed.asker.role:
        raise NotAllowed("Iemand met een andere rol moet dit bevestigen.", rule="second_person")
    is_outside = asker.organisation != proposed.asker.organisation
    if proposed.second is Second.OTHER_ORGANISATION and not is_outside:
        raise NotAllowed(
            "Iemand van een andere organisatie moet dit bevestigen.", rule="second_person"
        )
