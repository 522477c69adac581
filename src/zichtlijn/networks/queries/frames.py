"""The frames of an edition as they lie in the database: Parquet that keeps its contract."""

from io import BytesIO

import polars as pl

from zichtlijn.networks.analysis.evidence import MEETINGS, WITHOUT_SOURCE
from zichtlijn.networks.analysis.layout import LAYOUT
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    SIGHTINGS,
    SIGNALS,
    TIES,
)

CONTRACTS = {
    contract.name.lower(): contract
    for contract in (
        TIES,
        GROUPS,
        GROUP_WINDOWS,
        LIFE_LINES,
        SIGNALS,
        SIGHTINGS,
        MEETINGS,
        WITHOUT_SOURCE,
        LAYOUT,
    )
}
"""The frames of an edition by the name under which they are kept."""


def pack_frame(name: str, frame: pl.DataFrame) -> bytes:
    """Return the frame as Parquet. Raises BrokenContract."""
    packed = BytesIO()
    CONTRACTS[name].keep(frame).write_parquet(packed, compression="zstd")
    return packed.getvalue()


def unpack_frame(name: str, packed: bytes) -> pl.DataFrame:
    """Return the frame that was packed. Raises BrokenContract."""
    frame = pl.read_parquet(BytesIO(packed))  # noqa: TID251 - no file: our own bytes, contract checked
    return CONTRACTS[name].keep(frame)
