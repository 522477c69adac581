"""Make the desk known to Django, and the rooms with people's data known to `privacy`."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig

from zichtlijn.privacy.operations.holdings import (
    Holdings,
    lend_given_names,
    register_holdings,
)

ROOMS_WITH_HOLDINGS = ("fireworks", "networks", "persons")
"""Every room that holds people's data or data with a term; a test compares this with the rooms."""


class DeskConfig(AppConfig):
    """The room that brings the others together."""

    name = "zichtlijn.desk"
    label = "desk"

    def ready(self) -> None:
        """Let inspection, correction and destruction reach every room (ADR 0002)."""
        for room in ROOMS_WITH_HOLDINGS:  # by name: their tables exist only now
            register_holdings(cast("Holdings", import_module(f"zichtlijn.{room}.holdings")))
        lend_given_names("persons", _list_given_names)


def _list_given_names() -> frozenset[str]:
    """Ask the room of persons once somebody names a table: its reports are slow to import."""
    names: frozenset[str] = import_module("zichtlijn.persons.reports.lending").list_given_names()
    return names
