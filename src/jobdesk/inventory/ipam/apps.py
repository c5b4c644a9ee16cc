"""Registers these models under the label of the original."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app "ipam"."""

    name = "jobdesk.inventory.ipam"
    label = "ipam"

    def ready(self) -> None:
        """Let what follows from changes follow."""
        from jobdesk.inventory.ipam import following as following
