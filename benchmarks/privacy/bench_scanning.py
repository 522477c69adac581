"""The scanner of free text: recall and precision on marked texts, and speed."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.privacy.classed_texts import read_classed_texts, score_classes
from tests.privacy.marked_texts import read_marked_texts, score

from benchmarks.bars import Bar
from zichtlijn.privacy.analysis.texts.scanning import scan_text
from zichtlijn.privacy.sources.word_lists import read_lexicon

TEXTS = Path(__file__).parents[2] / "tests" / "privacy" / "texts"
LEAST = 0.90
_scan = partial(scan_text, lexicon=read_lexicon())


def rows() -> Iterator[Bar]:
    marked = {path.stem: read_marked_texts(path) for path in sorted(TEXTS.glob("*.txt"))}
    for name, texts in marked.items():
        scored = score(texts, _scan)
        yield _judge(name, scored.texts, scored.wanted, scored.recall, scored.precision)
    classed = {path.stem: read_classed_texts(path) for path in sorted(TEXTS.glob("*.csv"))}
    for name, told in classed.items():
        by_class = score_classes(told, _scan)
        wanted = by_class.wanted.total()
        yield _judge(name, by_class.texts, wanted, by_class.recall, by_class.precision)
    yield _measure_speed(
        [one.text for texts in (*marked.values(), *classed.values()) for one in texts]
    )


def _judge(name: str, texts: int, wanted: int, recall: float, precision: float) -> Bar:
    return Bar(
        f"scan-text: {name.replace('_', ' ')}",
        f"{texts} texts, {wanted} disclosures",
        f"recall {recall:.3f}, precision {precision:.3f}",
        f"both >= {LEAST}",
        recall >= LEAST and precision >= LEAST and wanted > 0,
    )


def _measure_speed(texts: list[str]) -> Bar:
    started = time.perf_counter()
    for number in range(10_000):
        _scan(texts[number % len(texts)])
    seconds = time.perf_counter() - started
    return Bar("scan-text: speed", "10,000 texts", f"{seconds:.1f} s", "<= 20 s", seconds <= 20)
