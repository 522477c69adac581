"""What befell each group in each window."""

from zichtlijn.networks.analysis.events.life.lines import derive_life_lines

__all__ = ["derive_life_lines"]
