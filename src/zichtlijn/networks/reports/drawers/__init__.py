"""Why does this stand here? the observations behind one tie, group, place or signal."""

from zichtlijn.networks.reports.drawers.drawer import Drawer, RailItem
from zichtlijn.networks.reports.drawers.groups import band_page, group_page, signal_page
from zichtlijn.networks.reports.drawers.ties import tie_page

__all__ = ["Drawer", "RailItem", "band_page", "group_page", "signal_page", "tie_page"]
