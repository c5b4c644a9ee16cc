"""The host's own way to itself from its answering thread (`operations.services.HostDoor`)."""

import threading
from collections.abc import Mapping
from typing import Any

from jobdesk.errors import Refused
from jobdesk.runner.host import Host


class HostThreadDoor:
    """The door for what the host itself does in another thread than its own."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def submit(self, no: int, secrets: Mapping[str, Any] | None) -> None:
        """Let the run have its turn."""
        self._host.submit_soon(no, secrets)

    def cancel(self, no: int, by: str, *, kill: bool) -> None:
        """Refused: no job asks for it."""
        del by, kill
        raise Refused(f"A job does not cancel run {no}.")

    def extend(self, no: int, by: str, seconds: float) -> None:
        """Refused, as cancelling."""
        del by, seconds
        raise Refused(f"A job does not extend run {no}.")

    def announce(self, what: str) -> None:
        """Tell whoever hosts."""
        self._host.records_changed.emit(what)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        threading.Event().wait(seconds)

    def close(self) -> None:
        """Nothing: the host is its owner's."""
