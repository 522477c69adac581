"""Make the audit room known to Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room of the log."""

    name = "zichtlijn.audit"
    label = "audit"
