"""What the map shows: each bang is one row, whatever it was called before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zichtlijn.fireworks.analysis.listening.ellipses import Hull
from zichtlijn.fireworks.analysis.showing.matching import match
from zichtlijn.fireworks.analysis.showing.placing import Placing, has_moved, place
from zichtlijn.fireworks.analysis.showing.strings import Event, Picks
from zichtlijn.fireworks.models import Bang, BangPick, Pick
from zichtlijn.fireworks.operations.versions import take_version
from zichtlijn.fireworks.terms import Stage, from_us, to_us

STRING_US = 10_000_000  # longer than a string of bangers may pause


@dataclass
class Row:
    """One row of the table of bangs, and the arrivals (receiver, moment) it rests on."""

    bang: Bang
    placing: Placing
    picks: Picks


class Board:
    """Keeps rows and what was found beside each other; used inside one transaction a step.

    A row is recognised by its arrivals: a dot becomes the final bang it grew into, and after
    a stop or a late pick the same bang finds its own row again. So nothing is doubled.
    """

    def __init__(self, *, numbers: Sequence[int], hull: Hull) -> None:
        self._numbers = numbers
        self._hull = hull
        self._dots: dict[int, Row] = {}
        self._strings: dict[int, Row] = {}  # by the number of their first bang
        self._doubted: dict[int, Row] = {}
        self._doubted_since = 0

    def doubt(self, *, since_us: int) -> None:
        """Look again at every final bang from a moment on: it stays only if it is found again."""
        self._strings.clear()
        self._doubted_since = since_us
        arrivals: dict[int, set[tuple[int, int]]] = {}
        codes = {number: at for at, number in enumerate(self._numbers)}
        rows = BangPick.objects.filter(
            bang__stage=Stage.FINAL, bang__invented=False, at_us__gte=since_us
        )
        for bang, receiver, at in rows.values_list("bang_id", "receiver_id", "at_us"):
            arrivals.setdefault(bang, set()).add((codes.get(receiver, -1), at))
        found = Bang.objects.in_bulk(list(arrivals))
        self._doubted = {
            number: Row(bang, _read(bang), frozenset(arrivals[number]))
            for number, bang in found.items()
        }

    def settle_doubts(self, *, until_us: int) -> None:
        """Withdraw what was looked at again and not found."""
        gone = [
            row.bang
            for row in self._doubted.values()
            if self._doubted_since <= row.placing.at_us < until_us
        ]
        self._doubted = {}
        self._withdraw(gone)

    def withdraw_old_dots(self) -> None:
        """Withdraw the dots that an earlier run of the locator left; their arrivals are unknown."""
        self._withdraw(Bang.objects.filter(stage=Stage.PROVISIONAL))

    def make_final(self, events: Sequence[Event]) -> None:
        """Keep events that are known for good, each in the row it had."""
        new = [event for event in events if event.burst not in self._strings]
        known = {**self._dots, **self._doubted}
        for event, key in zip(
            new,
            match([one.picks for one in new], {n: row.picks for n, row in known.items()}),
            strict=True,
        ):
            if key is not None:
                self._strings[event.burst] = known[key]
                self._dots.pop(key, None)
                self._doubted.pop(key, None)
        for event in sorted(events, key=lambda one: (one.at_us, one.burst)):
            self._keep(event)

    def show_dots(self, dots: Iterable[Event]) -> None:
        """Move the dots that were shown, and show new ones."""
        found = list(dots)
        keys = match([one.picks for one in found], {n: row.picks for n, row in self._dots.items()})
        for event, key in zip(found, keys, strict=True):
            self._show_dot(event, None if key is None else self._dots[key])

    def clear_old(self, *, settled_us: int) -> None:
        """Take off the dots that came to nothing, and forget strings that have ended."""
        over = [n for n, row in self._dots.items() if row.placing.at_us < settled_us]
        self._withdraw(self._dots.pop(number).bang for number in over)
        self._strings = {
            burst: row
            for burst, row in self._strings.items()
            if max(at for _, at in row.picks) > settled_us - STRING_US
        }

    def _show_dot(self, event: Event, row: Row | None) -> None:
        placing = place(event, hull=self._hull)
        if row is None:
            bang = _write(Bang(stage=Stage.PROVISIONAL), placing)
            self._dots[bang.pk] = Row(bang, placing, event.picks)
            return
        row.picks = event.picks
        if has_moved(row.placing, placing):
            row.placing = placing
            _write(row.bang, placing)

    def _keep(self, event: Event) -> None:
        placing = place(event, hull=self._hull)
        row = self._strings.get(event.burst)
        if row is None:
            bang = _write(Bang(stage=Stage.FINAL), placing)
            row = self._strings[event.burst] = Row(bang, placing, frozenset())
            self._keep_arrivals(row, event)
            return
        changed = row.placing != placing or row.bang.stage != Stage.FINAL
        if changed:
            row.bang.stage = Stage.FINAL
            row.placing = placing
            _write(row.bang, placing)
        if changed or row.picks != event.picks:
            self._keep_arrivals(row, event)

    def _keep_arrivals(self, row: Row, event: Event) -> None:
        """Put the arrivals of an event in the place of what its row rested on."""
        row.picks = event.picks
        heard = {
            (receiver, at): (level, snr)
            for receiver, at, level, snr in Pick.objects.filter(
                at_us__in=[at for _, at, _ in event.arrivals]
            ).values_list("receiver_id", "at_us", "level_db", "snr_db")
        }
        BangPick.objects.filter(bang=row.bang).delete()
        made = []
        for at, us, residual in event.arrivals:
            level, snr = heard.get((self._numbers[at], us), (None, None))
            made.append(
                BangPick(
                    bang=row.bang,
                    receiver_id=self._numbers[at],
                    at_us=us,
                    residual_ms=round(residual * 1e3, 3),
                    level_db=level,
                    snr_db=snr,
                )
            )
        BangPick.objects.bulk_create(made, ignore_conflicts=True)

    def _withdraw(self, bangs: Iterable[Bang]) -> None:
        for bang in bangs:
            BangPick.objects.filter(bang=bang).delete()
            Bang.objects.filter(pk=bang.pk).update(stage=Stage.WITHDRAWN, version=take_version())


def _write(bang: Bang, placing: Placing) -> Bang:
    """Write a row; what people said of it is not ours to overwrite."""
    values = {**placing._asdict(), "moment": from_us(placing.at_us)}
    del values["at_us"]
    for name, value in values.items():
        setattr(bang, name, value)
    bang.version = take_version()
    written = [*values, "stage", "version"]
    bang.save(update_fields=written if bang.pk else None)
    return bang


def _read(bang: Bang) -> Placing:
    names = [name for name in Placing._fields if name != "at_us"]
    return Placing(to_us(bang.moment), **{name: getattr(bang, name) for name in names})
