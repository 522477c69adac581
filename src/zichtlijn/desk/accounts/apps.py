"""Make the accounts known to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may come in."""

    name = "zichtlijn.desk.accounts"
    label = "accounts"
    verbose_name = "Accounts"
