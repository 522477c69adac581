"""The page of a night: a sentence, a map, its table, hours, neighbourhoods, receivers."""

from zichtlijn.fireworks.reports.night.page import NightPage, night_page

__all__ = ["NightPage", "night_page"]
