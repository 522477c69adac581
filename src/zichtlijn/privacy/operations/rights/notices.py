"""Who got a record is told when it does not stand any more (AVG 19)."""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.analysis.letters.notices import RECALLED, word_notice
from zichtlijn.privacy.models.rights import Contest, Disclosure, Notice
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.disclosures import find_live_disclosures, find_told_by_hand
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import NotFound


def tell_recipients(contest: Contest, *, about: str, access: Access, left_in: str = "") -> int:
    """Make a notice for everybody who got the contested record; return how many.

    `left_in` names what it left in together with others. Who was told that it is contested is
    told how that ended. Shares the transaction and the line of the deed it follows from.
    """
    received = _find_receivers(contest, left_in)
    for disclosure in received:
        _make_notice(disclosure, about=about, contest=contest, access=access)
    return len(received)


def recall_disclosure(code: str, *, access: Access) -> None:
    """Ask a recipient to destroy what he got (G18). Raises NotFound, NotAllowed."""
    with transaction.atomic():
        row = Disclosure.objects.filter(code=code).first()
        if row is None:
            raise NotFound("Deze verstrekking is er niet, of niet meer.")
        if row.recalled_on is not None:
            raise NotAllowed("Dit is al teruggeroepen.")
        _admit("privacy.disclosure.recall", f"disclosure:{code}", row, access=access)
        row.recalled_on = access.moment.date()
        row.save()
        _make_notice(row, about=RECALLED, contest=None, access=access)


def send_notice(number: int, *, access: Access) -> None:
    """Keep on which day a notice left, and by whom. Raises NotFound, NotAllowed."""
    with transaction.atomic():
        row = Notice.objects.select_related("disclosure").filter(pk=number).first()
        if row is None:
            raise NotFound("Dit bericht is er niet, of niet meer.")
        if row.sent_on is not None:
            raise NotAllowed("Dit bericht is al verstuurd.")
        _admit("privacy.notice.send", f"notice:{number}", row.disclosure, access=access)
        row.sent_on = access.moment.date()
        row.sent_by = access.reader
        row.save()


def _find_receivers(contest: Contest, left_in: str) -> list[Disclosure]:
    names = [name for name in (contest.record, left_in) if name]
    told = Notice.objects.filter(contest=contest).select_related("disclosure")
    found = [
        *(one for name in names for one in find_live_disclosures((contest.room, name))),
        *(notice.disclosure for notice in told),
        *find_told_by_hand(contest.request.person),
    ]
    return list({one.pk: one for one in found}.values())


def _make_notice(
    disclosure: Disclosure, *, about: str, contest: Contest | None, access: Access
) -> None:
    today = access.moment.date()
    text = word_notice(
        about,
        code=disclosure.code,
        what=disclosure.what,
        disclosed_on=disclosure.disclosed_on,
        article=disclosure.article,
        made_on=today,
    )
    Notice.objects.create(
        disclosure=disclosure, contest=contest, about=about, text=text, made_on=today
    )


def _admit(action: str, scope: str, row: Disclosure, *, access: Access) -> None:
    admit_to_right(
        "write",
        access=access,
        action=action,
        scope=scope,
        subjects=(row.person,) if row.person else (),
        count=1,
    )
