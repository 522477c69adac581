"""How far a run is, is told in a way that suits the reader."""

import io

from zichtlijn.kernel.runs.progress import BarTeller, LineTeller, SilentTeller, choose_teller


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_gets_a_line_for_each_thing_begun() -> None:
    stream = io.StringIO()
    teller = choose_teller(stream, quiet=False)
    assert isinstance(teller, LineTeller)
    for share in (0.0, 0.5, 1.0):
        teller.tell("bestand lezen", share)
    teller.note("Niet gelezen kolommen: x.")
    teller.tell("groepen zoeken", 0.1)
    assert stream.getvalue() == "Bestand lezen ...\nNiet gelezen kolommen: x.\nGroepen zoeken ...\n"


def test_a_terminal_gets_a_bar_that_is_wiped_in_the_end() -> None:
    stream = Terminal()
    teller = choose_teller(stream, quiet=False)
    assert isinstance(teller, BarTeller)
    teller.tell("lezen", 0.5)
    teller.tell("lezen", 0.5)
    assert stream.getvalue() == "\r" + "█" * 12 + "░" * 12 + "  50 %  lezen"
    teller.note("Klaar.")
    last = stream.getvalue().rsplit("\r", 1)[1]
    assert last == "Klaar.\n"


def test_quiet_is_silent() -> None:
    stream = Terminal()
    teller = choose_teller(stream, quiet=True)
    assert isinstance(teller, SilentTeller)
    teller.tell("lezen", 0.5)
    teller.note("Klaar.")
    teller.close()
    assert stream.getvalue() == ""
