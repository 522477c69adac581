"""What a query returns besides frames: records that cannot be changed."""

from dataclasses import dataclass
from datetime import date, datetime

from zichtlijn.networks.terms import AnalysisSettings, DeliveryKind, EditionState, Figures


@dataclass(frozen=True)
class DeliveryRecord:
    """One file of observations as it was brought in."""

    id: int
    kind: DeliveryKind
    title: str
    file_name: str
    sha256: str
    rows: int
    rejected_rows: int
    source_note: str
    purpose: str
    imported_at: datetime
    imported_by: str
    expires_on: date | None
    observations: int
    first_on: date | None
    last_on: date | None
    scope: str  # the table it stands at; empty for published data and on the example desk
    is_waiting: bool  # for somebody of another organisation


@dataclass(frozen=True)
class EditionRecord:
    """One analysis of a delivery: its choices, how far it is, and its figures when done."""

    id: int
    delivery_id: int
    settings: AnalysisSettings
    code_version: str
    input_hash: str
    dot_seed: int
    state: EditionState
    progress_words: str
    progress_share: float
    failure: str
    requested_at: datetime
    finished_at: datetime | None
    figures: Figures | None


@dataclass(frozen=True)
class ExportRecord:
    """A file that left: in what form, by whom, for what, until when."""

    form: str
    made_at: datetime
    reader: str
    purpose: str
    expires_on: date | None
    recipient: str = ""
