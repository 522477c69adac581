"""A page as a PDF that a screen reader can read (PDF/UA-1), where the extra `pdf` is installed."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles import finders

_MAKER = "weasyprint"
_STYLE = "privacy/document.css"
_FONTS = tuple(
    f"vendor/source-sans-3/source-sans-3-{part}-wght-normal.woff2"
    for part in ("latin", "latin-ext")
)
_FACE = '@font-face {{ font-family: "Source Sans 3"; font-weight: 200 900; src: url("{}"); }}'


class NoPdf(Exception):
    """This installation makes no PDF; the page prints just as well."""

    def __init__(self) -> None:
        super().__init__(
            "Deze installatie maakt geen PDF. Open het overzicht en kies Print. "
            "In het venster van de printer kunt u het als PDF bewaren."
        )


def can_write_pdf() -> bool:
    """Return whether the extra is installed."""
    return find_spec(_MAKER) is not None


def write_pdf(page: str) -> bytes:
    """Return a whole HTML page as a tagged PDF. Raises NoPdf.

    Nothing is fetched from anywhere but the fonts and the style that ship with the desk.
    """
    if not can_write_pdf():
        raise NoPdf
    maker = import_module(_MAKER)
    only_files = maker.urls.URLFetcher(allowed_protocols=("file",))
    style = maker.CSS(string=_read_style(), url_fetcher=only_files)
    written: bytes = maker.HTML(string=page, url_fetcher=only_files).write_pdf(
        stylesheets=[style], pdf_variant="pdf/ua-1"
    )
    return written


def _read_style() -> str:
    faces = [_FACE.format(_locate(name)) for name in _FONTS]
    return "\n".join([*faces, Path(_find(_STYLE)).read_text(encoding="utf-8")])


def _locate(name: str) -> str:
    return Path(_find(name)).as_uri()


def _find(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return found
