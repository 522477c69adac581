"""The files of receivers and picks: what is read, what is refused and why."""

from pathlib import Path

import pytest

from zichtlijn.fireworks.sources.picks import PickList, read_picks
from zichtlijn.fireworks.sources.receivers import ReceiverList, read_receivers
from zichtlijn.kernel.files.refusals import UnreadableFile

RECEIVERS = "receiver,x,y,z\na,0,0,10\nb,250,0,12\n"


def _receivers(text: str, folder: Path) -> ReceiverList:
    path = folder / "ontvangers.csv"
    path.write_text(text)
    return read_receivers(path)


def _picks(text: str, folder: Path, timezone: str | None = None) -> PickList:
    path = folder / "tijden.csv"
    path.write_text(text)
    return read_picks(path, receivers=["a", "b"], timezone=timezone)


def test_receivers_are_read_in_order(tmp_path: Path) -> None:
    read = _receivers("Z,note,receiver,Y,X\n10,dak,a,2,1\n12,,b,2,300\n", tmp_path)
    assert read.receivers.rows() == [("a", 1.0, 2.0, 10.0), ("b", 300.0, 2.0, 12.0)]
    assert read.ignored_columns == ("note",)
    assert read.rejected.is_empty()


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",1,2,3", "receiver", "naam"),
        ("c,een,2,3", "x", "meters"),
        ("c,1,inf,3", "y", "meters"),
        ("c,1,2,", "z", "meters"),
        ("a,1,2,3", "receiver", "al eerder"),
    ],
)
def test_a_receiver_that_breaks_a_rule_is_refused(
    row: str, column: str, words: str, tmp_path: Path
) -> None:
    read = _receivers(RECEIVERS + row + "\n", tmp_path)
    assert read.receivers.height == 2
    (refused,) = read.rejected.rows(named=True)
    assert (refused["line"], refused["column"]) == (4, column)
    assert words in refused["reason"]


def test_degrees_are_no_metres(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="graden"):
        _receivers("receiver,x,y,z\na,5.38,52.15,10\nb,5.39,52.16,12\n", tmp_path)


def test_a_column_that_is_needed_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="kolom z ontbreekt"):
        _receivers("receiver,x,y\na,1,2\n", tmp_path)
    with pytest.raises(UnreadableFile, match="twee keer"):
        _picks("receiver,t,t\na,1,2\n", tmp_path)


def test_picks_in_seconds_are_read(tmp_path: Path) -> None:
    read = _picks("receiver,t,level_db,sound\na,0.25,91.5,UklGRg==\nb,1e1,,x\n", tmp_path)
    assert read.picks.rows() == [
        ("a", 250_000, 91.5, None, None),
        ("b", 10_000_000, None, None, None),
    ]
    assert read.ignored_columns == ("sound",), "whatever sound a file holds, it is not read"


def test_picks_in_iso_are_read_with_their_zone(tmp_path: Path) -> None:
    text = "receiver,t\na,2027-01-01T00:59:59.123456\n"
    assert _picks(text, tmp_path, "Europe/Amsterdam").picks["at_us"].to_list() == [
        1_798_761_599_123_456
    ]
    (refused,) = _picks(text, tmp_path).rejected.rows(named=True)
    assert "--timezone" in refused["reason"]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",1", "receiver", "naam"),
        ("z,1", "receiver", "niet in de lijst"),
        ("a,morgen", "t", "seconden"),
        ("a,", "t", "seconden"),
        ("a,1,luid", "level_db", "getal"),
    ],
)
def test_a_pick_that_breaks_a_rule_is_refused(
    row: str, column: str, words: str, tmp_path: Path
) -> None:
    row += "," * (2 - row.count(","))
    read = _picks(f"receiver,t,level_db\na,1,90\nb,2,90\n{row}\n", tmp_path)
    assert read.picks.height == 2
    (refused,) = read.rejected.rows(named=True)
    assert (refused["line"], refused["column"]) == (4, column)
    assert words in refused["reason"]


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="geen rijen"):
        _picks("receiver,t\n", tmp_path)
