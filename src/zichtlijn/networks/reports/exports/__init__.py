"""What may be taken away: every row, under neutral numbers, with a stamp."""

from zichtlijn.networks.reports.exports.bundle import (
    ExportFile,
    ExportPage,
    export_page,
    make_export,
    write_csv,
)
from zichtlijn.networks.reports.forms import FORMS

__all__ = ["FORMS", "ExportFile", "ExportPage", "export_page", "make_export", "write_csv"]
