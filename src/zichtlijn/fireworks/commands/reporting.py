"""A file of residents' reports is read whole, or refused whole with the lines that are wrong."""

from pathlib import Path

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.operations.nuisance import Delivered, import_nuisance_reports
from zichtlijn.fireworks.sources.nuisance import read_nuisance_reports
from zichtlijn.fireworks.terms import NotAllowed

MOST_NAMED = 5


def import_reports_file(path: Path, *, timezone: str, access: Access) -> Delivered:
    """Keep the reports of a file. Raises UnreadableFile, NotAllowed, LogUnavailable."""
    read = read_nuisance_reports(path, timezone=timezone)
    if read.rejected.height:
        wrong = [
            f"regel {line}, {column or 'de hele rij'}: {reason}"
            for line, column, reason in read.rejected.select("line", "column", "reason")
            .head(MOST_NAMED)
            .rows()
        ]
        raise NotAllowed(
            f"Er is niets ingelezen; {read.rejected.height} regels kloppen niet. {' '.join(wrong)}"
        )
    return import_nuisance_reports(read.reports, access=access)
