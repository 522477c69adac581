"""Make the persons room known to Django."""

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """The room of identities."""

    name = "zichtlijn.persons"
    label = "persons"
