"""Tell how far a run is: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

import shutil
from typing import Protocol, TextIO

BAR_WIDTH = 24


class Teller(Protocol):
    """Whoever tells the user what is going on."""

    def tell(self, doing: str, share: float) -> None:
        """Say what is being done and which share of it is done, 0-1."""

    def note(self, sentence: str) -> None:
        """Say something that stays on the screen."""

    def close(self) -> None:
        """Leave the screen tidy."""


def choose_teller(stream: TextIO, *, quiet: bool) -> Teller:
    """Return the teller that suits where its words go."""
    if quiet:
        return SilentTeller()
    return BarTeller(stream) if stream.isatty() else LineTeller(stream)


class SilentTeller:
    """Says nothing."""

    def tell(self, doing: str, share: float) -> None:
        """Say nothing."""

    def note(self, sentence: str) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Leave nothing."""


class LineTeller:
    """Says each thing once, on a line of its own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._doing = ""

    def tell(self, doing: str, share: float) -> None:  # noqa: ARG002  # a file shows no bar
        """Write a line when something new begins."""
        if doing != self._doing:
            self._doing = doing
            self.note(f"{doing[:1].upper()}{doing[1:]} ...")

    def note(self, sentence: str) -> None:
        """Write a line."""
        print(sentence, file=self._stream, flush=True)

    def close(self) -> None:
        """Leave nothing."""


class BarTeller:
    """Draws a bar that grows on one line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._drawn = ""

    def tell(self, doing: str, share: float) -> None:
        """Draw the bar anew where it changed."""
        full = round(BAR_WIDTH * min(max(share, 0.0), 1.0))
        bar = "█" * full + "░" * (BAR_WIDTH - full)
        line = f"{bar} {100 * share:3.0f} %  {doing}"[: shutil.get_terminal_size().columns - 1]
        if line != self._drawn:
            self._write("\r" + line + " " * (len(self._drawn) - len(line)))
            self._drawn = line

    def note(self, sentence: str) -> None:
        """Write a line above the bar."""
        self.close()
        self._write(sentence + "\n")

    def close(self) -> None:
        """Wipe the bar."""
        if self._drawn:
            self._write("\r" + " " * len(self._drawn) + "\r")
            self._drawn = ""

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
