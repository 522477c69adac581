"""The real command in a real process: killed, interrupted, piped, watched."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("zichtlijn"))
CONTACTS = "tests/data/workplace_2013/workplace_InVS_tij.dat.zip"
FROM = ("networks", "from-contacts")
ANALYSE = ("networks", "analyse")
CHANGING = ("started", "seconds", "peak_memory_mb")


def _run(*words: object, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *(str(word) for word in words)],
        capture_output=True,
        text=True,
        env={**os.environ, **settings},
    )


@pytest.fixture(scope="module")
def office(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office of 2013 as observations, made by the real command."""
    out = tmp_path_factory.mktemp("office") / "from"
    words = ("--gap-seconds", "20", "--start", "2013-06-24", "--out", out)
    ended = _run(*FROM, project / CONTACTS, *words)
    assert ended.returncode == 0, ended.stderr
    return out / "observations.csv"


def test_same_input_and_seed_give_the_same_bytes(office: Path, tmp_path: Path) -> None:
    words = (*ANALYSE, office, "--step", "week", "--method", "contacts", "--bootstraps", "10")
    for name, threads in (("one", "1"), ("two", "2")):
        ended = _run(*words, "--out", tmp_path / name, POLARS_MAX_THREADS=threads)
        assert ended.returncode == 0, ended.stderr
    compared = 0
    for file in sorted((tmp_path / "one").iterdir()):
        other = tmp_path / "two" / file.name
        if file.name == "summary.json":
            first, second = (json.loads(path.read_text()) for path in (file, other))
            for changing in CHANGING:
                assert first.pop(changing) is not None
                second.pop(changing)
            assert first == second
        else:
            assert file.read_bytes() == other.read_bytes()
        compared += 1
    assert compared == 6


def _start(office: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a run that takes some seconds."""
    words = [*ANALYSE, str(office), "--out", str(out), "--method", "contacts", "--step", "day"]
    words += ["--bootstraps", "2000"]
    return subprocess.Popen([COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _wait_until_it_computes(running: subprocess.Popen[bytes]) -> None:
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith(b"Groepen zoeken"):
            time.sleep(0.2)
            return
    pytest.fail("the run ended before it could be stopped")


@pytest.mark.parametrize("is_there", [False, True])
def test_a_run_that_is_killed_leaves_nothing_half_written(
    is_there: bool, office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    if is_there:
        out.mkdir()
    with _start(office, out) as running:
        _wait_until_it_computes(running)
        running.kill()
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == []
    words = (*ANALYSE, office, "--out", out, "--method", "contacts", "--bootstraps", "5")
    assert _run(*words).returncode == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_says_so_and_leaves_nothing(
    sign: signal.Signals, office: Path, tmp_path: Path
) -> None:
    with _start(office, tmp_path / "out") as running:
        _wait_until_it_computes(running)
        running.send_signal(sign)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Gestopt. Er is niets geschreven." in told.decode()
    assert "Traceback" not in told.decode()
    assert list(tmp_path.iterdir()) == []


def test_an_endless_line_through_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    words = [COMMAND, *ANALYSE, "/dev/stdin", "--out", str(tmp_path / "out")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        fed = 0
        try:
            running.stdin.write(b"observation_id,observed_at,person\n")
            while fed < 2_000_000_000:
                fed += running.stdin.write(b"x" * 1_000_000)
        except BrokenPipeError:
            pass
        _, told = running.communicate(timeout=60)
    assert running.returncode == 3
    assert b"Regel 2 is langer dan 1 MB" in told
    assert fed < 50_000_000
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["rejected.csv"]


def test_a_terminal_shows_a_bar(office: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    words = [COMMAND, *ANALYSE, str(office), "--method", "contacts", "--out", str(tmp_path / "o")]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=slave) as running:
        os.close(slave)
        told = b""
        try:
            while piece := os.read(master, 65536):
                told += piece
        except OSError:  # the terminal is closed when the program is gone
            pass
    os.close(master)
    assert running.returncode == 0
    assert "█" in told.decode()
    assert "%" in told.decode()


def test_a_bug_is_one_sentence_and_code_1(office: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from zichtlijn.networks.commands import analysing;"
        "analysing.analyse = lambda *a, **k: 1 / 0;"
        "from zichtlijn.desk.commands import main; main()"
    )
    words = [sys.executable, "-c", code, *ANALYSE, str(office), "--out", str(tmp_path / "out")]
    ended = subprocess.run(words, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "Dit had niet mogen gebeuren (ZeroDivisionError" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_analysis_needs_no_django_and_no_network(office: Path, tmp_path: Path) -> None:
    code = (
        "import socket, sys;"
        "sys.modules['coverage'] = None;"  # numba looks for it, and it stores in SQLite
        "socket.socket = None;"
        "from zichtlijn.desk.commands import main;"
        f"main.main({[*ANALYSE, str(office), '--method', 'contacts', '--out', str(tmp_path / 'o')]!r},"
        "standalone_mode=False);"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'sqlite3')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1] == "[]"
