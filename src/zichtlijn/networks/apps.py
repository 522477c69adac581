"""Django's name for this room."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Fluid networks."""

    name = "zichtlijn.networks"
    label = "networks"
    default_auto_field = "django.db.models.BigAutoField"
