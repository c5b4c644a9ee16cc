"""JobField: one of the jobs that may be started; those that cannot run say so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from jobdesk.models.records import JobId, JobRecord


class JobField(QComboBox):
    """A list of receivers, by name; at first none is chosen."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._offered: list[tuple[str, JobId, str]] = []
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setAccessibleName(title)
        self.setPlaceholderText("Choose a receiver")

    def offer(self, jobs: Sequence[JobRecord]) -> None:
        """The receivers that there are; the chosen one stays so."""
        offered = [(_words(job), job.id, _tip(job)) for job in jobs]
        if offered == self._offered:
            return  # its list may be open
        self._offered, chosen = offered, self.job_id
        self.clear()
        for words, key, tip in offered:
            self.addItem(words, key)
            self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.choose(chosen)

    @property
    def job_id(self) -> JobId | None:
        """The chosen job."""
        return self.currentData()

    def choose(self, job_id: JobId | None) -> None:
        """Show another job; None and one that is not there are none."""
        self.setCurrentIndex(-1 if job_id is None else self.findData(job_id))


def _words(job: JobRecord) -> str:
    return job.name if job.runnable else f"{job.name}  (cannot run now)"


def _tip(job: JobRecord) -> str:
    return job.not_runnable_reason or job.class_path
