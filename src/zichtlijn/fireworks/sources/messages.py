"""A message of a receiver: bytes in, numbers out, and nothing that could be sound.

The schema is closed. Text, bytes, longer lists, unknown fields, and numbers that are none are
refused as a whole, so nothing can ride along (guard rail G22). Shape figures are kept to four
digits: enough for a rise time, too few for a sample.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

from zichtlijn.fireworks.terms import Heard, Message, Refused
from zichtlijn.fireworks.terms.messages import (
    MOST_BYTES,
    MOST_PICKS,
    MOST_PICKS_A_SECOND,
    MOST_SHAPE_FIGURES,
)

_RANGES = {"level_db": (-50.0, 200.0), "snr_db": (-50.0, 200.0), "clock_ms": (0.0, 1e6)}
_EARLIEST_US, _LATEST_US = 1_000_000_000_000_000, 10_000_000_000_000_000  # 2001 to 2286
_SHAPE_RANGE = 1e6
_SECOND_US = 1_000_000
_LARGEST_NUMBER = 2**53
_DEEPEST_DIGITS = 32


def read_message(content: bytes) -> Message:
    """Return what a receiver says. Raises Refused with a sentence for its maker.

    >>> read_message(b'{"message": 7, "picks": [{"t": 1798761599123456, "level_db": 101.5}]}')
    Message(number=7, picks=(Heard(at_us=1798761599123456, level_db=101.5, snr_db=None, clock_ms=None, shape=()),), clock_ms=None)
    >>> read_message(b'{"message": 8, "clock_ms": 0.1}').picks
    ()
    """  # noqa: E501 - one line as Python prints it
    if len(content) > MOST_BYTES:
        raise Refused(f"Een bericht is hooguit {MOST_BYTES} bytes.")
    fields = _open(content)
    _check_names(fields, needed={"message"}, known={"message", "picks", "clock_ms"})
    picks = fields.get("picks", [])
    if not isinstance(picks, list) or len(picks) > MOST_PICKS:
        raise Refused(f"`picks` is een lijst van hooguit {MOST_PICKS} aankomsten.")
    heard = tuple(_read_pick(pick) for pick in picks)
    _check_pace(heard)
    number = _read_whole(fields["message"], "message", least=0, most=_LARGEST_NUMBER)
    return Message(number, heard, _read_number(fields, "clock_ms"))


def _open(content: bytes) -> Mapping[str, Any]:
    try:
        read = json.loads(
            content.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_int=_read_int,
            object_pairs_hook=_refuse_doubles,
        )
    except (ValueError, RecursionError) as problem:
        if isinstance(problem, Refused):
            raise
        raise Refused("Een bericht is JSON in UTF-8.") from None
    if not isinstance(read, dict):
        raise Refused("Een bericht is een JSON-object.")
    return read


def _read_int(digits: str) -> int:
    if len(digits) > _DEEPEST_DIGITS:
        raise Refused("Een getal heeft hooguit 32 cijfers.")
    return int(digits)


def _refuse_constant(_: str) -> NoReturn:
    raise Refused("NaN en Infinity zijn geen getallen.")


def _refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise Refused("Een veld staat er twee keer.")
    return dict(pairs)


def _check_names(fields: Mapping[str, Any], *, needed: set[str], known: set[str]) -> None:
    if not needed <= fields.keys() <= known:
        raise Refused(
            f"Nodig: {', '.join(sorted(needed))}. "
            f"Mag: {', '.join(sorted(known - needed))}. Verder niets."
        )


def _read_pick(pick: object) -> Heard:
    if not isinstance(pick, dict):
        raise Refused("Een aankomst is een JSON-object.")
    _check_names(pick, needed={"t"}, known={"t", "shape", *_RANGES})
    at_us = _read_whole(pick["t"], "t", least=_EARLIEST_US, most=_LATEST_US)
    level, snr, clock = (_read_number(pick, name) for name in _RANGES)
    return Heard(at_us, level, snr, clock, _read_shape(pick))


def _read_whole(value: object, name: str, *, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Refused(f"`{name}` is een geheel getal van {least} tot {most}.")
    return value


def _read_number(fields: Mapping[str, Any], name: str) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    least, most = _RANGES[name]
    return _check_number(value, f"`{name}` is een getal van {least:g} tot {most:g}.", least, most)


def _check_number(value: object, sentence: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(sentence)
    if not math.isfinite(value) or not least <= value <= most:
        raise Refused(sentence)
    return float(value)


def _read_shape(pick: Mapping[str, Any]) -> tuple[float, ...]:
    shape = pick.get("shape", [])
    sentence = f"`shape` is een lijst van hooguit {MOST_SHAPE_FIGURES} getallen."
    if not isinstance(shape, list) or len(shape) > MOST_SHAPE_FIGURES:
        raise Refused(sentence)
    read = [_check_number(one, sentence, -_SHAPE_RANGE, _SHAPE_RANGE) for one in shape]
    return tuple(float(f"{one:.4g}") for one in read)


def _check_pace(heard: tuple[Heard, ...]) -> None:
    """Refuse more arrivals in a second than a receiver can have: many short lists are sound too."""
    moments = sorted(one.at_us for one in heard)
    for first, last in zip(moments, moments[MOST_PICKS_A_SECOND:], strict=False):
        if last - first < _SECOND_US:
            raise Refused(f"Een ontvanger heeft hooguit {MOST_PICKS_A_SECOND} aankomsten per tel.")
