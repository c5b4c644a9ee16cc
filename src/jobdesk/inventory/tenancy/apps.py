"""Registers these models under the label of the original."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app "tenancy"."""

    name = "jobdesk.inventory.tenancy"
    label = "tenancy"
