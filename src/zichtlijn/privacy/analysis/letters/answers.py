"""The letters on a request: the answer, and that it takes longer (AVG 12 lid 3 and 4)."""

from datetime import date

from zichtlijn.privacy.analysis.letters.days import say_day
from zichtlijn.privacy.analysis.letters.words import DECISIONS, KINDS, begin_sentence
from zichtlijn.privacy.terms.rights import ContestState, RequestDecision
from zichtlijn.privacy.terms.rights.records import ContestRecord, RequestFile

_FOR_CHILD = "Dit gaat over uw kind. Waar ‘u’ staat, bedoelen wij uw kind."
_CONTESTS = {
    ContestState.SETTLED: "Wij hebben dit uitgezocht. Het klopt volgens ons. Het telt weer mee.",
    ContestState.RECTIFIED: "U heeft gelijk. Wij hebben het verbeterd.",
    ContestState.DESTROYED: "Wij hebben dit vernietigd.",
}
_WHAT_NOW = (
    "Bent u het niet eens met dit besluit? Dan kunt u binnen zes weken bezwaar maken bij het "
    "college. U kunt ook een klacht sturen aan de Autoriteit Persoonsgegevens. Of ga naar de "
    "rechter. Wilt u hulp of uitleg? Bel ons. U mag iemand meenemen."
)


def write_answer(file: RequestFile, *, organisation: str, today: date) -> str:
    """Return the letter with the decision on a request, in plain Dutch."""
    asked = file.record
    parts = [
        (
            f"Op {say_day(asked.received_on)} vroeg u ons om {_say_asked(file)}. "
            f"{begin_sentence(DECISIONS[asked.decision])}. Dit besloten wij op "
            f"{say_day(asked.decided_on or today)}."
        )
    ]
    if asked.asked_by == "parent":
        parts.append(_FOR_CHILD)
    if asked.decision is not RequestDecision.GRANTED or file.words.reason:
        parts.append(f"Waarom? {file.words.reason}")
    parts += [_say_contest(contest) for contest in file.contests]
    if asked.kind == "inspection" and asked.decision is not RequestDecision.REFUSED:
        parts.append("Bij deze brief zit alles wat wij over u bewaren.")
    return "\n\n".join([*parts, _WHAT_NOW, _sign(organisation, today)])


def write_extension(file: RequestFile, *, organisation: str, today: date) -> str:
    """Return the letter that says that, and why, the answer takes longer."""
    asked = file.record
    return "\n\n".join(
        [
            (
                f"Op {say_day(asked.received_on)} vroeg u ons om {_say_asked(file)}. "
                f"Wij hebben meer tijd nodig. U krijgt uiterlijk {say_day(asked.due_on)} antwoord."
            ),
            f"Waarom? {file.words.extension_reason}",
            (
                "Bent u het hier niet mee eens? Dan kunt u een klacht sturen aan de Autoriteit "
                "Persoonsgegevens, of naar de rechter gaan."
            ),
            _sign(organisation, today),
        ]
    )


def _say_asked(file: RequestFile) -> str:
    return {
        "inzage": "te laten zien wat wij over u bewaren",
        "verbeteren": "te verbeteren wat niet klopt",
        "wissen": "te wissen wat wij over u bewaren",
        "niet meer gebruiken": "niet te gebruiken wat volgens u niet klopt",
        "bezwaar": "te stoppen met het gebruik van uw gegevens",
    }[KINDS[file.record.kind]]


def _say_contest(contest: ContestRecord) -> str:
    what = f"Er stond: ‘{contest.what}’ " if contest.what else ""
    decided = _CONTESTS.get(contest.state, "Dit zoeken wij nog uit. Het telt zolang niet mee.")
    reason = f" Waarom? {contest.reason}" if contest.reason else ""
    return f"{what}Op {say_day(contest.contested_on)} zei u: dit klopt niet. {decided}{reason}"


def _sign(organisation: str, today: date) -> str:
    return f"{say_day(today)}\n{begin_sentence(organisation)}"
