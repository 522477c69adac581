"""The report on one person: what is held, why, until when, shared with whom, and who looked."""

from zichtlijn.privacy.reports.inspection.report import inspection_report, list_to_weigh
from zichtlijn.privacy.reports.inspection.terms import InspectionReport

__all__ = ["InspectionReport", "inspection_report", "list_to_weigh"]
