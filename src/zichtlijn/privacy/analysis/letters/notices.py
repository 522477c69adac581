"""What a recipient is told when a record he got turns out not to stand (AVG 19)."""

from datetime import date

from zichtlijn.privacy.analysis.letters.days import say_day
from zichtlijn.privacy.terms.rights import ContestState

RECALLED = "recalled"

_NEWS = {
    ContestState.RUNNING: (
        "De persoon zegt dat dit niet klopt. Wij zoeken dat uit. Gebruik dit gegeven niet tot u "
        "weer van ons hoort. Vertel dit ook aan wie het van u kreeg."
    ),
    ContestState.SETTLED: (
        "De persoon zei dat dit niet klopt. Wij hebben het uitgezocht. Het gegeven blijft staan. "
        "U mag het weer gebruiken."
    ),
    ContestState.RECTIFIED: (
        "Dit gegeven klopte niet. Wij hebben het verbeterd. Vernietig wat u kreeg en vraag ons "
        "om de nieuwe versie. Vertel dit ook aan wie het van u kreeg."
    ),
    ContestState.DESTROYED: (
        "Dit gegeven is bij ons vernietigd. Vernietig ook wat u kreeg. Bevestig dat aan ons. "
        "Vertel dit ook aan wie het van u kreeg."
    ),
    RECALLED: (
        "Wij roepen dit terug. Vernietig wat u kreeg. Bevestig dat aan ons. "
        "Vertel dit ook aan wie het van u kreeg."
    ),
}


def word_notice(
    about: str, *, code: str, what: str, disclosed_on: date, article: str, made_on: date
) -> str:
    """Return the text for one recipient; it holds no name, only what he can find it by."""
    return (
        f"Op {say_day(disclosed_on)} kreeg u van ons: {what} (kenmerk {code}, {article}). "
        f"{_NEWS[about]} Dit bericht is van {say_day(made_on)}. Grond: AVG artikel 19."
    )
