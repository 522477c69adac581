"""Open what stands sealed in a row of the person's side, and seal it."""

from collections.abc import Mapping

from zichtlijn.audit.keys import seal, unseal


def seal_words(key_id: str, words: Mapping[str, str], *, row: str) -> dict[str, bytes]:
    """Return the columns with their words sealed, each bound to its own place."""
    return {
        column: seal(key_id, text, bound_to=f"privacy.{row}.{column}") if text else b""
        for column, text in words.items()
    }


def open_word(key_id: str, sealed: bytes, *, row: str, column: str) -> str:
    """Return one sealed word; empty where nothing was written."""
    content = bytes(sealed)
    return unseal(key_id, content, bound_to=f"privacy.{row}.{column}") if content else ""
