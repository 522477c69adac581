"""Write the rule table that ships as a page of the reference.

    python tools/rule_table.py        writes docs/reference/access-rules.md

A test compares the page with what this makes, cell by cell.
"""

import csv
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = PROJECT / "src" / "zichtlijn" / "privacy" / "sources"
PAGE = PROJECT / "docs" / "reference" / "access-rules.md"
CELLS = ("role", "organisation", "regime", "purpose", "data_class", "gate", "verb")

HEADERS = (
    "rule", "outcome", "asked first", "role", "organisation", "regime", "purpose", "data", "gate",
    "verb", "when", "what it says", "what the user reads", "ground",
)  # fmt: skip
HEAD = f"""# The rule table

Made by `tools/rule_table.py` from `src/zichtlijn/privacy/sources/access_rules.csv`: version 1, the
one that ships. What rules in an installation stands on its page `/regels/`. How it is read:
[explanation](../explanation/access-rules.md). Empty: anything. `!`: none of these. [K]: not looked
up; check it before it is relied on.

| {" | ".join(HEADERS)} |
|{"---|" * len(HEADERS)}
"""


def main() -> int:
    """Write the page and say how many rows it has."""
    written = write_page()
    PAGE.write_text(written, encoding="utf-8")
    print(f"{written.count(chr(10) + '| R')} rules in {PAGE.relative_to(PROJECT)}")
    return 0


def write_page() -> str:
    """Return the page as it must be."""
    said = {row["rule"]: row["sentence"] for row in _read("access_sentences.csv")}
    return HEAD + "".join(_write_row(row, said[row["rule"]]) for row in _read("access_rules.csv"))


def _write_row(row: dict[str, str], sentence: str) -> str:
    cells = ["" if row[column] == "*" else row[column] for column in CELLS]
    written = [f"{row['rule']} ({row['block']})", row["outcome"], row["conditions"], *cells]
    written += [row["when"], row["in_words"], sentence, row["ground"]]
    return "| " + " | ".join(cell.replace("|", " \\| ") for cell in written) + " |\n"


def _read(name: str) -> list[dict[str, str]]:
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main())
