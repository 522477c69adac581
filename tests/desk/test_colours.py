"""The colours can be read and told apart, by tired and by colour-blind eyes, light and dark.

Contrast: relative luminance of WCAG 2.2. Colour-blind sight: Viénot, Brettel and Mollon 1999
(Color Research and Application 24, 243); distance: CIE 1976 in Lab.
"""

import itertools
import re
from pathlib import Path

import pytest

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ["paper", "surface", "sunken"]
ON_GROUNDS = ["ink", "ink-2", "ink-3", "action", "action-hover", "warn", "stop", "done"]
PAIRS = [
    *((text, ground, TEXT) for ground in GROUNDS for text in ON_GROUNDS),
    *((text, "named-paper", TEXT) for text in ["ink", "ink-2", "ink-3", "action", "named"]),
    *((text, "action-soft", TEXT) for text in ["ink", "ink-2", "action"]),
    *((text, soft, TEXT) for text, soft in [("warn", "warn-soft"), ("ink", "warn-soft")]),
    *((text, soft, TEXT) for text, soft in [("stop", "stop-soft"), ("ink", "stop-soft")]),
    *((text, soft, TEXT) for text, soft in [("done", "done-soft"), ("ink", "done-soft")]),
    *(("on-action", ground, TEXT) for ground in ["action", "action-hover", "seq-4", "seq-5"]),
    *(("ink", f"seq-{step}", TEXT) for step in range(4)),
    *((text, "land", TEXT) for text in ["ink-2", "ink-3"]),
    ("named-paper", "named", TEXT),
    ("ink-3", "seq-0", TEXT),
    *((source, ground, TEXT) for source in ["src-youth", "src-police", "src-boa", "src-living"]
      for ground in ["surface", "paper"]),
    *((shape, "surface", SHAPE) for shape in ["line-strong", "rest", "alert", "warn-mark", "hatch"]),
    *((shape, ground, SHAPE) for shape in ["line-strong", "focus"] for ground in ["paper"]),
    ("focus", "surface", SHAPE),
    ("focus", "named-paper", SHAPE),
]  # fmt: skip
TOLD_APART = [
    *itertools.combinations(["src-youth", "src-police", "src-boa", "src-living"], 2),
    *itertools.combinations(["rest", "alert", "escalation"], 2),
]
SIGHT = {
    "full": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "without red": [(0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)],
    "without green": [(0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)],
}


@pytest.fixture(scope="session")
def schemes(project: Path) -> dict[str, dict[str, str]]:
    css = (project / "src/zichtlijn/desk/static/desk/zichtlijn.css").read_text()
    starts = [css.index(":root {"), css.index("@media (prefers-color-scheme: dark)"),
              css.index(':root[data-theme="donker"]'), css.index("/* bridge")]  # fmt: skip
    light, dark, forced = (_tokens(css[a:b]) for a, b in itertools.pairwise(starts))
    assert len(light) > 40
    return {"light": light, "dark": light | dark, "forced dark": light | forced}


def test_dark_by_choice_is_dark_by_the_system(schemes: dict[str, dict[str, str]]) -> None:
    assert schemes["dark"] == schemes["forced dark"]
    assert schemes["dark"] != schemes["light"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS, ids=str)
def test_what_stands_on_a_ground_can_be_read(
    front: str, ground: str, least: float, scheme: str, schemes: dict[str, dict[str, str]]
) -> None:
    tokens = schemes[scheme]
    assert contrast(tokens[front], tokens[ground]) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("one", "other"), TOLD_APART, ids=str)
def test_sources_and_phases_are_told_apart(
    one: str, other: str, sight: str, scheme: str, schemes: dict[str, dict[str, str]]
) -> None:
    tokens = schemes[scheme]
    assert distance(tokens[one], tokens[other], sight) >= 12


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the classic near miss


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, sight: str) -> float:
    pairs = zip(_lab(one, sight), _lab(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--zl-([\w-]+):\s*(#[0-9a-f]{6})\b", block))


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def _luminance(colour: str) -> float:
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _lab(colour: str, sight: str) -> tuple[float, float, float]:
    seen = _linear(colour)
    r, g, b = (sum(m * c for m, c in zip(row, seen, strict=True)) for row in SIGHT[sight])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
