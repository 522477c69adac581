"""The log speaks the reader's language."""

import re
from datetime import UTC, datetime
from pathlib import Path

from django.utils import translation

from zichtlijn.audit.queries import Deed
from zichtlijn.desk.frame.deeds import DEED_WORDS, describe_deed

DEED = Deed(
    moment=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    action="networks.edition.read",
    scope="edition:3",
    count=12,
    reader="lokale gebruiker",
    organisation="gemeente Oeverdam",
    role="wijkagent",
    purpose="preventie",
    legal_ground="AVG artikel 6 lid 1 onder e",
    trace_id="0" * 32,
)


def test_every_deed_that_is_recorded_has_words(project: Path) -> None:
    source = "".join(path.read_text() for path in (project / "src" / "zichtlijn").rglob("*.py"))
    recorded = set(re.findall(r'\brecord\(\s*"([a-z_.]+)"', source))
    assert len(recorded) >= 5
    assert recorded <= set(DEED_WORDS)


def test_a_line_is_told_in_words() -> None:
    row = describe_deed(DEED)
    assert (row.words, row.scope, row.count) == ("Editie bekeken", "editie 3", 12)
    with translation.override("en"):
        assert describe_deed(DEED).words == "Edition viewed"
