"""Make the privacy room known to Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The room of purposes, rules, terms and rights."""

    name = "zichtlijn.privacy"
    label = "privacy"
