"""Secrets of one run: its own secret values exactly, all else by the rules of `jobs.redaction`.

The values are known before any job code runs with them, so nothing of it is kept unredacted.
"""

from __future__ import annotations

from jobdesk.jobs.redaction import Redactor

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterable


class Redaction(Redactor):
    """The redactor of a run, to which secret values are added when they become known."""

    def __init__(self) -> None:
        super().__init__()
        self._values: set[str] = set()

    def add(self, values: Iterable[str]) -> None:
        """These values are secret from now on."""
        self._values.update(values)
        super().__init__(self._values)
