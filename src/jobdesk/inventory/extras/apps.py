"""Registers these models under the label of the original."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app "extras"."""

    name = "jobdesk.inventory.extras"
    label = "extras"
