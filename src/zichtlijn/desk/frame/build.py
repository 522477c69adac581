"""Which build this is: the stamp at the foot of every page and every export."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from zichtlijn import __version__

_PROJECT = Path(__file__).resolve().parents[4]


class Build(NamedTuple):
    """What was built, as the foot of a page says it."""

    version: str
    commit: str  # the first ten digits in a checkout, empty in an installed package

    def __str__(self) -> str:
        """Return both, as one stamp."""
        return f"{self.version} ({self.commit})" if self.commit else self.version


@cache
def identify_build(project: Path = _PROJECT) -> Build:
    """Return version and commit; the commit is read from files, git need not be there."""
    return Build(__version__, _read_commit(project / ".git")[:10])


def _read_commit(git: Path) -> str:
    try:
        head = (git / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head
        branch = git / head.removeprefix("ref: ")
        if branch.is_file():
            return branch.read_text(encoding="utf-8").strip()
        return _find_packed(git / "packed-refs", head.removeprefix("ref: "))
    except OSError:
        return ""


def _find_packed(packed: Path, branch: str) -> str:
    for line in packed.read_text(encoding="utf-8").splitlines():
        if line.endswith(f" {branch}"):
            return line.split(" ")[0]
    return ""
