"""How a run can end that is nobody's bug, and with which exit code."""

DONE = 0
BROKEN_DOWN = 1
WRONG_USE = 2
BROKEN_INPUT = 3
INTERRUPTED = 130


class WrongUse(ValueError):
    """The command cannot be carried out as typed; the message is a sentence for the user."""


class BrokenInput(ValueError):
    """The input breaks its contract, and that has been written down; the run stops here."""
