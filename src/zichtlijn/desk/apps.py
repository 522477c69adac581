"""Make the desk known to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The start page, the menu and the templates every room builds on."""

    name = "zichtlijn.desk"
    label = "desk"
    verbose_name = "Zichtlijn"
