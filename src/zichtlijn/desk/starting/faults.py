"""A fault of ours is told by its kind and place alone: what it says may hold somebody's name."""

import logging
import threading
import traceback
from types import TracebackType

_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_LEFT_OUT = "de melding zelf is weggelaten: er kan een naam in staan"


class FaultFormatter(logging.Formatter):
    """Write a fault with the lines of code it went through, and without its own words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, without what another formatter kept of its fault."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: _Fault) -> str:  # noqa: N802 - logging calls it so
        """Return the places of a fault and of what it came from, oldest first."""
        fault = ei[1]
        return "\n".join(reversed([_tell(one) for one in _follow(fault)]))


def tell_faults_of_threads() -> None:
    """Let a thread that breaks down tell it in the same way."""
    threading.excepthook = _log_thread


def _log_thread(broken: threading.ExceptHookArgs) -> None:
    if broken.exc_value is not None:
        fault = (broken.exc_type, broken.exc_value, broken.exc_traceback)
        logging.getLogger(__name__).error("een taak is afgebroken", exc_info=fault)


def _follow(fault: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while fault is not None and fault not in found:
        found.append(fault)
        fault = fault.__cause__ or fault.__context__
    return found


def _tell(fault: BaseException) -> str:
    places = "".join(traceback.format_tb(fault.__traceback__))
    kind = f"{type(fault).__module__}.{type(fault).__qualname__}"
    return f"{places}{kind} ({_LEFT_OUT})"
