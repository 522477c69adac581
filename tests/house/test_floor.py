"""What decides, seals and logs stays small enough to read in one sitting, and no branch goes untried.

Counted are lines of code: blank lines, comments and docstrings are not, since they are what makes it
readable; the physical lines are printed beside them.
"""

import ast
import io
import json
import os
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

MOST_LINES = 1_500
ACCESS = (
    "privacy/queries/admitting.py",
    "privacy/queries/openings.py",
    "privacy/queries/plain_sql.py",
    "privacy/policies/asking.py",
    "privacy/policies/decisions.py",
    "privacy/policies/filters.py",
    "privacy/operations/opening.py",
)
CRYPTO = ("audit/keys/*.py",)
LOG = ("audit/access.py", "audit/log.py", "audit/models.py", "audit/chain/*.py")
FLOOR = (*ACCESS, *CRYPTO, *LOG)

TRIED_BY = (
    "tests/audit/keys",
    "tests/audit/test_chain.py",
    "tests/audit/test_log.py",
    "tests/privacy/test_access_rules.py",
    "tests/privacy/test_admitting.py",
    "tests/privacy/test_emergencies.py",
    "tests/privacy/pages/test_purpose_pages.py",
)
"""The fewest tests that try everything; `-k` below leaves out what only counts many cases."""

LEFT_OUT = "not (fifty_thousand or small_mistake or redundant or leak_is_counted or four_writers)"
_NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENDMARKER,
}  # fmt: skip


def test_kernel_crypto_and_log_together_are_at_most_fifteen_hundred_lines(project: Path) -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in _list_floor(project)}
    counted = {file: _count_code(text) for file, text in texts.items()}
    physical = sum(text.count("\n") for text in texts.values())
    print(f"{len(counted)} files: {sum(counted.values())} lines of code, {physical} physical lines")
    assert len(counted) > len(ACCESS) + len(LOG)
    assert 500 < sum(counted.values()) <= MOST_LINES


def test_a_docstring_a_comment_and_a_blank_line_are_no_code() -> None:
    assert (
        _count_code(
            '"""Say."""\n\n# why\ndef say() -> str:\n    """Say."""\n    return """a\nb"""\n'
        )
        == 3
    )


@pytest.mark.xdist_group("floor")
def test_every_branch_of_the_floor_is_tried(project: Path, tmp_path: Path) -> None:
    report = _measure_coverage(project, tmp_path)
    floor = [str(file.relative_to(project)) for file in _list_floor(project)]
    assert [file for file in floor if file not in report] == []
    branches = sum(report[file]["summary"]["num_branches"] for file in floor)
    holes = {
        file: (report[file]["missing_lines"], report[file]["missing_branches"])
        for file in floor
        if report[file]["missing_lines"] or report[file]["missing_branches"]
    }
    print(f"{branches} branches in {len(floor)} files, {len(holes)} files with a hole")
    assert branches > 100
    assert holes == {}


def _list_floor(project: Path) -> list[Path]:
    house = project / "src" / "zichtlijn"
    found = {part: sorted(house.glob(part)) for part in FLOOR}
    assert [part for part, files in found.items() if not files] == []
    return [file for files in found.values() for file in files]


def _count_code(text: str) -> int:
    docstrings = {
        line
        for said in ast.walk(ast.parse(text))
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant)
        for line in range(said.lineno, (said.end_lineno or said.lineno) + 1)
    }
    code = {
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(code - docstrings)


def _measure_coverage(project: Path, folder: Path) -> dict[str, dict[str, object]]:
    measured = ("zichtlijn.audit", "zichtlijn.privacy.queries", "zichtlijn.privacy.policies",
                "zichtlijn.privacy.operations.opening")  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TRIED_BY, "-k", LEFT_OUT,
         *(f"--cov={room}" for room in measured), "--cov-branch", "--cov-report=json:" + str(folder / "cov.json")],
        cwd=project, env=_own_environment(folder), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    files = json.loads((folder / "cov.json").read_text())["files"]
    return dict(files)


def _own_environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "COVERAGE_FILE": str(folder / "coverage")}
