"""The command line starts at once, speaks Dutch, completes, and describes all it can do."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import polib
import pytest

from zichtlijn import __version__
from zichtlijn.desk.commands import main

COMMAND = str(Path(sys.executable).with_name("zichtlijn"))


def _run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**_bare(), "LANG": "C.UTF-8", **settings}
    return subprocess.run([COMMAND, *words], capture_output=True, text=True, env=environment)


def _bare() -> dict[str, str]:
    """Return what a shell of a user holds: the tests run inside Django, he does not."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}


def _walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None, f"{path} {name} leads nowhere"
        yield from _walk(below, f"{path} {name}")


COMMANDS = dict(_walk(main, "zichtlijn"))


def test_the_version_is_told() -> None:
    ended = _run("--version")
    assert (ended.returncode, ended.stdout) == (0, f"zichtlijn {__version__}\n")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "Opdrachten:"),
        (("--help",), 0, "Opdrachten:"),
        (("networks", "--help"), 0, "from-contacts"),
        (("networks", "analyse", "--help"), 0, "Voorbeeld:"),
        (("netwerk",), 2, "De opdracht 'netwerk' bestaat niet."),
        (("networks", "analyse"), 2, "Er ontbreekt een argument 'WAARNEMINGEN'."),
        (("networks", "analyse", "--ouut"), 2, "Bedoelt u"),
        (("networks", "analyse", "nee.csv", "--out", "x"), 2, "'nee.csv' bestaat niet"),
        (("completion", "tcsh"), 2, "'tcsh' kan niet; kies uit 'bash', 'zsh', 'fish'."),
    ],
)
def test_the_command_line_speaks_dutch(words: tuple[str, ...], code: int, told: str) -> None:
    ended = _run(*words)
    assert ended.returncode == code
    said = ended.stdout + ended.stderr
    assert told in said
    assert not re.search(r"Usage:|Options:|Show |Missing|Invalid|No such|Try |Error:", said)
    assert "Traceback" not in said


def test_the_dutch_words_are_those_of_the_list(project: Path) -> None:
    folder = project / "src/zichtlijn/desk/locale/nl/LC_MESSAGES"
    listed = polib.pofile(str(folder / "messages.po"))
    built = polib.mofile(str(folder / "messages.mo"))
    assert len(listed) > 20
    assert {e.msgid: (e.msgstr, e.msgstr_plural) for e in listed} == {
        e.msgid: (e.msgstr, e.msgstr_plural) for e in built
    }


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_choice_is_described(path: str, project: Path) -> None:
    command = COMMANDS[path]
    page = (project / "docs/reference/commands.md").read_text()
    assert f"`{path}" in page
    assert command.get_short_help_str()
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{path} {option.opts}"
            assert f"`{option.opts[-1]}" in page or f"`{option.opts[0]}" in page, option.opts


@pytest.mark.parametrize("path", [path for path in COMMANDS if "networks" in path])
def test_every_command_on_files_shows_an_example(path: str) -> None:
    epilog = COMMANDS[path].epilog or ""
    assert "Voorbeeld" in epilog
    assert f"  {path} " in epilog


def test_the_list_of_commands_imports_none_of_them() -> None:
    code = (
        "import sys; from zichtlijn.desk.commands import main;"
        "main.main(['--help'], standalone_mode=False);"
        "print([n for n in ('polars', 'numba', 'django') if n in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_every_command_is_found_by_a_program_that_knows_no_settings() -> None:
    code = (
        "import click; from zichtlijn.desk.commands import main\n"
        "def walk(command):\n"
        "    if not isinstance(command, click.Group): return 1\n"
        "    context = click.Context(command)\n"
        "    names = command.list_commands(context)\n"
        "    return sum(walk(command.get_command(context, name)) for name in names)\n"
        "print(walk(main))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=_bare()
    )
    assert ended.returncode == 0, ended.stderr[-800:]
    assert int(ended.stdout) == len(COMMANDS) > 40


def test_the_scanner_runs_on_plain_files(tmp_path: Path) -> None:
    texts = tmp_path / "texts.csv"
    texts.write_text("text_id,text\nt1,Hij is moslim en zat bij de brug.\nt2,Het regende.\n")
    ended = _run("privacy", "scan-text", str(texts), "--out", str(tmp_path / "out"))
    assert ended.returncode == 0, ended.stderr
    found = (tmp_path / "out" / "findings.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in found[1:]] == ["t1"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(shell: str, tmp_path: Path) -> None:
    ended = _run("completion", shell)
    assert ended.returncode == 0
    assert f"_ZICHTLIJN_COMPLETE={shell}_complete" in ended.stdout


def test_bash_accepts_its_script(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(_run("completion", "bash").stdout)
    assert subprocess.run(["bash", "-n", str(tmp_path / "script")]).returncode == 0


@pytest.mark.parametrize(
    ("shell", "words", "expected"),
    [
        ("bash", "zichtlijn netw", "networks"),
        ("zsh", "zichtlijn networks from", "from-contacts"),
        ("fish", "zichtlijn networks analyse --half", "--half-life-days"),
        ("bash", "zichtlijn networks analyse x.csv --step mo", "month"),
    ],
)
def test_words_are_completed(shell: str, words: str, expected: str) -> None:
    last = words.rsplit(" ", maxsplit=1)[1]
    where = last if shell == "fish" else str(len(words.split()) - 1)
    ended = _run(_ZICHTLIJN_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=where)
    assert ended.returncode == 0
    assert expected in re.split(r"[,\n\t]", ended.stdout)
