"""What a watch knows at one moment as bytes, and back to the last bit."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import polars as pl

from zichtlijn.fireworks.analysis.association.shapes import Air, Codes, Floats
from zichtlijn.fireworks.analysis.listening.buffer import Buffer
from zichtlijn.fireworks.analysis.listening.ellipses import Ellipse
from zichtlijn.fireworks.analysis.listening.learning import Learned
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.analysis.listening.stream import Stream, open_stream
from zichtlijn.fireworks.analysis.showing.strings import Event, Strings
from zichtlijn.fireworks.analysis.showing.watching import Kept
from zichtlijn.fireworks.terms import Listening, WrongData

FORM = 1
_WHOLE = ("number", "burst", "at")
_BROKEN = ("x", "y", "score", "level_db_10m")
_YES_NO = ("ghost", "outside")
_LISTS = ("expected", "receivers", "arrivals", "residuals")
_NEVER = -1  # stands for "not calibrated yet"

Arrays = dict[str, np.ndarray[Any, np.dtype[Any]]]


def pack(at: Kept) -> bytes:
    """Return a moment as compressed arrays of numbers; nothing in it can be run."""
    stream = at.stream
    setting = stream.setting
    counts = [
        FORM,
        stream.start_us,
        stream.settled,
        stream.number,
        stream.taught,
        _NEVER if stream.calibrated is None else stream.calibrated,
        stream.doubled,
        stream.late,
    ]
    arrays: Arrays = {
        "counts": np.array(counts, dtype=np.int64),
        "air": np.array(setting.air),
        "offsets": setting.offsets,
        "directs": np.array([setting.learned.directs]),
        **{f"learned_{n}": getattr(setting.learned, n) for n in Learned._fields if n != "directs"},
        **{f"buffer_{n}": getattr(stream.buffer, n) for n in Buffer._fields},
        **_pack_bangs("recent", stream.recent),
        **_pack_bangs("good", stream.good),
        **_pack_strings(at.strings),
    }
    written = BytesIO()
    np.savez_compressed(written, allow_pickle=False, **arrays)
    return written.getvalue()


def unpack(content: bytes, *, receivers: pl.DataFrame, listening: Listening) -> Kept:
    """Return the moment that was packed, with the same RECEIVERS in the same order.

    Raises WrongData where another version wrote it or the receivers have changed.
    """
    with np.load(BytesIO(content), allow_pickle=False) as read:
        arrays: Arrays = dict(read)
    form, start_us, settled, number, taught, calibrated, doubled, late = arrays["counts"].tolist()
    if form != FORM or len(arrays["offsets"]) != receivers.height:
        raise WrongData("Dit geheugen is van een andere versie of van andere ontvangers.")
    stream = open_stream(receivers, listening=listening, start_us=start_us)
    known = {n: arrays[f"learned_{n}"] for n in Learned._fields if n != "directs"}
    setting = stream.setting._replace(
        air=Air(*arrays["air"].tolist()),
        offsets=arrays["offsets"],
        learned=Learned(**known, directs=float(arrays["directs"][0])),
    )
    stream = replace(
        stream,
        setting=setting,
        buffer=Buffer(**{n: arrays[f"buffer_{n}"] for n in Buffer._fields}),
        settled=settled,
        number=number,
        recent=tuple(_unpack_bangs("recent", arrays)),
        good=tuple(_unpack_bangs("good", arrays)),
        taught=taught,
        calibrated=None if calibrated == _NEVER else calibrated,
        doubled=doubled,
        late=late,
    )
    return Kept(stream, _unpack_strings(arrays))


def name_receivers(stream: Stream) -> str:
    """Return the names and places of a stream's receivers as one line, to compare by."""
    ears = stream.setting.ears
    return repr([stream.names, ears.x.tolist(), ears.y.tolist(), ears.height.tolist()])


def _pack_bangs(name: str, bangs: Sequence[Bang]) -> Arrays:
    flat: Arrays = {
        f"{name}_whole": _table(bangs, _WHOLE, np.int64),
        f"{name}_broken": _table(bangs, _BROKEN, np.float64),
        f"{name}_yes_no": _table(bangs, _YES_NO, np.bool_),
        f"{name}_covariance": np.array([b.covariance for b in bangs]).reshape(-1, 2, 2),
        f"{name}_ellipse": np.array([b.ellipse for b in bangs]).reshape(-1, 3),
    }
    for part in _LISTS:
        kind = np.float64 if part == "residuals" else np.int64
        lists = [getattr(bang, part) for bang in bangs]
        flat[f"{name}_{part}"] = np.concatenate([np.empty(0, dtype=kind), *lists]).astype(kind)
        flat[f"{name}_{part}_sizes"] = np.array([len(one) for one in lists], dtype=np.int64)
    return flat


def _table(bangs: Sequence[Bang], names: tuple[str, ...], kind: type) -> Any:
    rows = [[getattr(bang, name) for name in names] for bang in bangs]
    return np.array(rows, dtype=kind).reshape(-1, len(names))


def _unpack_bangs(name: str, arrays: Arrays) -> list[Bang]:
    lists = {part: _split(arrays, f"{name}_{part}") for part in _LISTS}
    rows = zip(
        arrays[f"{name}_whole"].tolist(),
        arrays[f"{name}_broken"].tolist(),
        arrays[f"{name}_yes_no"].tolist(),
        arrays[f"{name}_covariance"],
        arrays[f"{name}_ellipse"].tolist(),
        strict=True,
    )
    return [
        Bang(
            **dict(zip(_WHOLE, whole, strict=True)),
            **dict(zip(_BROKEN, broken, strict=True)),
            **dict(zip(_YES_NO, yes_no, strict=True)),
            covariance=covariance,
            ellipse=Ellipse(*ellipse),
            **{part: lists[part][row] for part in _LISTS},
        )
        for row, (whole, broken, yes_no, covariance, ellipse) in enumerate(rows)
    ]


def _split(arrays: Arrays, name: str) -> list[Any]:
    edges = np.cumsum(arrays[f"{name}_sizes"])[:-1]
    return np.split(arrays[name], edges) if len(arrays[f"{name}_sizes"]) else []


def _pack_strings(strings: Strings) -> Arrays:
    events = list(strings.values())
    whole = [[e.burst, e.at_us, e.last_us, e.bangs, e.ghost, len(e.arrivals)] for e in events]
    arrivals = [(receiver, at) for e in events for receiver, at, _ in e.arrivals]
    late = [residual for e in events for _, _, residual in e.arrivals]
    return {
        "strings": np.array(whole, dtype=np.int64).reshape(-1, 6),
        "strings_arrivals": np.array(arrivals, dtype=np.int64).reshape(-1, 2),
        "strings_late": np.array(late, dtype=np.float64),
        **_pack_bangs("best", [e.best for e in events]),
    }


def _unpack_strings(arrays: Arrays) -> Strings:
    rows: Codes = arrays["strings"]
    edges = np.cumsum(rows[:, 5])[:-1]
    arrivals = np.split(arrays["strings_arrivals"], edges)
    late: list[Floats] = np.split(arrays["strings_late"], edges)
    best = _unpack_bangs("best", arrays)
    found = {}
    for row, (burst, at, last, bangs, ghost, _) in enumerate(rows.tolist()):
        heard = [
            (*one, two) for one, two in zip(arrivals[row].tolist(), late[row].tolist(), strict=True)
        ]
        found[burst] = Event(burst, at, last, bangs, best[row], bool(ghost), tuple(heard))
    return found
