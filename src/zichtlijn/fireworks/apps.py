"""Make the fireworks room known to Django."""

from django.apps import AppConfig


class FireworksConfig(AppConfig):
    """The room of bangs."""

    name = "zichtlijn.fireworks"
    label = "fireworks"
