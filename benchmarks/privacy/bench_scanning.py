"""The scanner of free text: recall and precision on marked texts, and speed."""

import time
from collections.abc import Iterator
from pathlib import Path

from tests.privacy.marked_texts import read_marked_texts, score

from benchmarks.bars import Bar
from zichtlijn.privacy.reports import scan_text

TEXTS = Path(__file__).parents[2] / "tests" / "privacy" / "texts"
LEAST = 0.90


def rows() -> Iterator[Bar]:
    sets = {path.stem: read_marked_texts(path) for path in sorted(TEXTS.glob("*.txt"))}
    for name, texts in sets.items():
        scored = score(texts, scan_text)
        yield Bar(
            f"scan-text: {name.replace('_', ' ')}",
            f"{scored.texts} texts, {scored.wanted} disclosures",
            f"recall {scored.recall:.3f}, precision {scored.precision:.3f}",
            f"both >= {LEAST}",
            scored.recall >= LEAST and scored.precision >= LEAST and scored.wanted > 0,
        )
    yield _measure_speed([text for texts in sets.values() for text, _ in texts])


def _measure_speed(texts: list[str]) -> Bar:
    started = time.perf_counter()
    for number in range(10_000):
        scan_text(texts[number % len(texts)])
    seconds = time.perf_counter() - started
    return Bar("scan-text: speed", "10,000 texts", f"{seconds:.1f} s", "<= 20 s", seconds <= 20)
