"""Why a file is not read or a folder not written; each message is a sentence for the user."""


class UnreadableFile(ValueError):
    """The file as a whole breaks its contract."""

    def __init__(
        self, sentence: str, *, line: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line
        self.column = column


class UnusableFolder(ValueError):
    """The results cannot be put there."""
