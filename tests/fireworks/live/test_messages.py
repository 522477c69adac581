"""What a receiver may say is closed: times, levels, a few figures, and never anything like sound."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.sources.messages import read_message
from zichtlijn.fireworks.terms import Message, Refused

T = 1_798_761_599_123_456

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
numbers = st.floats(-50, 200, allow_nan=False)


def _write(**fields: object) -> bytes:
    return json.dumps({"message": 1, **fields}).encode()


def _pick(**fields: object) -> bytes:
    return _write(picks=[{"t": T, **fields}])


@settings(max_examples=30, deadline=None)
@given(st.lists(numbers, max_size=20), st.integers(0, 40), numbers)
def test_times_levels_and_at_most_twenty_figures_come_through(
    shape: list[float], count: int, level: float
) -> None:
    picks = [
        {"t": T + at * 60_000, "level_db": level, "snr_db": None, "shape": shape}
        for at in range(count)
    ]
    read = read_message(_write(picks=picks, clock_ms=0.1))
    assert [pick.at_us for pick in read.picks] == [T + at * 60_000 for at in range(count)]
    for pick in read.picks[:1]:
        assert pick.level_db == level
        assert pick.snr_db is None
        assert pick.shape == pytest.approx(shape, rel=1e-3)


@pytest.mark.parametrize(
    "content",
    [
        _pick(audio=base64.b64encode(b"\0" * 400).decode()),
        _pick(shape=[0.0] * 21),
        _pick(shape="0.1,0.2"),
        _pick(shape=[[0.1]]),
        _pick(shape=["0.1"]),
        _pick(shape=[True]),
        _pick(shape=[10**400]),
        _pick(level_db="zacht"),
        _pick(level_db=True),
        _pick(level_db=1e9),
        _pick(note="een naam"),
        _write(picks=[T]),
        _write(picks={"t": T}),
        _write(picks=[{"t": T + at} for at in range(21)]),
        _write(picks=[{"t": T + at * 60_000} for at in range(501)]),
        _write(receiver="kade-4"),
        _write(message="1"),
        _write(message=1.5),
        _write(message=-1),
        b'{"message": 1, "message": 2}',
        b'{"message": 1, "clock_ms": NaN}',
        b'{"message": 1, "clock_ms": Infinity}',
        b'{"message": ' + b"9" * 5000 + b"}",
        b"[" * 60_000,
        b"RIFF\x24\x08\x00\x00WAVEfmt ",
        b"\xff\xfe",
        b"",
        b"null",
        b"{}",
        b" " * 200_000,
    ],
)
def test_whatever_could_be_sound_or_text_is_refused_whole(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_message(content)
    assert len(str(refusal.value)) < 200


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    _read_or_refuse(content)


@settings(max_examples=150, deadline=None)
@given(anything, st.sampled_from(["picks", "clock_ms", "shape", "level_db", "t", "other"]))
def test_no_json_in_any_field_lets_text_through(value: object, field: str) -> None:
    fields = {field: value}
    inside = fields if field in {"picks", "clock_ms", "other"} else {"picks": [{"t": T, **fields}]}
    read = _read_or_refuse(json.dumps({"message": 1, **inside}).encode())
    for pick in read.picks if read else ():
        told = (*pick[:4], *pick.shape)
        assert all(one is None or isinstance(one, int | float) for one in told)
        assert len(pick.shape) <= 20


def _read_or_refuse(content: bytes) -> Message | None:
    try:
        return read_message(content)
    except Refused:
        return None


def test_a_shape_figure_keeps_four_digits() -> None:
    (pick,) = read_message(_pick(shape=[0.123456789, 123456.7])).picks
    assert pick.shape == (0.1235, 123500.0)
