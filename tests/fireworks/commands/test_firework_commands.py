"""`zichtlijn fireworks locate` and `simulate` keep contracts.md."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from zichtlijn.desk.commands import main
from zichtlijn.kernel.runs.reporting import run_reporting

TABLES = {
    "events.csv": "event,t,x,y,sd_major_m,sd_minor_m,angle_deg,receivers,score,level_db_10m,ghost",
    "calibration.csv": "from,to,sound_speed,wind_x,wind_y,events",
    "receivers.csv": "receiver,picks,matched,mean_residual_ms,health",
    "assignments.csv": "event,receiver,t,residual_ms",
}
NIGHT = ("--receivers", "16", "--rate", "600", "--noise", "mid", "--minutes", "2")
CHANGING = ("started", "seconds", "peak_memory_mb")
Run = Callable[..., int]


@pytest.fixture
def run() -> Run:
    """Call the command line with these words; return the exit code."""

    def run_with(*words: object) -> int:
        said = [str(word) for word in ("fireworks", *words)]
        return run_reporting(lambda: main.main(said, prog_name="zichtlijn", standalone_mode=False))

    return run_with


@pytest.fixture
def night(run: Run, tmp_path: Path) -> Path:
    assert run("simulate", *NIGHT, "--out", tmp_path / "nacht", "--quiet") == 0
    return tmp_path / "nacht"


def _files(folder: Path) -> tuple[object, ...]:
    return ("--receivers", folder / "receivers.csv", "--picks", folder / "picks.csv")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_simulated_night_has_the_files_of_the_contract(night: Path) -> None:
    names = sorted(file.name for file in night.iterdir())
    assert names == ["picks.csv", "receivers.csv", "summary.json", "truth.csv"]
    heads = {name: (night / name).read_text().splitlines()[0] for name in names[:2] + names[3:]}
    assert heads == {
        "picks.csv": "receiver,t,level_db,snr_db,clock_ms",
        "receivers.csv": "receiver,x,y,z",
        "truth.csv": "bang,t,x,y,level_db_10m",
    }
    summary = json.loads((night / "summary.json").read_text())
    assert summary["bangs"] == len(_read(night / "truth.csv"))
    assert summary["parameters"]["noise"] == "mid"


def test_what_is_simulated_is_located(run: Run, night: Path, tmp_path: Path) -> None:
    assert run("locate", *_files(night), "--out", tmp_path / "uit", "--quiet") == 0
    for name, columns in TABLES.items():
        assert (tmp_path / "uit" / name).read_text().splitlines()[0] == columns
    events, truth = _read(tmp_path / "uit/events.csv"), _read(night / "truth.csv")
    assert len(events) >= 0.8 * len(truth)
    places = np.array([(float(bang["x"]), float(bang["y"])) for bang in truth])
    for event in events:
        apart = np.hypot(places[:, 0] - float(event["x"]), places[:, 1] - float(event["y"]))
        assert apart.min() < 20.0
        assert event["ghost"] in {"true", "false"}
    assigned = _read(tmp_path / "uit/assignments.csv")
    assert len(assigned) == sum(int(event["receivers"]) for event in events)
    assert {row["event"] for row in assigned} == {event["event"] for event in events}
    given = {(row["receiver"], row["t"]) for row in _read(night / "picks.csv")}
    assert {(row["receiver"], row["t"]) for row in assigned} <= given, (
        "times come out as they went in"
    )
    assert len(_read(tmp_path / "uit/receivers.csv")) == 16
    summary = json.loads((tmp_path / "uit/summary.json").read_text())
    assert summary["events"] == len(events)
    assert [file["name"] for file in summary["inputs"]] == ["receivers.csv", "picks.csv"]


def test_the_same_input_gives_the_same_bytes(run: Run, night: Path, tmp_path: Path) -> None:
    for out in ("een", "twee"):
        assert run("locate", *_files(night), "--out", tmp_path / out, "--quiet") == 0
    for name in TABLES:
        assert (tmp_path / "een" / name).read_bytes() == (tmp_path / "twee" / name).read_bytes()
    summaries = [
        json.loads((tmp_path / out / "summary.json").read_text()) for out in ("een", "twee")
    ]
    for summary in summaries:
        for name in CHANGING:
            del summary[name]
    assert summaries[0] == summaries[1]
    words = (*NIGHT, "--seed", 2, "--quiet", "--out")
    assert run("simulate", *words, tmp_path / "anders") == 0
    assert (tmp_path / "anders/picks.csv").read_bytes() != (night / "picks.csv").read_bytes()


def test_iso_times_come_out_as_iso_times_and_parquet_is_read(
    run: Run, night: Path, tmp_path: Path
) -> None:
    rows = _read(night / "picks.csv")
    at_us = [round(float(row["t"]) * 1e6) + 1_798_761_600_000_000 for row in rows]
    frame = pl.DataFrame(
        {
            "receiver": [row["receiver"] for row in rows],
            "t": pl.Series(at_us).cast(pl.Datetime("us", "UTC")),
        }
    )
    frame.write_parquet(tmp_path / "tijden.parquet")
    words = ("--receivers", night / "receivers.csv", "--picks", tmp_path / "tijden.parquet")
    assert run("locate", *words, "--out", tmp_path / "uit", "--quiet") == 0
    events = _read(tmp_path / "uit/events.csv")
    assert events[0]["t"].startswith("2027-01-01T00:0")
    assert events[0]["t"].endswith("Z")
    assert events[0]["level_db_10m"] == ""


def test_bad_rows_are_refused_or_skipped(run: Run, night: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    with (night / "picks.csv").open("a") as file:
        file.write("r99,1.0,,,\nr01,straks,,,\n")
    words = ("locate", *_files(night), "--out", tmp_path / "uit")
    assert run(*words) == 3
    assert [file.name for file in (tmp_path / "uit").iterdir()] == ["rejected.csv"]
    refused = _read(tmp_path / "uit/rejected.csv")
    assert [row["column"] for row in refused] == ["receiver", "t"]
    assert [row["value"] for row in refused] == ["r99", "straks"]
    assert "Traceback" not in capsys.readouterr().err
    assert run(*words, "--force", "--skip-bad-rows", "--quiet") == 0
    assert json.loads((tmp_path / "uit/summary.json").read_text())["rows_rejected"] == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("simulate", "--receivers", 0, "--rate", 10), "--receivers"),
        (("simulate", "--receivers", 4, "--rate", 10, "--dead", 4), "minstens een ontvanger"),
        (("simulate", "--receivers", 4, "--rate", 10, "--noise", "storm"), "storm"),
    ],
)
def test_what_cannot_be_simulated_is_said(
    words: tuple[object, ...],
    sentence: str,
    run: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(*words, "--out", tmp_path / "uit") == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_too_few_receivers_are_said_in_a_sentence(
    run: Run, night: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (night / "receivers.csv").read_text().splitlines()[:4]
    (night / "receivers.csv").write_text("\n".join(lines) + "\n")
    words = ("locate", *_files(night), "--out", tmp_path / "uit", "--skip-bad-rows", "--quiet")
    assert run(*words) == 2
    assert "minstens 4 ontvangers" in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_choices_are_used_and_written_down(run: Run, night: Path, tmp_path: Path) -> None:
    words = (
        "--min-receivers",
        9,
        "--min-score",
        30,
        "--no-calibrate",
        "--temperature-c",
        4,
        "--quiet",
    )
    assert run("locate", *_files(night), *words, "--out", tmp_path / "uit") == 0
    events = _read(tmp_path / "uit/events.csv")
    assert events
    assert all(int(event["receivers"]) >= 9 for event in events)
    assert all(float(event["score"]) >= 28 for event in events)
    (air,) = _read(tmp_path / "uit/calibration.csv")
    assert (air["sound_speed"], air["events"]) == ("333.72", "0")
    parameters = json.loads((tmp_path / "uit/summary.json").read_text())["parameters"]
    assert (parameters["min_receivers"], parameters["min_score"]) == (9, 30.0)
