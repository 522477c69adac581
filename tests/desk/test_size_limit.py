"""What is too large is not kept, and is told so."""

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.journeys.server import RunningDesk, start_desk, stop_desk

from zichtlijn.desk.environment import read_most_bytes


@pytest.fixture
def small_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunningDesk:
    monkeypatch.setenv("ZICHTLIJN_UPLOAD_MB", "1")
    monkeypatch.setenv("TMPDIR", str(_made(tmp_path / "temporary")))
    return start_desk(_made(tmp_path / "home"))


@pytest.mark.parametrize("chunked", [False, True], ids=["declared", "undeclared"])
def test_a_file_beyond_the_limit_is_refused_and_not_kept(
    chunked: bool, small_desk: RunningDesk, tmp_path: Path
) -> None:
    with closing(HTTPConnection(small_desk.url.removeprefix("http://"), timeout=60)) as caller:
        pieces = (b"x" * 100_000 for _ in range(300))  # 30 MB
        headers = {} if chunked else {"Content-Length": "30000000"}
        caller.request("POST", "/", body=pieces, headers=headers, encode_chunked=chunked)
        answer = caller.getresponse()
        text = answer.read().decode()
    kept = sum(
        file.stat().st_size for file in (tmp_path / "temporary").rglob("*") if file.is_file()
    )
    stop_desk(small_desk)
    assert answer.status == 413
    assert "bestanden aan tot 1 MB" in text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert kept <= 1_100_000


def test_a_file_within_the_limit_reaches_the_form(small_desk: RunningDesk) -> None:
    with closing(HTTPConnection(small_desk.url.removeprefix("http://"), timeout=60)) as caller:
        caller.request("POST", "/instellingen/zitting/", body=b"x" * 900_000)
        assert caller.getresponse().status == 403  # it has no token, which is looked at later
    stop_desk(small_desk)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("", 512_000_000), ("3", 3_000_000), ("veel", 512_000_000), ("-1", 512_000_000)],
)
def test_the_limit_is_a_number_of_megabytes(said: str, expected: int) -> None:
    assert read_most_bytes({"ZICHTLIJN_UPLOAD_MB": said}) == expected


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
