"""Registers these models under the label of the original."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app "dcim"."""

    name = "jobdesk.inventory.dcim"
    label = "dcim"

    def ready(self) -> None:
        """Let what follows from changes follow."""
        from jobdesk.inventory.dcim import following as following
