"""The one thread of the server that computes editions, oldest first.

It lives as long as there is something to compute. Reads of other screens go on beside it:
the kernels of the analysis let go of the interpreter.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from django.db import OperationalError, connection
from django.db.models.functions import Now

from zichtlijn.audit.log import LogUnavailable
from zichtlijn.networks.models import Edition
from zichtlijn.networks.operations.computing import compute_edition
from zichtlijn.networks.operations.editions import unpack_access
from zichtlijn.networks.terms import EditionState, NotAllowed, NotFound, WrongData
from zichtlijn.privacy.queries.admitting import log_refusals
from zichtlijn.privacy.terms.asking import NotAllowed as RefusedByRules

BEAT_SECONDS = 3.0
WRITE_SECONDS = 0.5  # progress is written at most this often


class StoppedByReader(Exception):
    """Someone asked to stop the computation."""


class Workshop:
    """Computes what is queued, one edition at a time, in a thread of its own."""

    def __init__(self, *, compute: Callable[..., None] = compute_edition) -> None:
        self._compute = compute
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Begin with the queue, unless that is being done already."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._work, name="zichtlijn-editions", daemon=True
                )
                self._thread.start()

    def compute_all(self, *, most: int | None = None) -> int:
        """Compute the queued editions in this thread, at most `most`; return how many."""
        done = 0
        while done != most and (edition := _claim_oldest()) is not None:
            self._compute_one(edition)
            done += 1
        return done

    def _work(self) -> None:
        try:
            self.compute_all()
        finally:
            connection.close()

    def _compute_one(self, edition: Edition) -> None:
        """Compute and write down how it ended; what is no known ending is a fault and rises."""
        state, failure = EditionState.FAILED, "De berekening is op een fout van ons gestuit."
        beating = _Beat(edition.pk)
        beating.start()
        try:
            access = unpack_access(edition.requested_with)
            self._compute(edition.pk, access=access, progress=_Reporter(edition.pk))
            state, failure = EditionState.DONE, ""
        except StoppedByReader:
            state, failure = EditionState.CANCELLED, ""
        except MemoryError:
            failure = "Er is te weinig geheugen voor deze levering. Neem een kortere periode."
        except (WrongData, NotAllowed, NotFound, LogUnavailable) as refusal:
            failure = str(refusal)
        except RefusedByRules:
            failure = "De regels laten dit nu niet toe, of het doel is gesloten. Begin opnieuw."
            log_refusals()
        finally:
            beating.stop()
            Edition.objects.filter(pk=edition.pk).update(
                state=state, failure=failure[:500], finished_at=Now(), progress_share=1
            )


class _Reporter:
    """Writes how far a computation is, and stops it when a reader asked for that."""

    def __init__(self, edition_id: int) -> None:
        self._edition_id = edition_id
        self._written = 0.0

    def __call__(self, words: str, share: float) -> None:
        if monotonic() - self._written < WRITE_SECONDS:
            return
        self._written = monotonic()
        ours = Edition.objects.filter(pk=self._edition_id)
        ours.update(progress_words=words[:200], progress_share=share, beat_at=Now())
        if not ours.filter(stop_asked=False).exists():
            raise StoppedByReader


class _Beat(threading.Thread):
    """Shows that the server lives while one long step reports nothing."""

    def __init__(self, edition_id: int) -> None:
        super().__init__(name="zichtlijn-beat", daemon=True)
        self._edition_id = edition_id
        self._ended = threading.Event()

    def run(self) -> None:
        """Beat until stopped."""
        try:
            while not self._ended.wait(BEAT_SECONDS):
                with suppress(
                    OperationalError
                ):  # a database busy now is asked again at the next beat
                    Edition.objects.filter(pk=self._edition_id).update(beat_at=Now())
        finally:
            connection.close()

    def stop(self) -> None:
        """Beat no more."""
        self._ended.set()
        self.join()


def _claim_oldest() -> Edition | None:
    """Take the oldest queued edition for this thread; None where there is none."""
    for edition in Edition.objects.filter(state=EditionState.QUEUED).order_by("pk"):
        ours = Edition.objects.filter(pk=edition.pk, state=EditionState.QUEUED)
        if ours.update(
            state=EditionState.RUNNING, started_at=Now(), beat_at=Now(), progress_share=0
        ):
            return edition
    return None
