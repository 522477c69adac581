"""From metres RD to places on the page, and what a reader may press to see another part."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zichtlijn.areas.terms import Outline
from zichtlijn.fireworks.reports.looking import NARROWEST_M, Looking, View

WIDTH, HEIGHT = 760.0, 520.0
ROOM = 1.06  # a little air round the outlines
CLOSER, FARTHER = 0.5, 2.0
ASIDE = 0.4  # of the width, for one step aside
_ROUND_LENGTHS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True)
class Camera:
    """Where the map is looked at from: the north-west corner, and pixels for each metre."""

    left: float
    top: float
    scale: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point in metres lies on the page; north is up."""
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    @property
    def view(self) -> View:
        """Return what is in sight."""
        half_w, half_h = WIDTH / self.scale / 2, HEIGHT / self.scale / 2
        return View(self.left + half_w, self.top - half_h, 2 * half_w)

    def sees(self, x: float, y: float) -> bool:
        """Return whether a point is in sight."""
        across, down = self.place(x, y)
        return 0 <= across <= WIDTH and 0 <= down <= HEIGHT


@dataclass(frozen=True)
class Button:
    """One way to look elsewhere; without address it is as far as it goes."""

    words: str
    sign: str
    url: str


@dataclass(frozen=True)
class ScaleBar:
    """A length on the page, and in words."""

    x: str
    end: str
    words: str


def aim_camera(looking: Looking, *, whole: View) -> Camera:
    """Return the camera for what the reader chose, or for the whole."""
    view = looking.view or whole
    scale = WIDTH / view.width_m
    return Camera(view.x - view.width_m / 2, view.y + HEIGHT / scale / 2, scale)


def find_whole(outlines: Sequence[Outline], points: Sequence[tuple[float, float]] = ()) -> View:
    """Return the view that holds all outlines; without any, all points; without those, a square."""
    corners = [point for one in outlines for ring in one.rings for point in ring] or list(points)
    if not corners:
        return View(0.0, 0.0, 1000.0)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    width = max(wide, high * WIDTH / HEIGHT, NARROWEST_M) * ROOM
    return View((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, width)


def offer_buttons(looking: Looking, *, camera: Camera, page: str) -> tuple[Button, ...]:
    """Return the ways to look closer, farther, aside and at the whole."""
    here = camera.view
    step = here.width_m * ASIDE

    def go(words: str, sign: str, view: View | None) -> Button:
        return Button(words, sign, looking.to(view=view).address(page))

    return (
        go(_("Dichterbij"), "+", View(here.x, here.y, max(here.width_m * CLOSER, NARROWEST_M))),
        go(_("Verder weg"), "−", View(here.x, here.y, here.width_m * FARTHER)),
        go(_("Naar het westen"), "←", View(here.x - step, here.y, here.width_m)),
        go(_("Naar het oosten"), "→", View(here.x + step, here.y, here.width_m)),
        go(_("Naar het noorden"), "↑", View(here.x, here.y + step, here.width_m)),
        go(_("Naar het zuiden"), "↓", View(here.x, here.y - step, here.width_m)),
        go(_("Toon alles"), "", None),
    )


def draw_scale_bar(camera: Camera) -> ScaleBar:
    """Return a bar of a round length, about a sixth of the page."""
    wanted = WIDTH / 6 / camera.scale
    length = max((one for one in _ROUND_LENGTHS if one <= wanted), default=_ROUND_LENGTHS[0])
    end = WIDTH - 24
    words = _("%(n)s meter") % {"n": length} if length < 1000 else f"{length // 1000} km"
    return ScaleBar(write(end - length * camera.scale), write(end), words)


def write(value: float) -> str:
    """Write a coordinate of the page with at most one decimal.

    >>> write(3.04), write(-0.01)
    ('3', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} or math.isnan(value) else text
