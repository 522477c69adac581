"""Oeverdam on a map: five invented neighbourhoods, drawn in the North Sea so that none is real."""

from zichtlijn.areas.terms import INVENTED_ORIGIN, Outline

YEAR = 2026

_CORNERS = {
    "BU99990101 Rietkamp": [
        (0, 980), (260, 1060), (620, 1120), (900, 1040), (860, 760), (780, 560), (420, 470),
        (90, 420), (20, 700),
    ],
    "BU99990102 De Lanen": [
        (90, 420), (420, 470), (780, 560), (840, 300), (760, 60), (430, -30), (120, 10), (40, 220),
    ],
    "BU99990201 Havenkwartier": [
        (900, 1040), (1180, 1130), (1560, 1080), (1620, 820), (1340, 700), (1120, 690), (860, 760),
    ],
    "BU99990202 Kanaalzone": [
        (860, 760), (1120, 690), (1340, 700), (1620, 820), (1680, 480), (1500, 330), (1180, 360),
        (840, 300), (780, 560),
    ],
    "BU99990203 Oude Vesting": [
        (840, 300), (1180, 360), (1500, 330), (1520, 120), (1300, -60), (1010, -90), (760, 60),
    ],
}  # fmt: skip

CANAL = ((-120, 380), (90, 420), (420, 470), (780, 560), (860, 760), (900, 1040), (960, 1240))
"""The water between the neighbourhoods, metres from INVENTED_ORIGIN."""


def draw_oeverdam() -> tuple[Outline, ...]:
    """Return the outlines of the invented neighbourhoods."""
    outlines = []
    for label, corners in _CORNERS.items():
        code, name = label.split(" ", 1)
        ring = tuple(_move(x, y) for x, y in corners)
        outlines.append(Outline(code, name, YEAR, (ring,)))
    return tuple(outlines)


def _move(x: float, y: float) -> tuple[float, float]:
    return INVENTED_ORIGIN[0] + x, INVENTED_ORIGIN[1] + y
