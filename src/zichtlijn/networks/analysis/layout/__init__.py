"""Where the dots of the group view lie: seeded, computed once for a whole edition.

A place on the drawing carries no meaning of its own (docs/explanation/group-view.md): groups
lie apart so that their outlines can be read, and people who could not be placed lie round the
group they were seen with. Positions do not move when the reader moves the window.

Each group is a disc: its members inside, the others it was seen with in rings round it. The
discs are laid by force, with far repulsion summed per cell of a grid, drawn in to an even
density, and pushed apart until none overlap.
"""

from zichtlijn.networks.analysis.layout.derivation import (
    LAYOUT,
    derive_disc_layout,
    derive_homes,
    derive_layout,
    draw_near,
    separate_discs,
)

__all__ = [
    "LAYOUT",
    "derive_disc_layout",
    "derive_homes",
    "derive_layout",
    "draw_near",
    "separate_discs",
]
