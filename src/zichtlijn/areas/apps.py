"""Django's name for this room."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Areas and places."""

    name = "zichtlijn.areas"
    label = "areas"
    default_auto_field = "django.db.models.BigAutoField"
